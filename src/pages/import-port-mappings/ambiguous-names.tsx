import { type Container, nameAndUid } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { SelectField } from '../../ui/field.tsx';
import type { ImportDraft } from './import-draft.ts';

type Answers = ImportDraft['answers'];

interface AmbiguousNamesProps {
  /** Names that several containers have, and nobody has said which. */
  open: readonly { name: string; candidates: readonly number[] }[];
  answers: Answers;
  containers: readonly Container[];
  onChange: (answers: Answers) => void;
}

/** Asks once for each name that several containers of the server have; an answer can be changed. */
export function AmbiguousNames({ open, answers, containers, onChange }: AmbiguousNamesProps) {
  const asked = [
    ...answers,
    ...open.filter(({ name }) => !answers.some((answer) => answer.name === name)).map((one) => ({ ...one, uid: 0 })),
  ].sort((one, other) => (one.name < other.name ? -1 : 1));
  if (asked.length === 0) return null;

  function answer(name: string, candidates: readonly number[], uid: number) {
    const others = answers.filter((one) => one.name !== name);
    onChange(uid === 0 ? others : [...others, { name, candidates: [...candidates], uid }]);
  }

  return (
    <div className="contents">
      {asked.map(({ name, candidates, uid }) => (
        <SelectField
          key={name}
          label={`Which ${shownText(name)}?`}
          hint={uid === 0 ? 'Several containers have this name.' : undefined}
          value={uid === 0 ? '' : String(uid)}
          onChange={(event) => answer(name, candidates, Number(event.target.value))}
        >
          <option value="">Choose</option>
          {candidates.map((candidate) => (
            <option key={candidate} value={candidate}>
              {wordsOf(candidate, containers)}
            </option>
          ))}
        </SelectField>
      ))}
    </div>
  );
}

/** Names are the same, so what tells them apart is said too. */
function wordsOf(uid: number, containers: readonly Container[]): string {
  const container = containers.find((one) => one.uid === uid);
  if (!container) return String(uid);
  const { ip, tags } = container;
  return [nameAndUid(container), ip, ...tags.map(shownText)].join(', ');
}
