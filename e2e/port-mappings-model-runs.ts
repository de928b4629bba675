/** What a person does to several mappings at once: deleting what is selected, importing, going on with a run. */
import { expect } from './fixtures.ts';
import { apply, applyAs, mappings } from './port-mapping-import-page.ts';
import { notifications } from './port-mapping-runs-page.ts';
import { type Disturbance, isUndisturbed, type Mapping, nameOf, portOf } from './port-mappings-model-actions.ts';
import type { Change, End, Person, Sign } from './port-mappings-model-person.ts';
import { alert, isAllowed } from './port-mappings-model-rows.ts';
import { tableIn } from './port-mappings-page.ts';

type RunEnd = Exclude<End, 'refused'>;

const NOTHING_WRONG: Disturbance = { troubles: [] };

/** The panel of a run that is at rest. */
export const runAtRest = ({ page }: Person) =>
  page.getByRole('region', {
    name: /^(Stopped: |Interrupted: )?((Import|Deletion|Revert) of|(Import|Delet|Revert)ed) /,
  });

/** How a run tells its end: a small one that is wholly done by a notification, any other in its panel. */
export const runSigns = (person: Person): Sign<'told' | 'shown'>[] => [
  { end: 'told', sign: notifications(person.page).getByText(/^(Deleted|Reverted) [^:]+$/) },
  { end: 'shown', sign: runAtRest(person) },
];

/** Whether all of the run on the page is done. */
async function isWhollyDone(person: Person): Promise<boolean> {
  const text = (await runAtRest(person).textContent()) ?? '';
  const [, done, all] = /([\d,]+) of ([\d,]+) done/.exec(text) ?? [];
  return done !== undefined && done === all;
}

/** How a run ended by what told it. */
export async function endOf<Other extends string>(person: Person, told: 'told' | 'shown' | Other) {
  if (told === 'told') return 'done';
  if (told !== 'shown') return told;
  return (await isWhollyDone(person)) ? 'done' : 'open';
}

/** Presses what begins a run, and judges what the page says of its end. */
export async function runs(
  person: Person,
  change: Change,
  disturbed: Disturbance,
  press: () => Promise<void>,
  others: readonly Sign<'not-done'>[] = [],
): Promise<RunEnd> {
  const told = await person.does<'told' | 'shown' | 'not-done'>(disturbed, press, [...runSigns(person), ...others]);
  const end = await endOf(person, told);
  if (isUndisturbed(disturbed)) expect(end).toBe('done');
  if (end === 'open') await expectNoneLostInSilence(person, change);
  judges(person, change, end);
  return end;
}

/** Whose deletion was to make room for another that could not be added is back, or the page says that it is not. */
async function expectNoneLostInSilence(person: Person, { removed, added }: Change): Promise<void> {
  const portIn = (name: string) => name.split(' → ')[0];
  const held = new Set(person.rows().map(portOf));
  const replaced = new Set(added.map(portIn));
  const said = (await runAtRest(person).textContent()) ?? '';
  for (const port of removed.map(portIn)) {
    if (port === undefined || held.has(port) || !replaced.has(port)) continue;
    const isTold = said.includes(`${port} is deleted and was not put back`) || /not known|your sign-in/.test(said);
    expect(isTold, `${port} was lost, and the page says only: ${said}`).toBe(true);
  }
}

/** Notes what is to be expected of a run that ended so. */
export function judges(person: Person, change: Change, end: RunEnd) {
  if (end === 'open' || end === 'reloaded') person.openRun = { change, isFresh: true };
  person.expects(change, end);
}

/** The Undo of an edit or of a deletion of several, which has just ended with it. */
export async function undoesChange(person: Person, { removed, added }: Change, disturbed: Disturbance): Promise<void> {
  const { page } = person;
  const undo = notifications(page).getByRole('button', { name: 'Undo' });
  await runs(person, { removed: added, added: removed }, disturbed, () => undo.click(), [
    { end: 'not-done', sign: alert(page, /not undone|not reverted/) },
    { end: 'not-done', sign: notifications(page).getByText(/not undone|not reverted/) },
  ]);
}

/** Ticks two rows, or the only one, and deletes them; gives the change when that was told done. */
export async function deletesSelected(
  person: Person,
  place: number,
  disturbed: Disturbance,
): Promise<Change | undefined> {
  const { page } = person;
  const rows = person.rows();
  const chosen = [...new Set([place, place + 1].map((one) => rows[one % Math.max(1, rows.length)]))];
  const names = chosen.flatMap((row) => (row ? [nameOf(row)] : []));
  if (names.length === 0) return undefined;
  for (const row of chosen) {
    if (row)
      await tableIn(page)
        .getByRole('checkbox', { name: `Select ${portOf(row)}`, exact: true })
        .check();
  }
  await page.getByRole('button', { name: 'Delete selected' }).click();
  const dialog = page.getByRole('dialog', { name: /^Delete \d+ port mapping/ });
  const change = { removed: names, added: [] };
  const start = dialog.getByRole('button', { name: /^Delete \d/ });
  return (await runs(person, change, disturbed, () => start.click())) === 'done' ? change : undefined;
}

/** Pastes a list and applies it. The button counts what it comes to. */
export async function imports(
  person: Person,
  { lines, isExact }: { lines: readonly Mapping[]; isExact: boolean },
  disturbed: Disturbance,
) {
  const { page } = person;
  const before = person.rows();
  const held = new Set(before.map(nameOf));
  const wanted = new Set(lines.map(nameOf));
  const added = lines.filter((line) => !held.has(nameOf(line)) && (isExact || isAllowed(before, line))).map(nameOf);
  const removed = isExact ? [...held].filter((name) => !wanted.has(name)) : [];
  const count = added.length + removed.length;
  const back = () =>
    page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Port mappings' }).click();

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await mappings(page).fill('');
  await applyAs(page, isExact ? 'Make the server exactly this' : 'Only add').check();
  await expect(apply(page)).toHaveAccessibleDescription('Nothing to apply yet');
  const inWords = ({ proto, public_port, container, private_port }: Mapping) =>
    `${proto} ${public_port} -> ${container}:${private_port}`;
  await mappings(page).fill(lines.map(inWords).join('\n'));
  await expect(page.getByText(new RegExp(`^${lines.length} lines: `)).first()).toBeVisible();
  if (count === 0) {
    await expect(apply(page)).toHaveAccessibleDescription('Nothing would change');
    await back();
    return;
  }
  const button = page.getByRole('button', {
    name: `Apply ${count} ${count === 1 ? 'change' : 'changes'}`,
    exact: true,
  });
  await expect(button).not.toHaveAttribute('aria-disabled');
  const end = await runs(person, { removed, added }, disturbed, () => button.click(), [
    { end: 'not-done', sign: alert(page, /Nothing was applied|The table has changed meanwhile/) },
  ]);
  if (end === 'not-done') await back();
  if (end === 'done' && isExact) expect(person.rows().map(nameOf).sort()).toEqual([...wanted].sort());
}

/** Goes on with a run that was stopped or interrupted, tries again what failed, and dismisses it. */
export async function endsRun(person: Person): Promise<void> {
  const run = runAtRest(person);
  if (person.openRun) await expect(run).toBeVisible();
  const { change, isFresh } = person.openRun ?? { change: { removed: [], added: [] }, isFresh: false };
  for (const name of [/^Go on with the /, 'Retry failed']) {
    const button = run.getByRole('button', { name });
    if (!(await button.isVisible())) continue;
    person.expects(change, 'open');
    const before = person.api.log.length;
    await button.click();
    // It reads the table first: what the page says until then is of before.
    await expect.poll(() => person.api.log.length).toBeGreaterThan(before);
    const told = await person.does(NOTHING_WRONG, async () => {}, runSigns(person));
    const isDone = told === 'told' || (await isWhollyDone(person));
    if (isDone && isFresh) person.expects(change, 'done');
    if (told === 'told') break;
  }
  if (await run.isVisible()) await run.getByRole('button', { name: 'Dismiss' }).click();
  await expect(run).toBeHidden();
  person.openRun = undefined;
}
