/** What must be so whenever the soak pauses: nothing lost, nothing doubled unsaid, and on screen what the API holds. */
import { rowsOf } from './fixtures.ts';
import type { FaultyApi } from './soak-faults.ts';
import { goesTo, goesToServer, loads } from './soak-navigation.ts';
import { factsOf, type SoakPerson } from './soak-person.ts';
import type { Watch } from './soak-watch.ts';

/** Lists read themselves again every 15 s; what was under way before takes its time too. */
const CONVERGES_WITHIN_MS = 90_000;
const ADDRESS = '1.2.3.4';

/** An invariant is broken. */
export class Broken extends Error {}

async function becomes(what: string, wanted: () => string[], shown: () => Promise<string[]>, person: SoakPerson) {
  const latest = Date.now() + CONVERGES_WITHIN_MS;
  let seen: string[] = [];
  while (Date.now() < latest) {
    await person.entersPassword();
    seen = (await shown().catch(() => ['nothing that can be read'])).sort();
    if (seen.join('\n') === wanted().sort().join('\n')) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const onScreen = seen.filter((row) => !wanted().includes(row));
  const inApi = wanted().filter((row) => !seen.includes(row));
  throw new Broken(`${what}: only on screen: ${onScreen.join(', ')}; only in the API: ${inApi.join(', ')}.`);
}

async function filtersNothing({ page }: SoakPerson): Promise<void> {
  const field = page.getByRole('main').getByRole('searchbox').first();
  if (await field.isVisible()) await field.fill('');
}

async function containersAgree(person: SoakPerson): Promise<void> {
  const { page, api } = person;
  await goesTo(person, 'Containers');
  await filtersNothing(person);
  const links = page.getByRole('table', { name: 'Containers' }).locator('a[href^="/containers/"]');
  await becomes(
    'The list of containers is not that of the API',
    () => api.containers().map(({ uid, name }) => `${name} /containers/${uid}`),
    () =>
      links.evaluateAll((all) => [
        ...new Set(all.map((link) => `${link.textContent?.trim()} ${link.getAttribute('href')}`)),
      ]),
    person,
  );
}

async function tagsAgree(person: SoakPerson): Promise<void> {
  const { page, api } = person;
  await goesTo(person, 'Tags');
  await filtersNothing(person);
  const buttons = page.getByRole('table', { name: 'Tags' }).getByRole('button', { name: /^Edit / });
  await becomes(
    'The list of tags is not that of the API',
    () => api.tags().map(({ name }) => `Edit ${name}`),
    () =>
      buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '')),
    person,
  );
}

async function mappingsAgree(person: SoakPerson): Promise<void> {
  const { page, api } = person;
  await goesToServer(person, { address: ADDRESS, link: 'Port mappings' });
  const table = page.getByRole('table', { name: 'Port mappings' });
  await becomes(
    'The table of port mappings is not that of the API',
    () =>
      api
        .portMappings(ADDRESS)
        .map(
          ({ proto, public_port, container, private_port }) =>
            `${proto} ${public_port} 10.0.0.${container - 30_000 + 2}:${private_port}`,
        ),
    async () =>
      (await rowsOf(table))
        .filter(({ Protocol }) => Protocol === 'TCP' || Protocol === 'UDP')
        .map((row) => `${row.Protocol?.toLowerCase()} ${row['Public port']} ${row['Private address']?.split(' ')[0]}`),
    person,
  );
}

/** Whether a tab still looks for a creation: it is told at the form's next opening. */
const isKept = (person: SoakPerson) =>
  person.page.evaluate(() => Object.keys(sessionStorage).some((key) => key.includes('"create-container"')));

async function expectCreatedOnce(person: SoakPerson, watch: Watch, born: Map<number, string>): Promise<void> {
  for (const [name, creation] of person.creations) {
    const sent = watch.creations.filter((body) => body.includes(`"name":"${name}"`)).length;
    if (sent > creation.asked)
      throw new Broken(`${name} was asked for ${creation.asked} times, and sent ${sent} times.`);
    const uids = [...born].flatMap(([uid, asked]) => (asked === name ? [uid] : []));
    if (uids.length <= creation.asked || creation.areTwinsShown || creation.isLeft) continue;
    if (!(await isKept(person))) throw new Broken(`${name} exists as ${uids.join(' and ')}, and nobody was told.`);
  }
}

/** The containers by the name under which each was created. */
function noteBirths(person: SoakPerson, born: Map<number, string>): void {
  for (const { uid, name, memory } of person.api.containers()) {
    if (person.expected.has(`container ${uid} name`)) continue;
    if (!person.creations.has(name)) throw new Broken(`Nobody asked for the container ${name} (${uid}).`);
    born.set(uid, name);
    person.expected.set(`container ${uid} name`, [name]);
    person.expected.set(`container ${uid} memory`, [String(memory)]);
    person.expected.set(`container ${uid} note`, ['', 'many eyes']);
  }
}

function expectOnlyWhatWasAsked(person: SoakPerson): void {
  const facts = factsOf(person.api);
  for (const key of new Set([...facts.keys(), ...person.expected.keys()])) {
    const may = person.expected.get(key) ?? [undefined];
    const now = facts.get(key);
    if (!may.includes(now)) throw new Broken(`${key} is ${now}, and should be ${may.map(String).join(' or ')}.`);
    person.expected.set(key, [now]);
  }
}

/** To be called after each action. @throws Broken */
export function expectNothingSeen(person: SoakPerson, watch: Watch): void {
  if (watch.faults.length > 0) throw new Broken(watch.faults.join('\n'));
  if (watch.reboots > person.rebootsAsked)
    throw new Broken(`${person.rebootsAsked} reboots were confirmed, and ${watch.reboots} were sent.`);
}

/** Lets nothing fail for a moment, compares, and leaves the person at the list of servers. @throws Broken */
export async function checksAll(
  person: SoakPerson,
  { faulty, watch, born }: { faulty: FaultyApi; watch: Watch; born: Map<number, string> },
): Promise<void> {
  faulty.isCalm = true;
  faulty.api.clearFaults();
  try {
    await loads(person);
    const busy = person.page.locator('main[aria-busy="true"]');
    if (await busy.isVisible()) throw new Broken('The page is busy, although the API answers.');
    const agree = [containersAgree, tagsAgree, mappingsAgree];
    await person.random.pick(agree)(person);
    noteBirths(person, born);
    expectOnlyWhatWasAsked(person);
    await expectCreatedOnce(person, watch, born);
    // Where memory is measured, always with the same on screen.
    await goesTo(person, 'Servers');
  } finally {
    faulty.isCalm = false;
  }
}
