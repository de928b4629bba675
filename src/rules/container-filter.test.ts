import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container } from '../api/schemas.ts';
import { bindContainerFilter, filterTermOf, parseContainerFilter, withTerm } from './container-filter.ts';
import { indexContainers } from './container-index.ts';
import { indexContainer, matchesIndex, wordsOf } from './filter.ts';
import { formatSize } from './units.ts';

function container(uid: number, values: Partial<Container> = {}): Container {
  const name = values.name ?? `c${uid}`;
  return {
    uid,
    name,
    hostname: name.replace(/[^A-Za-z0-9-]/g, '-'),
    ip: `10.0.0.${uid - 29_998}`,
    memory: 1000,
    storage: 10_000,
    uuid: `uuid-${uid}`,
    distro: 1,
    distro_name: 'Debian 12',
    server: 'server0001',
    server_address: '1.2.3.4',
    tags: [],
    ...values,
  };
}

const world = [
  container(30_001, { name: 'hydra', memory: 8000, storage: 200_000, tags: ['prod'] }),
  container(30_002, { name: 'medusa test', memory: 4000, tags: ['production', 'my tag'] }),
  container(30_003, { name: 'Città', memory: 2000, server: 'server0010', server_address: '1.2.3.40', tags: ['db'] }),
  container(30_004, { name: 'sharedbox', memory: 500, server: 'shared01', server_address: '9.9.9.9' }),
  container(30_005, { name: 'spare', memory: 1, storage: 1, distro: null, distro_name: null }),
];
const owned = new Set(['1.2.3.4', '1.2.3.40']);

function run(filter: string, containers: readonly Container[] = world) {
  const parsed = parseContainerFilter(filter);
  const index = indexContainers(containers, owned);
  const { matches, notes } = bindContainerFilter(parsed, index);
  return {
    uids: index.rows.filter(matches).map((row) => row.container.uid),
    notes,
    said: parsed.problems.filter(({ unfinished }) => !unfinished).map(({ sentence }) => sentence),
    unfinished: parsed.problems.filter(({ unfinished }) => unfinished).map(({ sentence }) => sentence),
  };
}

const EVERYTHING = world.map(({ uid }) => uid);
const last = (uids: number[]) => uids.map((uid) => uid % 10);

describe('what a filter finds', () => {
  test.each<[string, number[]]>([
    ['', [1, 2, 3, 4, 5]],
    ['hyd', [1]],
    ['10.0.0 prod', [1, 2]],
    ['-prod', [3, 4, 5]],
    ['tag:prod', [1]],
    ['TAG:Prod', [1]],
    ['-tag:prod', [2, 3, 4, 5]],
    ['tag:produ', [2]],
    ['tag:pro', [1, 2]],
    ['tag:tag', [2]],
    ['tag:"my tag"', [2]],
    ['-tag:"my tag" -tag:prod', [3, 4, 5]],
    ['tag:prod tag:db', []],
    ['tag:nothing', []],
    ['-tag:nothing', [1, 2, 3, 4, 5]],
    ['"medusa test"', [2]],
    ['"test medusa"', []],
    ['test medusa', [2]],
    ['name:citta', [3]],
    ['-name:test', [1, 3, 4, 5]],
    ['name:prod', []],
    ['hostname:medusa-test', [2]],
    ['uid:30003', [3]],
    ['uid:3000', [1, 2, 3, 4, 5]],
    ['ip:10.0.0.3', [1]],
    ['server:1.2.3.4', [1, 2, 5]],
    ['server:1.2.3.40', [3]],
    ['server:1.2', [1, 2, 3, 5]],
    ['server:shared', [4]],
    ['server:server0010', [3]],
    ['-server:9.9.9.9', [1, 2, 3, 5]],
    ['distro:debian', [1, 2, 3, 4]],
    ['no:distro', [5]],
    ['distro:"not started"', [5]],
    ['"Not started"', [5]],
    ['-distro:"not started"', [1, 2, 3, 4]],
    ['no:tag', [4, 5]],
    ['-no:tag', [1, 2, 3]],
    ['is:shared', [4]],
    ['is:spare', [5]],
    ['memory:2000', [3]],
    ['memory:2GB', [3]],
    ['memory:>4000', [1]],
    ['memory:>=4GB', [1, 2]],
    ['memory:≥4GB', [1, 2]],
    ['memory:>=4 GB hydra', [1]],
    ['memory:">= 4 GB"', [1, 2]],
    ['memory:<=2GB', [3, 4, 5]],
    ['memory:<500', [5]],
    ['memory:>0', [1, 2, 3, 4, 5]],
    ['-memory:>4000', [2, 3, 4, 5]],
    ['memory:1000..4000', [2, 3]],
    ['memory:1GB..4GB', [2, 3]],
    ['memory:4000..', [1, 2]],
    ['memory:..500', [4, 5]],
    ['storage:>=0.2TB', [1]],
    ['tag:prod -name:test server:1.2.3.4 memory:>4000', [1]],
    ['10.0.0.3:8000', []],
  ])('%s', (filter, uids) => {
    const { uids: found, said, unfinished } = run(filter);
    expect(last(found)).toEqual(uids);
    expect([...said, ...unfinished]).toEqual([]);
  });

  test('what stands for something else says so', () => {
    expect(run('tag:pro').notes).toEqual(['No tag “pro”: taken as prod, production.']);
    expect(run('uid:3000').notes).toEqual(['No UID “3000”: taken as 30001, 30002, 30003 and 2 more.']);
    expect(run('-tag:tset').notes).toEqual(['No tag “tset”.']);
    expect(run('tag:prod server:1.2.3.4').notes).toEqual([]);
  });

  test('tag:none is no tag, unless a tag is called so', () => {
    expect(run('tag:none')).toMatchObject({ notes: ['tag:none is taken as no:tag.'] });
    expect(last(run('tag:none').uids)).toEqual(last(run('no:tag').uids));
    expect(run('tag:none', [...world, container(30_009, { tags: ['None'] })])).toMatchObject({
      uids: [30_009],
      notes: [],
    });
  });

  test('a small number without a unit says that it is MB', () => {
    expect(run('memory:>4').notes).toEqual(['memory:>4 means 4 MB. For GB write 4GB.']);
    expect(run('storage:1..99').notes).toEqual(['storage:1..99 means 99 MB. For GB write 99GB.']);
    expect(run('memory:>4MB memory:>=100 memory:>0 memory:..500').notes).toEqual([]);
  });

  test('the term that no container passes is named', () => {
    const lonelyIn = (filter: string) =>
      bindContainerFilter(parseContainerFilter(filter), indexContainers(world, owned)).lonely();
    expect(lonelyIn('hydra tag:"no such"')).toBe('tag:"no such"');
    expect(lonelyIn('hydra medusa')).toBeUndefined();
  });

  test('of two tags that differ in case only, the one as written counts', () => {
    const both = [container(30_001, { tags: ['Prod'] }), container(30_002, { tags: ['prod'] })];
    expect(run('tag:prod', both).uids).toEqual([30_002]);
    expect(run('tag:PROD', both).uids).toEqual([30_001, 30_002]);
  });
});

describe('what cannot be understood', () => {
  test.each([
    ['colour:red hydra', '“colour:red” is not applied. There is no field colour: use tag, server, name, uid, ip,'],
    ['constructor:a hydra', '“constructor:a” is not applied. There is no field constructor: use tag, server'],
    ['memory:>abc hydra', '“memory:>abc” is not applied. Write a number and a unit, such as 4 GB or 4000 MB.'],
    ['memory:4GiB hydra', '“memory:4GiB” is not applied. Write MB, GB or TB: the platform counts 1 GB = 1000 MB'],
    ['memory:1.000 hydra', '“memory:1.000” is not applied. Write 1 MB or 1,000 MB'],
    ['memory:> hydra', '“memory:>” is not applied. Write a size right after it, such as memory:>4GB.'],
    ['memory:4000..1000 hydra', '“memory:4000..1000” is not applied. Write the smaller size first.'],
    ['memory:.. hydra', '“memory:..” is not applied. Write a size on either side, such as memory:1000..4000.'],
    ['is:started hydra', '“is:started” is not applied. Write is:shared or is:spare.'],
    ['tag: hydra', '“tag:” is not applied. Write a value right after it, such as tag:prod.'],
    ['tag:"" hydra', '“tag:""” is not applied. Write a value right after it, such as tag:prod.'],
    ['- hydra', '“-” is not applied. Write a word right after it, such as -test.'],
  ])('%s: says so, and the rest applies', (filter, sentence) => {
    const { uids, said } = run(filter);
    expect(uids).toEqual([30_001]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(sentence);
  });

  test.each(['memory:>abc', 'colour:red', 'is:nothing', 'memory:4x'])('%s is wrong also at the end', (filter) => {
    expect(run(filter).said).toHaveLength(1);
  });

  test.each([
    '-',
    '"',
    '-"',
    'tag:',
    '-tag:',
    'tag:"',
    'memory:',
    'memory:>',
    'memory:>=',
    'memory:1.',
    'memory:1.5',
    'memory:1000..4',
    'memory:..',
    'is:',
    'is:sh',
    'no:t',
  ])('%s at the end is only begun: it filters nothing and is no mistake yet', (filter) => {
    const { uids, said, unfinished } = run(`c ${filter}`, [container(30_001), container(30_002)]);
    expect(uids).toEqual([30_001, 30_002]);
    expect(said).toEqual([]);
    expect(unfinished).toHaveLength(1);
  });
});

describe('for any text', () => {
  const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'ab "\\:->. ') }));
  const anyFilter = fc
    .array(
      fc.oneof(
        name,
        fc.constantFrom('tag:', '-', 'memory:', '>', '..', '4GB', 'is:', 'shared', '"', ' ', 'prod', 'server:', '\\'),
      ),
    )
    .map((parts) => parts.join(''));

  test('without fields, minus or quotes it finds what the filters of other tables would', () => {
    const plain = name.filter((text) => !/["”:]|(^|\s)-/.test(text));
    fc.assert(
      fc.property(plain, fc.array(name), (filter, names) => {
        const containers = names.map((each, index) => container(30_001 + index, { name: each }));
        const expected = containers.filter((each) => matchesIndex(indexContainer(each), wordsOf(filter)));
        expect(run(filter, containers).uids).toEqual(expected.map(({ uid }) => uid));
      }),
    );
  });

  test('it never fails, and what is left out is always said', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const { terms, problems } = parseContainerFilter(filter);
        expect(terms.length + problems.length > 0).toBe(/\S/.test(filter));
        for (const { sentence } of problems) expect(sentence).toMatch(/^“[\s\S]+” is not applied\. [A-Z].*\.$/);
        expect(problems.filter(({ unfinished }) => unfinished).length).toBeLessThanOrEqual(1);
        run(filter);
      }),
    );
  });

  test('a term and its negation share out the containers', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          name.filter((text) => text !== '').map((value) => filterTermOf('tag', value)),
          fc.nat(10_000).map((size) => `memory:>${size}`),
          fc.constantFrom('is:shared', 'no:tag', 'name:e', 'server:1.2.3.4'),
        ),
        (term) => {
          const [found, others] = [run(term).uids, run(`-${term}`).uids];
          expect([...found, ...others].toSorted()).toEqual(EVERYTHING);
        },
      ),
    );
  });

  test('the term of a tag finds exactly what carries it, whatever it is called', () => {
    const tag = name.filter((text) => text !== '');
    fc.assert(
      fc.property(tag, fc.array(fc.array(tag)), (wanted, others) => {
        const containers = [[wanted], ...others].map((tags, index) => container(30_001 + index, { tags }));
        const carrying = containers.filter(({ tags }) => tags.includes(wanted)).map(({ uid }) => uid);
        const { uids, notes } = run(filterTermOf('tag', wanted), containers);
        expect(uids).toEqual(carrying);
        expect(notes).toEqual([]);
      }),
    );
  });

  test('sizes compare as numbers, in whatever unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(fc.nat(100_000)), (bound, sizes) => {
        const containers = sizes.map((memory, index) => container(30_001 + index, { memory }));
        const above = containers.filter(({ memory }) => memory > bound).map(({ uid }) => uid);
        expect(run(`memory:>${bound}`, containers).uids).toEqual(above);
        expect(run(`memory:>${formatSize(bound)}`, containers).uids).toEqual(above);
      }),
    );
  });

  test('narrowing finds what both find, once', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom('tag:prod', 'tag:"my tag"', 'tag:db'), (filter, term) => {
        const narrowed = withTerm(filter, term);
        const both = run(filter).uids.filter((uid) => run(term).uids.includes(uid));
        expect(run(narrowed).uids).toEqual(both);
        expect(withTerm(narrowed, term)).toBe(narrowed);
      }),
    );
  });
});

describe('a filter that nobody types', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => container(30_000 + index));

  test.each(['uid:9 ', 'ip:1 ', 'Città ', 'name:c '])('%s a thousand times costs as much as once', (term) => {
    expect(parseContainerFilter(term.repeat(1000)).terms).toHaveLength(1);
    expect(run(term.repeat(1000), many).uids).toEqual(run(term, many).uids);
  });

  test('the terms after the 50th are not applied, and that is said', () => {
    const terms = Array.from({ length: 60 }, (_, index) => `-uid:${30_001 + index}`);
    const { uids, said } = run(
      terms.join(' '),
      [30_001, 30_050, 30_051, 30_060].map((uid) => container(uid)),
    );
    expect(uids).toEqual([30_051, 30_060]);
    expect(said).toEqual(['Only the first 50 terms are applied: 10 more are not.']);
  });

  test('a thousand unknown fields are not a thousand sentences', () => {
    const { said } = run(Array.from({ length: 1000 }, (_, index) => `f${'x'.repeat(index)}:1`).join(' '));
    expect(said.length).toBeLessThanOrEqual(51);
  });
});

test.each([
  ['prod', 'tag:prod'],
  ['my tag', 'tag:"my tag"'],
  ['"a" \\ b', 'tag:"\\"a\\" \\\\ b"'],
])('the tag %s is asked for with %s', (name, term) => {
  expect(filterTermOf('tag', name)).toBe(term);
});

test.each([
  ['', 'tag:prod'],
  ['hydra', 'hydra tag:prod'],
  ['hydra  tag:', 'hydra tag:prod'],
  ['tag:prod hydra', 'tag:prod hydra'],
  ['"my b', '"my b" tag:prod'],
  ['-name:"my \\', '-name:"my \\\\" tag:prod'],
])('%j narrowed to a tag is %j', (filter, narrowed) => {
  expect(withTerm(filter, 'tag:prod')).toBe(narrowed);
});
