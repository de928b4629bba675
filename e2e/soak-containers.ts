/** What a person does with containers. */
import { goesToContainer, goesToServer } from './soak-navigation.ts';
import { type Creation, type End, factsOf, type SoakPerson } from './soak-person.ts';

/** So many that the lists stay short enough to be looked at whole. */
const MOST_CONTAINERS = 30;

const notifications = ({ page }: SoakPerson) => page.getByRole('region', { name: 'Notifications' });
const alert = ({ page }: SoakPerson, words: RegExp) => page.getByRole('alert').filter({ hasText: words });
const isNotKnown = (person: SoakPerson) => alert(person, /It is not known whether .* was created/);
const areTwins = (person: SoakPerson) => alert(person, /containers match what you asked for/);
const wasFound = (person: SoakPerson) => alert(person, /You asked for it earlier/);

/** Marks what the page shows of twins, by the names in it. */
async function notesTwins(person: SoakPerson): Promise<void> {
  const text = (await areTwins(person).first().textContent()) ?? '';
  for (const [name, creation] of person.creations) if (text.includes(`${name} (`)) creation.areTwinsShown = true;
}

/** Decides about twins: both are kept, or one becomes a spare. */
async function decides(person: SoakPerson): Promise<void> {
  await notesTwins(person);
  const { page, random } = person;
  const keep = page.getByRole('button', { name: random.chance(0.5) ? /^Keep (both|all)$/ : /^Keep \d+, / }).first();
  const name = (await keep.textContent()) ?? '';
  const [, ...spares] = [...name.matchAll(/\d{5}/g)].map(String);
  const ends = person.asksFor(
    new Map(
      spares.flatMap((uid): [string, string][] => [
        [`container ${uid} name`, 'spare'],
        [`container ${uid} memory`, '1'],
      ]),
    ),
  );
  await person.sees(
    () => keep.click(),
    [
      { end: 'done', sign: page.getByText('None was set up.') },
      { end: 'done', sign: page.getByRole('button', { name: 'Save details' }) },
      {
        end: 'unknown',
        sign: areTwins(person)
          .getByRole('status')
          .filter({ hasText: /nothing|not |Nothing/ }),
      },
      { end: 'unknown', sign: notifications(person).getByText(/./) },
    ],
  );
  ends('unknown');
}

/** Ends an attempt of before: looks for it, and leaves it when it cannot be found. */
async function endsEarlier(person: SoakPerson): Promise<void> {
  const { page } = person;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await areTwins(person).first().isVisible()) return decides(person);
    const dismiss = wasFound(person).getByRole('button', { name: 'Dismiss' });
    if (await dismiss.isVisible()) return dismiss.click();
    if (!(await isNotKnown(person).first().isVisible())) return undefined;
    await person.sees(
      () => page.getByRole('button', { name: 'Look again' }).click(),
      [
        { end: 'done', sign: areTwins(person) },
        { end: 'done', sign: wasFound(person) },
        { end: 'unknown', sign: isNotKnown(person).getByRole('button', { name: 'Look again', disabled: false }) },
        { end: 'not-done', sign: alert(person, /was not created|Nothing was created/) },
      ],
    );
  }
  const leave = page.getByRole('button', { name: 'Leave it' });
  if (!(await leave.isVisible())) return undefined;
  const text = (await isNotKnown(person).first().textContent()) ?? '';
  for (const [name, creation] of person.creations) if (text.includes(name)) creation.isLeft = true;
  await leave.click();
}

async function creates(person: SoakPerson): Promise<End> {
  const { page, random, api } = person;
  if (api.containers().length >= MOST_CONTAINERS) return 'not-possible';
  await goesToServer(person, { address: random.pick(['1.2.3.4', '5.6.7.8']), link: 'New container' });
  await endsEarlier(person);
  const button = page.getByRole('button', { name: 'Create container' });
  if (!(await button.isVisible())) return 'not-possible';
  const name = `c${person.creations.size + 1}`;
  const creation: Creation = { memory: 100, storage: 1000, asked: 0, areTwinsShown: false, isLeft: false };
  person.creations.set(name, creation);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Memory', exact: true }).fill(String(creation.memory));
  await page.getByRole('textbox', { name: 'Storage', exact: true }).fill(String(creation.storage));
  if (random.chance(0.5)) await page.getByRole('textbox', { name: 'Note', exact: true }).fill('many eyes');
  creation.asked += 1;
  const end = await person.sees(
    () => button.click(),
    [
      { end: 'done', sign: page.getByRole('heading', { level: 1, name, exact: true }) },
      { end: 'unknown', sign: areTwins(person) },
      { end: 'unknown', sign: isNotKnown(person) },
      { end: 'not-done', sign: wasFound(person) },
      {
        end: 'not-done',
        sign: page.getByText(/nothing was (created|sent)|was not created/i),
      },
    ],
  );
  if (await areTwins(person).first().isVisible()) await decides(person);
  else if (random.chance(0.7)) await endsEarlier(person);
  return end;
}

/** Presses the button of a section, and discards what could not be saved. */
async function saves(person: SoakPerson, section: string, wanted: ReadonlyMap<string, string>): Promise<End> {
  const { page } = person;
  const ends = person.asksFor(wanted);
  const end = await person.sees(
    () => page.getByRole('button', { name: `Save ${section}`, exact: true }).click(),
    [
      { end: 'done', sign: notifications(person).getByText(/^Saved .* of |^Nothing of yours left to save/) },
      { end: 'unknown', sign: alert(person, /not known|no readable answer/) },
      {
        end: 'not-done',
        sign: alert(person, /not saved|nothing was sent|not changed|nothing was changed|nothing was saved/i),
      },
    ],
  );
  // Of several fields some may be saved, and the page says which.
  ends(end === 'not-done' ? 'unknown' : end);
  const discard = page.getByRole('main').getByRole('button', { name: /^Discard/ });
  if (end !== 'done' && (await discard.first().isVisible())) await discard.first().click();
  return end;
}

async function edits(person: SoakPerson): Promise<End> {
  const { page, random } = person;
  const { uid, name } = person.anyContainer();
  await goesToContainer(person, uid);
  const note = `${random.pick(['many', 'hundred', 'some'])} eyes ${person.actions}`;
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill(note);
  const wanted = new Map([[`container ${uid} note`, note]]);
  if (random.chance(0.3) && uid > 30_004 && name !== 'spare') {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`${name}x`);
    wanted.set(`container ${uid} name`, `${name}x`);
  }
  return saves(person, 'details', wanted);
}

async function resizes(person: SoakPerson): Promise<End> {
  const { uid } = person.anyContainer();
  await goesToContainer(person, uid);
  const memory = String(100 + person.random.below(400));
  await person.page.getByRole('textbox', { name: 'Memory', exact: true }).fill(memory);
  return saves(person, 'resources', new Map([[`container ${uid} memory`, memory]]));
}

async function reboots(person: SoakPerson): Promise<End> {
  const { page } = person;
  await goesToContainer(person, person.anyContainer().uid);
  await page.getByRole('main').getByRole('button', { name: 'Reboot', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Reboot / });
  person.rebootsAsked += 1;
  const end = await person.sees(
    () => dialog.getByRole('button', { name: /^Reboot / }).click(),
    [
      { end: 'done', sign: notifications(person).getByText(/reboots$/) },
      { end: 'unknown', sign: dialog.getByRole('alert').filter({ hasText: 'It is not known' }) },
      { end: 'not-done', sign: dialog.getByRole('alert') },
    ],
  );
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  if (await cancel.isVisible()) await cancel.click();
  return end;
}

async function links(person: SoakPerson): Promise<End> {
  const { page } = person;
  const { uid } = person.anyContainer();
  const other = person.anyContainer();
  if (uid === other.uid) return 'not-possible';
  await goesToContainer(person, uid);
  const section = page.getByRole('region', { name: 'Links', exact: true });
  const unlink = section.getByRole('button', { name: /^Unlink / }).first();
  const signs = [
    { end: 'not-done' as const, sign: section.getByRole('alert') },
    { end: 'done' as const, sign: notifications(person).getByText(/link/i) },
  ];
  if (await unlink.isVisible()) {
    // Its row may be of either direction, and the dialog offers both.
    const linked = [...factsOf(person.api).keys()].filter(
      (fact) => fact.startsWith('link ') && fact.includes(`${uid}`),
    );
    person.asksFor(new Map(linked.map((fact) => [fact, undefined])));
    await unlink.click();
    const dialog = page.getByRole('dialog');
    return person.sees(() => dialog.getByRole('button', { name: 'Unlink', exact: true }).click(), signs);
  }
  await section.getByRole('combobox', { name: 'Link to' }).fill(String(other.uid));
  const button = section.getByRole('button', { name: 'Link', exact: true });
  if ((await button.getAttribute('aria-disabled')) === 'true') return 'not-possible';
  const back = await section.getByRole('checkbox', { name: /back/ }).first().isChecked();
  const ends = person.asksFor(
    new Map([
      [`link ${uid} → ${other.uid}`, 'there'],
      ...(back ? [[`link ${other.uid} → ${uid}`, 'there'] as const] : []),
    ]),
  );
  const end = await person.sees(() => button.click(), signs);
  // Of the two directions one may be done, and the page says which.
  ends(end === 'not-done' ? 'unknown' : end);
  return end;
}

/** What is done to containers, by what it is called in the figures. */
export const CONTAINER_ACTIONS: Record<string, (person: SoakPerson) => Promise<End>> = {
  'create a container': creates,
  'edit a container': edits,
  'resize a container': resizes,
  reboot: reboots,
  'link or unlink': links,
};
