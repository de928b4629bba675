import { expect, test } from 'vitest';
import type { ContainerDetail } from '../../rules/containers.ts';
import { FORM_KEYS } from './container-form-values.ts';
import { savedInWords } from './save-words.ts';
import { SECTIONS, saveInWords } from './sections.ts';

const hydra = {
  uid: 30_001,
  name: 'hydra',
  memory: 8000,
  note: null,
  tags: ['prod'],
  ssh_keys: [],
} as unknown as ContainerDetail;

test('each field stands in one section', () => {
  expect(Object.values(SECTIONS).flat().toSorted()).toEqual(FORM_KEYS.toSorted());
});

test('what a save does is said before it', () => {
  const say = (save: Omit<Parameters<typeof saveInWords>[0], 'container'>) =>
    saveInWords({ ...save, container: hydra });
  expect(
    say({
      change: { name: 'lerna', memory: 9000, tags: ['db'] },
      keys: ['name', 'memory', 'tags'],
      wrong: [],
      newTags: [],
    }),
  ).toBe('Saves name, memory and tags. Reboots hydra once.');
  expect(say({ change: { note: 'x' }, keys: ['note'], wrong: [], newTags: [] })).toBe('Saves note. Does not reboot.');
  expect(say({ change: { tags: ['db', 'hot'] }, keys: ['tags'], wrong: [], newTags: ['db', 'hot'] })).toBe(
    'Creates the tags db and hot. Saves tags. Does not reboot.',
  );
  expect(say({ change: { note: 'x' }, keys: ['note', 'memory'], wrong: ['memory'], newTags: [] })).toBe(
    'Nothing can be saved yet: check memory.',
  );
});

test('what was saved, and what others had added', () => {
  const container = { ...hydra, name: 'lerna', tags: ['hot', 'db'] };
  expect(
    savedInWords({
      asked: { name: 'lerna', tags: ['hot'] },
      sent: { name: 'lerna', tags: ['hot', 'db'] },
      before: hydra,
      container,
    }),
  ).toEqual({
    title: 'Saved name and tags of lerna',
    detail: 'It reboots. Kept the tag db that was added meanwhile.',
  });
});
