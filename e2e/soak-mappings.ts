/** What a person does with port mappings. */
import { goesToServer } from './soak-navigation.ts';
import type { End, SoakPerson } from './soak-person.ts';

const ADDRESS = '1.2.3.4';
const HYDRA = 30_001;
const MEDUSA = 30_002;

interface Mapping {
  proto: string;
  public_port: number;
  container: number;
  private_port: number;
}

const factOf = ({ proto, public_port, container, private_port }: Mapping) =>
  `mapping ${ADDRESS} ${proto} ${public_port} → ${container}:${private_port}`;
const portOf = ({ proto, public_port }: Mapping) => `${proto} ${public_port}`;

const open = (person: SoakPerson) => goesToServer(person, { address: ADDRESS, link: 'Port mappings' });
const tableIn = ({ page }: SoakPerson) => page.getByRole('table', { name: 'Port mappings' });
const notifications = ({ page }: SoakPerson) => page.getByRole('region', { name: 'Notifications' });
const alert = ({ page }: SoakPerson, words: RegExp) => page.getByRole('alert').filter({ hasText: words });

function anyMapping({ random }: SoakPerson): Mapping {
  return {
    proto: random.pick(['tcp', 'udp']),
    public_port: 9000 + random.below(30),
    container: random.pick([HYDRA, MEDUSA]),
    private_port: 8000 + random.below(30),
  };
}

/** A run that was stopped, or an edit that was interrupted, is left as it is. */
async function leavesOpenEnds(person: SoakPerson): Promise<void> {
  const { page } = person;
  for (const name of [/^Dismiss$/, /^(Hide|Leave it|Keep both)$/]) {
    const buttons = page.getByRole('main').getByRole('button', { name });
    for (let left = 3; left > 0 && (await buttons.first().isVisible()); left -= 1) {
      await buttons
        .first()
        .click({ timeout: 2_000 })
        .catch(() => undefined);
    }
  }
}

/** Adds one by the form. */
export async function adds(person: SoakPerson): Promise<End> {
  const { page } = person;
  await open(person);
  const mapping = anyMapping(person);
  const form = page.getByRole('form', { name: 'New port mapping' });
  await form.getByRole('radio', { name: mapping.proto.toUpperCase() }).check({ force: true });
  await form.getByRole('textbox', { name: 'Public port' }).fill(String(mapping.public_port));
  await form.getByRole('combobox', { name: 'Container' }).selectOption(String(mapping.container));
  await form.getByRole('textbox', { name: 'Private port' }).fill(String(mapping.private_port));
  const ends = person.asksFor(new Map([[factOf(mapping), 'there']]));
  const end = await person.sees(
    () => form.getByRole('button', { name: 'Add mapping' }).click(),
    [
      { end: 'done', sign: form.getByText(`Added ${portOf(mapping)}.`) },
      { end: 'unknown', sign: alert(person, /^It is not known whether/) },
      { end: 'not-done', sign: alert(person, /was not added/) },
      { end: 'not-done', sign: form.getByText(/is taken by|is already mapped, from/) },
    ],
  );
  ends(end);
  return end;
}

/** A row that can be pressed; undefined when there is none. */
async function anyRow(person: SoakPerson): Promise<Mapping | undefined> {
  const rows = person.api.portMappings(ADDRESS);
  if (rows.length === 0) return undefined;
  const row = person.random.pick(rows);
  const button = tableIn(person).getByRole('button', { name: `Delete ${portOf(row)}`, exact: true });
  return (await button.count()) === 1 ? row : undefined;
}

async function deletes(person: SoakPerson): Promise<End> {
  await open(person);
  const row = await anyRow(person);
  if (!row) return 'not-possible';
  const port = portOf(row);
  const ends = person.asksFor(new Map([[factOf(row), undefined]]));
  const end = await person.sees(
    () =>
      tableIn(person)
        .getByRole('button', { name: `Delete ${port}`, exact: true })
        .click(),
    [
      { end: 'done', sign: notifications(person).getByText(`Deleted ${port}`) },
      { end: 'not-done', sign: alert(person, /is still there|was not deleted/) },
      { end: 'unknown', sign: alert(person, /It is not known whether/) },
    ],
  );
  ends(end);
  if (end !== 'done' || person.random.chance(0.5)) return end;
  const undone = person.asksFor(new Map([[factOf(row), 'there']]));
  const undo = await person.sees(
    () => notifications(person).getByRole('button', { name: 'Undo' }).click(),
    [
      { end: 'done', sign: notifications(person).getByText(`${port} is back`) },
      { end: 'not-done', sign: alert(person, /was not put back/) },
      { end: 'unknown', sign: alert(person, /It is not known whether/) },
    ],
  );
  undone(undo);
  return undo;
}

async function edits(person: SoakPerson): Promise<End> {
  const { page } = person;
  await open(person);
  await leavesOpenEnds(person);
  const row = await anyRow(person);
  const wanted = anyMapping(person);
  if (!row || factOf(row) === factOf(wanted)) return 'not-possible';
  await tableIn(person)
    .getByRole('button', { name: `Edit ${portOf(row)}`, exact: true })
    .click();
  const dialog = page.getByRole('dialog', { name: `Edit ${portOf(row)}` });
  await dialog.getByRole('radio', { name: wanted.proto.toUpperCase() }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Public port' }).fill(String(wanted.public_port));
  await dialog.getByRole('combobox', { name: 'Container' }).selectOption(String(wanted.container));
  await dialog.getByRole('textbox', { name: 'Private port' }).fill(String(wanted.private_port));
  const ends = person.asksFor(
    new Map([
      [factOf(row), undefined],
      [factOf(wanted), 'there'],
    ]),
  );
  const end = await person.sees(
    () => dialog.getByRole('button', { name: 'Save mapping' }).click(),
    [
      { end: 'done', sign: notifications(person).getByText(/^Changed /) },
      { end: 'unknown', sign: alert(person, /^The edit of .* was interrupted/) },
      { end: 'not-done', sign: dialog.getByRole('alert').filter({ hasText: /was not changed/ }) },
      { end: 'not-done', sign: dialog.getByText(/is taken by|is already mapped, from/) },
    ],
  );
  ends(end);
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  if (await cancel.isVisible()) await cancel.click();
  return end;
}

/** Pastes some lines and applies them; some runs are paused and stopped in the middle, some are reverted at the end. */
async function imports(person: SoakPerson): Promise<End> {
  const { page, random } = person;
  await open(person);
  await leavesOpenEnds(person);
  const lines = Array.from({ length: 2 + random.below(5) }, () => anyMapping(person));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page
    .getByRole('textbox', { name: 'Mappings', exact: true })
    .fill(
      lines
        .map(
          ({ proto, public_port, container, private_port }) =>
            `${proto} ${public_port} -> ${container}:${private_port}`,
        )
        .join('\n'),
    );
  const apply = page.getByRole('button', { name: /^Apply \d+ changes?$/ });
  const isPlanned = await apply.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!isPlanned || (await apply.getAttribute('aria-disabled')) === 'true') return 'not-possible';
  const ends = person.asksFor(new Map(lines.map((line) => [factOf(line), 'there'])));
  const run = page.getByRole('region', { name: /(Import|Revert) of |^(Imported|Reverted) / });
  const stops = random.chance(0.3);
  const end = await person.sees(async () => {
    await apply.click();
    if (!stops) return;
    for (const name of ['Pause', 'Go on', 'Stop']) {
      await run
        .getByRole('button', { name, exact: true })
        .click({ timeout: 500 })
        .catch(() => undefined);
    }
  }, [
    { end: 'done', sign: page.getByRole('region', { name: /^Imported / }) },
    { end: 'unknown', sign: page.getByRole('region', { name: /^(Stopped|Interrupted): / }) },
    { end: 'unknown', sign: run.getByRole('button', { name: 'Dismiss' }) },
    { end: 'not-done', sign: alert(person, /Nothing was applied|The table has changed meanwhile/) },
  ]);
  // A line that is in conflict with another is no part of what is applied.
  ends(end === 'done' ? 'unknown' : end);
  const revert = run.getByRole('button', { name: /^Revert/ });
  if (end === 'done' && random.chance(0.5) && (await revert.first().isVisible())) await revertsRun(person, lines);
  await leavesOpenEnds(person);
  return end;
}

async function revertsRun(person: SoakPerson, lines: readonly Mapping[]): Promise<void> {
  const { page } = person;
  person.asksFor(new Map(lines.map((line) => [factOf(line), undefined])));
  await page
    .getByRole('region', { name: /Import of |^Imported / })
    .getByRole('button', { name: /^Revert/ })
    .first()
    .click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: /^Revert/ });
  await person.sees(async () => {
    if (
      await confirm.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      )
    )
      await confirm.click();
  }, [
    { end: 'done', sign: notifications(person).getByText(/^Reverted /) },
    {
      end: 'unknown',
      sign: page.getByRole('region', { name: /Revert of |^Reverted / }).getByRole('button', { name: 'Dismiss' }),
    },
    { end: 'not-done', sign: alert(person, /not undone|not reverted|Nothing was applied/) },
    { end: 'not-done', sign: notifications(person).getByText(/not undone|not reverted/) },
  ]);
}

/** What is done to mappings, by what it is called in the figures. */
export const MAPPING_ACTIONS: Record<string, (person: SoakPerson) => Promise<End>> = {
  'add a mapping': adds,
  'delete a mapping': deletes,
  'edit a mapping': edits,
  'import mappings': imports,
};
