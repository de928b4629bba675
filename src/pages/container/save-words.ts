/** What is said of a save after it. */
import type { EditOutcome } from '../../queries/edit-container.ts';
import { keysOfChange, whatReboots } from '../../rules/container-changes.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { keyIdentity } from '../../rules/ssh-keys.ts';
import type { Problem } from '../shared/problem.tsx';
import { addedByOthers } from './container-form-values.ts';
import { tagsInWords, writtenInWords } from './sections.ts';

/** Why not all of it is saved. */
export function failureOf(outcome: Exclude<EditOutcome, { verdict: 'done' | 'conflict' }>): Problem {
  switch (outcome.verdict) {
    case 'not-sent':
      return { title: 'Nothing was saved', detail: outcome.message };
    case 'not-done':
      return { title: 'Not saved', detail: outcome.message };
    case 'cannot-tell':
      return { title: 'Not known whether it was saved', detail: outcome.message };
  }
}

/** What others had added to the sets that were saved: they are replaced as a whole, and merged before. */
function keptInWords(asked: ContainerChange, container: ContainerDetail): string {
  const tags = asked.tags ? addedByOthers(container.tags, asked.tags) : [];
  const identities = (lines: readonly string[]) => lines.map(keyIdentity);
  const keys = asked.ssh_keys ? addedByOthers(identities(container.ssh_keys), identities(asked.ssh_keys)).length : 0;
  const kept = [
    ...(tags.length > 0 ? [tagsInWords(tags)] : []),
    ...(keys > 0 ? [keys === 1 ? '1 SSH key' : `${keys} SSH keys`] : []),
  ];
  const were = tags.length + keys === 1 ? 'was' : 'were';
  return kept.length > 0 ? `Kept ${kept.join(' and ')} that ${were} added meanwhile.` : '';
}

/** What was saved, by what had to be sent for it; `before` is the container as it was. */
export function savedInWords(save: {
  asked: ContainerChange;
  sent: ContainerChange;
  before: ContainerDetail;
  container: ContainerDetail;
}): { title: string; detail: string } {
  const { asked, sent, before, container } = save;
  const written = writtenInWords(sent);
  const name = nameOfContainer(container);
  const reboots = whatReboots(sent, before).length > 0 ? 'It reboots.' : '';
  return {
    title:
      keysOfChange(sent).length > 0
        ? `${written.charAt(0).toUpperCase()}${written.slice(1)} of ${name}`
        : `Nothing to save: ${name} is like this already`,
    detail: [reboots, keptInWords(asked, container)].filter(Boolean).join(' '),
  };
}
