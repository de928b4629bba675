/** Which container an import means. */
import type { Container } from '../api/schemas.ts';
import { nameAndUid } from './containers.ts';
import { foldText } from './filter.ts';
import { nearestFinder } from './port-mapping-imports-nearest.ts';
import { quoted, type SaidOwner } from './port-mapping-imports-said.ts';

/** A uid; or several that are called so, which is asked under `name`; or a sentence. */
export type FoundContainer =
  | { uid: number }
  | { question: { name: string; candidates: readonly number[] } }
  | { error: string };

/** What containers are looked for in. */
export interface ContainersAtHand {
  address: string;
  containers: readonly Container[];
  defaultContainer?: number | undefined;
  answers: ReadonlyMap<string, number>;
}

function groupedBy(containers: readonly Container[], keyOf: (container: Container) => string) {
  const groups = new Map<string, Container[]>();
  for (const container of containers) {
    const key = keyOf(container);
    const group = groups.get(key);
    if (group) group.push(container);
    else groups.set(key, [container]);
  }
  return groups;
}

/** Digits are a uid. */
function uidIn(text: string): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

const different = (one: string, other: string) => ({
  error: `${quoted(one)} and ${quoted(other)} are different containers. Keep the one that is meant.`,
});

/** Finds containers of the server by what an import calls them. Every name is looked up once. */
export function containerFinder({ address, containers, defaultContainer, answers }: ContainersAtHand) {
  const here = containers.filter(({ server_address }) => server_address === address);
  const elsewhere = containers.filter(({ server_address }) => server_address !== address);
  const byName = groupedBy(here, ({ name }) => foldText(name));
  const byHostname = groupedBy(here, ({ hostname }) => foldText(hostname));
  const byIp = groupedBy(here, ({ ip }) => ip);
  const namesElsewhere = groupedBy(elsewhere, ({ name }) => foldText(name));
  const byUid = new Map(here.map((container) => [container.uid, container]));
  const answered = new Map([...answers].map(([name, uid]) => [foldText(name), uid]));
  const known = new Map<string, FoundContainer>();
  const asked = new Map<string, string>();
  const nearestTo = nearestFinder(byName);

  function unknown(name: string, folded: string): FoundContainer {
    const [other] = namesElsewhere.get(folded) ?? [];
    if (other) {
      return {
        error: `${nameAndUid(other)} is on ${other.server_address}. A mapping leads to a container of its own server.`,
      };
    }
    const nearest = nearestTo(folded);
    const what = `None of your containers on this server is called ${quoted(name)}.`;
    return { error: nearest ? `${what} The nearest is ${nameAndUid(nearest)}.` : what };
  }

  function among(name: string, found: readonly Container[]): FoundContainer {
    const [first, ...others] = found;
    if (first && others.length === 0) return { uid: first.uid };
    const exact = found.filter((container) => container.name === name);
    if (exact.length === 1 && exact[0]) return { uid: exact[0].uid };
    const folded = foldText(name);
    const answer = answered.get(folded);
    if (answer !== undefined && (found.some(({ uid }) => uid === answer) || (!first && byUid.has(answer)))) {
      return { uid: answer };
    }
    if (!first) return unknown(name, folded);
    return question(name, found);
  }

  function question(name: string, found: readonly Container[]): FoundContainer {
    const folded = foldText(name);
    // However a later line spells it, it is the same question.
    const spelled = asked.get(folded) ?? name;
    asked.set(folded, spelled);
    return { question: { name: spelled, candidates: found.map(({ uid }) => uid) } };
  }

  /** Asks which is meant, or takes the answer. */
  function ask(name: string, found: readonly Container[]): FoundContainer {
    const [first, ...others] = found;
    if (first && others.length === 0) return { uid: first.uid };
    const answer = answered.get(foldText(name));
    return answer !== undefined && found.some(({ uid }) => uid === answer) ? { uid: answer } : question(name, found);
  }

  /** Those that are called so, in the same spelling if there are any. */
  function called(name: string): readonly Container[] {
    const folded = foldText(name);
    const named = [...(byName.get(folded) ?? []), ...(namesElsewhere.get(folded) ?? [])];
    const exact = named.filter((container) => container.name === name);
    if (exact.length > 0) return exact;
    if (named.length > 0) return named;
    const own = byUid.get(uidIn(name) ?? Number.NaN);
    return own ? [own] : (byHostname.get(folded) ?? []);
  }

  /** Whether a name is that of other containers only. What nobody is called may have been its name before. */
  function isOther(uid: number, name: string): boolean {
    const named = called(name);
    return named.length > 0 && !named.some((container) => container.uid === uid);
  }

  /** What contradicts a uid among the fields. */
  function contradicting(uid: number, { container, name, ip }: SaidOwner): string | undefined {
    const isOfUid = container !== undefined && uidIn(container) !== undefined;
    if (name !== undefined && container !== undefined && name !== container) {
      if (isOther(uid, name) || (!isOfUid && called(name).length === 0)) return name;
    }
    if (ip === undefined) return undefined;
    const own = byUid.get(uid)?.ip;
    const isContrary = own === undefined ? byIp.has(ip) : own !== ip;
    return isContrary ? ip : undefined;
  }

  /** Digits are a uid, or what containers are called, or both. */
  function byNumber(name: string, number: number, named: readonly Container[]): FoundContainer {
    const own = byUid.get(number);
    if (named.length === 0) return { uid: number };
    return ask(name, own && !named.includes(own) ? [...named, own] : named);
  }

  /** `hydra (30001)`: the name may be an older one, and not that of another container. */
  function byNameAndUid(name: string): FoundContainer | undefined {
    const [, before = '', digits = ''] = /^(.*?)\s*\((\d{1,16})\)$/.exec(name) ?? [];
    const found = byUid.get(Number(digits));
    if (!found) return undefined;
    return isOther(found.uid, before) ? different(before, digits) : { uid: found.uid };
  }

  function lookUp(name: string): FoundContainer {
    const named = byName.get(foldText(name)) ?? [];
    const number = uidIn(name);
    if (number !== undefined) return byNumber(name, number, named);
    if (named.length > 0) return among(name, named);
    if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) {
      const found = byIp.get(name) ?? [];
      return found.length > 0
        ? among(name, found)
        : { error: `None of your containers on this server has the private address ${name}.` };
    }
    return byNameAndUid(name) ?? among(name, byHostname.get(foldText(name)) ?? []);
  }

  function find(name: string | undefined): FoundContainer {
    const plain = name?.trim() ?? '';
    if (plain === '') {
      return defaultContainer === undefined
        ? { error: 'Choose a container for lines that name none.' }
        : { uid: defaultContainer };
    }
    const before = known.get(plain);
    if (before) return before;
    const found = lookUp(plain);
    known.set(plain, found);
    return found;
  }

  return {
    /** Whether a number is the uid of a container here. */
    isUid: (number: number) => byUid.has(number),
    /** Without a name: the container for lines that name none. */
    find,
    /** By all that fields say, which must not contradict one another. */
    findOwner(owner: SaidOwner): FoundContainer {
      const lead = owner.container ?? owner.name ?? owner.ip;
      const uid = owner.container === undefined ? undefined : uidIn(owner.container);
      const [atIp] = owner.ip === undefined ? [] : (byIp.get(owner.ip) ?? []);
      // The address tells apart those that have the same name.
      const isNamed = atIp && uid === undefined && lead !== undefined && called(lead).includes(atIp);
      const known = isNamed ? atIp.uid : uid;
      const found = known === undefined ? find(lead) : { uid: known };
      if (!('uid' in found) || lead === undefined) return found;
      const other = contradicting(found.uid, owner);
      return other === undefined || other === lead ? found : different(lead, other);
    },
  };
}

export type ContainerFinder = ReturnType<typeof containerFinder>;
