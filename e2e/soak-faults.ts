/** A mock API of which a share of all requests fails, in every way that it knows. */
import { createMockApi, type MockApi } from '../src/mock-api/application.ts';
import type { FaultKind } from '../src/mock-api/faults.ts';
import type { Random } from './soak-random.ts';

/** Each as often as it stands here. What waits for ever is drawn seldom: it costs the person half a minute. */
const KINDS: readonly FaultKind[] = [
  ...Array.from({ length: 5 }, (): FaultKind[] => [
    'server-error',
    'server-error-after',
    'cut-before',
    'cut-after',
  ]).flat(),
  ...Array.from({ length: 3 }, (): FaultKind[] => ['refuse', 'refuse-after', 'break-off-before', 'break-off']).flat(),
  ...Array.from({ length: 2 }, (): FaultKind[] => [
    'html',
    'malformed',
    'empty',
    'wrong-shape',
    'bad-row',
    'redirect',
  ]).flat(),
  ...Array.from({ length: 4 }, (): FaultKind => 'latency'),
  'hold',
  'silence-before',
  'silence',
];

const LONGEST_WAIT_MS = 2_500;
/** Of the reads that fail, so many because the password is not taken any more. */
const UNAUTHORIZED_SHARE = 0.02;

/** What became of the requests so far. */
export class FaultyApi {
  /** No request fails while it is so. */
  isCalm = false;
  requests = 0;
  faults = 0;
  readonly kinds = new Map<string, number>();
  readonly api: MockApi;
  private readonly random: Random;
  private readonly share: number;

  constructor({ random, share }: { random: Random; share: number }) {
    const inner = createMockApi();
    this.random = random;
    this.share = share;
    this.api = {
      ...inner,
      exchange: (request) => {
        this.disturbs(inner, request);
        return inner.exchange(request);
      },
    };
  }

  private disturbs(inner: MockApi, { method, url }: Request): void {
    const { pathname } = new URL(url);
    if (method === 'OPTIONS' || !pathname.startsWith('/api/')) return;
    this.requests += 1;
    if (this.isCalm || !this.random.chance(this.share)) return;
    const isRefusedSignIn = method === 'GET' && this.random.chance(UNAUTHORIZED_SHARE);
    const kind = isRefusedSignIn ? 'refuse' : this.random.pick(KINDS);
    const afterMs = kind === 'latency' ? this.random.below(LONGEST_WAIT_MS) : 0;
    this.faults += 1;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    const path = pathname.slice('/api/'.length);
    inner.addFault({ kind, method, path, afterMs, ...(isRefusedSignIn && { status: 401 }) });
    if (kind === 'hold') setTimeout(() => inner.release(), LONGEST_WAIT_MS);
  }
}
