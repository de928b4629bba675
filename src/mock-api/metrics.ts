import { type Answer, json, Refused } from './answers.ts';
import { ownDomain } from './domains.ts';
import { ownContainer } from './ownership.ts';
import { toInteger } from './python-numbers.ts';
import type { Call } from './view.ts';
import type { World } from './world.ts';

const STEP = 5 * 60;
const DAY = 24 * 60 * 60;
/** The one container with a day of metrics behind it. */
const MEASURED_UID = 30_001;
const FORBIDDEN_TEXT: Answer = { status: 403, text: 'Forbidden' };

type Point = [unix: number, value: number];
/** The value after so many seconds of a day. */
type Curve = (seconds: number) => number;

const wave: Curve = (seconds) => 1 + Math.sin((seconds / DAY) * 2 * Math.PI);
const counter =
  (perSecond: number): Curve =>
  (seconds) =>
    Math.round(perSecond * (seconds + (DAY / (2 * Math.PI)) * (1 - Math.cos((seconds / DAY) * 2 * Math.PI))));
const gauge =
  (low: number, swing: number): Curve =>
  (seconds) =>
    Math.round(low + swing * wave(seconds));

const READS = counter(40_000);

/** Counters are cumulative, gauges are bytes in use. `io.write` returns the reads, as the reference does (api.md §9). */
const CONTAINER_CURVES: Record<string, Curve> = {
  cpu: counter(150_000_000),
  'io.read': READS,
  'io.write': READS,
  'net.rx': counter(25_000),
  'net.tx': counter(90_000),
  mem: gauge(2_000_000_000, 900_000_000),
  'mem.rss': gauge(1_200_000_000, 500_000_000),
  'mem.cache': gauge(800_000_000, 400_000_000),
  quota: gauge(41_000_000_000, 200_000_000),
};
const DOMAIN_CURVES: Record<string, Curve> = { hits: counter(3), 'net.rx': counter(9000), 'net.tx': counter(60_000) };

export const CONTAINER_METRICS = Object.keys(CONTAINER_CURVES);
export const DOMAIN_METRICS = Object.keys(DOMAIN_CURVES);

/** `GET /metrics/container.NAME/UID?year=&month=&day=` (api.md §9): one day, today unless told, in UTC. */
export function containerMetrics(name: string): (call: Call) => Answer {
  return (call) => {
    const own = orForbiddenText(() => ownContainer(call));
    return own ? json(pointsOf(call, own.uid, CONTAINER_CURVES[name])) : FORBIDDEN_TEXT;
  };
}

/** `GET /metrics/domain.NAME/ID?year=&month=&day=` (api.md §9): the points of each container that served it. */
export function domainMetrics(name: string): (call: Call) => Answer {
  return (call) => {
    const own = orForbiddenText(() => ownDomain(call));
    if (!own) return FORBIDDEN_TEXT;
    const series = own.servedBy.map((uid) => ({ container: uid, metrics: pointsOf(call, uid, DOMAIN_CURVES[name]) }));
    return json(series.filter(({ metrics }) => metrics.length > 0));
  };
}

function orForbiddenText<Found>(find: () => Found): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

function pointsOf({ world, query }: Call, uid: number, curve: Curve | undefined): Point[] {
  const now = new Date(world.startedAt);
  const part = (name: string, today: number) => toInteger(query.get(name) ?? today);
  const year = part('year', now.getUTCFullYear());
  const month = part('month', now.getUTCMonth() + 1);
  const from = Date.UTC(year, month - 1, part('day', now.getUTCDate())) / 1000;
  if (uid !== MEASURED_UID || !curve) return [];
  return measuredTimes(world)
    .filter((unix) => unix >= from && unix < from + DAY)
    .map((unix) => [unix, curve(unix - firstTime(world))]);
}

/** The seed's day ends when the mock starts: no point lies in the future, and midnight splits it into two answers. */
function measuredTimes(world: World): number[] {
  return Array.from({ length: DAY / STEP }, (_, index) => firstTime(world) + index * STEP);
}

function firstTime({ startedAt }: World): number {
  const last = Math.floor(startedAt / 1000 / STEP) * STEP;
  return last - DAY + STEP;
}
