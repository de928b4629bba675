/** What a person does with the port mappings of one server, drawn at random, and what goes wrong meanwhile. */
import fc from 'fast-check';

/** The customer's containers on the server, as its seed world has them. */
export const CONTAINERS = { hydra: 30_001, medusa: 30_002 } as const;

export interface Mapping {
  proto: 'tcp' | 'udp';
  public_port: number;
  container: keyof typeof CONTAINERS;
  private_port: number;
}

/** Something that goes wrong with the next request of that method. */
export interface Trouble {
  method: 'GET' | 'POST' | 'DELETE';
  kind: 'refuse' | 'refuse-after' | 'cut-before' | 'cut-after' | 'server-error' | 'server-error-after';
  status?: number;
}

/** How an action is disturbed: by the API, or by a reload of the page while a write of that method is under way. */
export interface Disturbance {
  troubles: readonly Trouble[];
  reload?: { method: 'POST' | 'DELETE'; kind: 'silence' | 'silence-before' };
}

/** The end of a mapping that an edit leaves as it is: the old one has to go then before the new one can be added. */
export type End = 'public' | 'private' | 'none';

/** The ways out of an interrupted edit. */
export type Goal = 'finish' | 'put-back' | 'leave';

export type Action = { disturbed: Disturbance } & (
  | { does: 'add'; mapping: Mapping }
  | { does: 'delete'; place: number; undo?: Disturbance | undefined }
  | { does: 'edit'; place: number; mapping: Mapping; keeps: End; undo?: Disturbance | undefined }
  | { does: 'delete-selected'; place: number; undo?: Disturbance | undefined }
  | { does: 'import'; lines: readonly Mapping[]; isExact: boolean }
  | { does: 'revert'; place: number }
  | { does: 'finish'; goal: Goal }
);

/** One run: what is done, and how the person ends what is interrupted after it. */
export interface Story {
  actions: readonly Action[];
  goal: Goal;
}

/** Names a mapping as the panel does: `tcp 9000 → hydra:8000`. Nothing but its id tells it from another of that name. */
export const nameOf = ({ proto, public_port, container, private_port }: Mapping): string =>
  `${proto} ${public_port} → ${container}:${private_port}`;

/** What the buttons of its row name it by: `tcp 9000`. */
export const portOf = ({ proto, public_port }: Mapping): string => `${proto} ${public_port}`;

/** What an edit makes of a row. */
export function editOf(old: Mapping, { mapping, keeps }: Extract<Action, { does: 'edit' }>): Mapping {
  const { proto, public_port, container, private_port } = old;
  if (keeps === 'public') return { ...mapping, proto, public_port };
  return keeps === 'private' ? { ...mapping, proto, container, private_port } : mapping;
}

/** Whether nothing goes wrong, so that the panel has to do all that it may. */
export const isUndisturbed = ({ troubles, reload }: Disturbance): boolean => troubles.length === 0 && !reload;

/** Whether both cannot stand: one holder a public port (README), and one public port for each port of a container. */
export const isInTheWay = (one: Mapping, other: Mapping): boolean =>
  one.proto === other.proto &&
  (one.public_port === other.public_port ||
    (one.container === other.container && one.private_port === other.private_port));

/** So few ports that actions meet. */
const mapping: fc.Arbitrary<Mapping> = fc.record({
  proto: fc.constantFrom('tcp', 'tcp', 'udp'),
  public_port: fc.constantFrom(9000, 9001, 9002, 9003, 5353),
  container: fc.constantFrom('hydra', 'medusa'),
  private_port: fc.constantFrom(8000, 8001, 8002, 5353),
});

const WRITE_TROUBLES = [
  { kind: 'refuse' },
  { kind: 'refuse-after' },
  { kind: 'cut-before' },
  { kind: 'cut-after' },
  { kind: 'server-error' },
  { kind: 'server-error-after' },
  { kind: 'refuse', status: 401 },
] as const;

const TROUBLES: readonly Trouble[] = [
  ...(['POST', 'DELETE'] as const).flatMap((method) => WRITE_TROUBLES.map((trouble) => ({ method, ...trouble }))),
  { method: 'GET', kind: 'server-error' },
  { method: 'GET', kind: 'refuse', status: 401 },
];

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ troubles: [] }) },
  {
    weight: 4,
    arbitrary: fc.record({ troubles: fc.array(fc.constantFrom(...TROUBLES), { minLength: 1, maxLength: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      troubles: fc.constant([]),
      reload: fc.record({
        method: fc.constantFrom('POST', 'DELETE'),
        kind: fc.constantFrom('silence', 'silence-before'),
      }),
    }),
  },
);

/** A creation that is refused after a deletion made room for it. */
const refusedCreation = fc.constant<Disturbance>({ troubles: [{ method: 'POST', kind: 'refuse' }] });
const disturbedReplacement = fc.oneof({ weight: 3, arbitrary: disturbance }, { weight: 1, arbitrary: refusedCreation });

const place = fc.nat(9);
const goal = fc.constantFrom<Goal>('finish', 'put-back', 'leave');
const undo = fc.option(disturbance, { nil: undefined });
/** A list that is not in its own way. */
const lines = fc.uniqueArray(mapping, { minLength: 2, maxLength: 4, comparator: isInTheWay });

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('add'), mapping, disturbed: disturbance }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('delete'), place, undo, disturbed: disturbance }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('edit'),
      place,
      mapping,
      keeps: fc.constantFrom('public', 'private', 'none'),
      undo,
      disturbed: disturbedReplacement,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete-selected'), place, undo, disturbed: disturbance }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('import'),
      lines,
      isExact: fc.boolean(),
      disturbed: disturbedReplacement,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('revert'), place: fc.nat(2), disturbed: disturbance }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('finish'), goal, disturbed: fc.constant({ troubles: [] }) }),
  },
);

/** The story of a seed, always the same. */
export function storyOf(seed: number): Story {
  const story = fc.record({ actions: fc.array(action, { minLength: 4, maxLength: 6, size: 'max' }), goal });
  const [sampled] = fc.sample(story, { seed, numRuns: 1, unbiased: true });
  if (!sampled) throw new Error(`No story of the seed ${seed}.`);
  return sampled;
}

function disturbanceInWords({ troubles, reload }: Disturbance): string {
  const words = troubles.map(({ method, kind, status = '' }) => `${method} ${kind} ${status}`.trim());
  if (reload) words.push(`reload at ${reload.method} (${reload.kind})`);
  return words.length > 0 ? ` while ${words.join(', ')}` : '';
}

/** An action in words, for who reads the story of a run that failed. */
export function actionInWords(one: Action): string {
  const words = [`${one.does}`];
  if ('place' in one) words.push(`the row at ${one.place}`);
  if ('mapping' in one) words.push(nameOf(one.mapping));
  if ('lines' in one) words.push(one.isExact ? 'exactly' : 'only add', one.lines.map(nameOf).join(', '));
  if ('keeps' in one) words.push(`(of the old one stays: ${one.keeps})`);
  if ('goal' in one) words.push(one.goal);
  const after = 'undo' in one && one.undo ? `; then Undo${disturbanceInWords(one.undo)}` : '';
  return `${words.join(' ')}${disturbanceInWords(one.disturbed)}${after}`;
}
