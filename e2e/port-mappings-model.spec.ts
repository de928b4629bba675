/**
 * People at the page "Port mappings", each with a story of their own: what they do, and what goes wrong meanwhile, is drawn by the
 * seed in the title. Whatever happens, the table is what the API holds, and only what was asked for has changed.
 * PORT_MAPPINGS_FIRST_SEED begins with other stories than those from 1 on.
 */
import { expect, test } from './fixtures.ts';
import { type Action, actionInWords, editOf, type Goal, nameOf, storyOf } from './port-mappings-model-actions.ts';
import { edits, endsEdit, interruption } from './port-mappings-model-edits.ts';
import { Person } from './port-mappings-model-person.ts';
import { reverts } from './port-mappings-model-reverts.ts';
import { adds, deletes, rowAt, undoes } from './port-mappings-model-rows.ts';
import { deletesSelected, endsRun, imports, runAtRest, undoesChange } from './port-mappings-model-runs.ts';

const FIRST = Number(process.env.PORT_MAPPINGS_FIRST_SEED ?? 1);
const STORIES = 20;

// What is not there then never comes, and the story is told before the test is over.
test.use({ actionTimeout: 10_000 });
test.describe.configure({ timeout: 90_000 });

async function finishes(person: Person, goal: Goal) {
  await endsEdit(person, goal);
  await endsRun(person);
}

async function act(person: Person, action: Action): Promise<void> {
  const { disturbed } = action;
  const row = 'place' in action ? rowAt(person, action.place) : undefined;
  const undo = 'undo' in action ? action.undo : undefined;
  switch (action.does) {
    case 'add':
      return adds(person, action.mapping, disturbed);
    case 'delete':
      if (row && (await deletes(person, row, disturbed)) === 'done' && undo) await undoes(person, row, undo);
      return;
    case 'edit': {
      if (!row) return;
      const wanted = editOf(row, action);
      const end = await edits(person, row, wanted, disturbed);
      if (end === 'done' && undo && !person.openRun) {
        await undoesChange(person, { removed: [nameOf(row)], added: [nameOf(wanted)] }, undo);
      }
      return;
    }
    case 'delete-selected': {
      const change = await deletesSelected(person, action.place, disturbed);
      if (change && undo) await undoesChange(person, change, undo);
      return;
    }
    case 'import':
      return imports(person, action, disturbed);
    case 'revert':
      return reverts(person, action.place, disturbed);
    case 'finish':
      return finishes(person, action.goal);
  }
}

/** What begins a run, or whose Undo does: it would take the place of one that is left. */
const BEGINS_A_RUN = ['edit', 'delete-selected', 'import', 'revert'];

for (let seed = FIRST; seed < FIRST + STORIES; seed += 1) {
  test(`a story of actions and failures ends in the table of the API (seed ${seed})`, async ({
    page,
    panel,
    mockApi,
  }) => {
    await panel.holdSession();
    const { actions, goal } = storyOf(seed);
    const person = new Person(page, mockApi.api);
    await person.arrive();
    try {
      for (const action of actions) {
        person.story.push(actionInWords(action));
        if (BEGINS_A_RUN.includes(action.does)) await endsRun(person);
        await person.tidies();
        const before = person.openRun;
        await act(person, action);
        if (before && person.openRun === before) person.openRun = { ...before, isFresh: false };
        await person.checks();
      }
      person.story.push(`at the end: ${goal}`);
      await person.tidies();
      await finishes(person, goal);
      await person.checks();
      await person.reloads();
      await person.checks();
      await expect(interruption(person)).toBeHidden();
      await expect(runAtRest(person)).toBeHidden();
    } catch (error) {
      const shown = await person.shown().catch(() => ['nothing that can be read']);
      const tables = [`The page shows`, ...shown, `The API holds`, ...person.rows().map(nameOf).sort()].join('\n  ');
      const reason = error instanceof Error ? error.message : error;
      throw new Error(`${reason}\n\nSeed ${seed}:\n  ${person.story.join('\n  ')}\n\n${tables}`, { cause: error });
    }
  });
}
