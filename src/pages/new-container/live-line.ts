import type { CreationOutcome, CreationRequest, CreationStep } from '../../queries/create-container.ts';

const IT = 'the container';

/**
 * What the panel is doing right now, in words, or that looking again found nothing; empty when there is nothing to say.
 * `earlierName`: of the attempt looked for.
 */
export function liveLine(
  creation: { step: CreationStep | null; underWay: CreationRequest | undefined; outcome: CreationOutcome | null },
  earlierName: string | undefined,
): string {
  const { step, underWay, outcome } = creation;
  if (!step || !underWay) {
    return outcome?.verdict === 'cannot-tell' && outcome.earlier ? `Looked for ${earlierName ?? IT}: not found.` : '';
  }
  const name = underWay.mode === 'look' ? (earlierName ?? IT) : underWay.wanted.name;
  switch (step) {
    case 'looking-for-earlier':
      return `Looking for ${earlierName ?? IT}, asked for earlier…`;
    case 'reading-before':
      return 'Reading the list before…';
    case 'sending':
      return `Creating ${name}…`;
    case 'reading-after':
      return `Finding ${name} in the list…`;
    case 'looking-again':
      return 'No answer yet. Looking for it…';
    case 'starting':
      return `Created. Setting what ${name} starts with…`;
  }
}
