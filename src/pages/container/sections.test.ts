import { expect, test } from 'vitest';
import type { ContainerChange, ContainerDetail } from '../../rules/containers.ts';
import { FORM_KEYS } from './container-form-values.ts';
import { savedInWords } from './save-words.ts';
import { type FormKey, SECTIONS, type SectionName, saveInWords } from './sections.ts';

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
  const say = (save: Omit<Parameters<typeof saveInWords>[0], 'container'>, section: SectionName = 'details') =>
    saveInWords({ ...save, container: hydra }, section);
  expect(
    say({
      change: { name: 'lerna', memory: 9000, tags: ['db'] },
      keys: ['name', 'memory', 'tags'],
      wrong: [],
      newTags: [],
    }),
  ).toBe('Saves all changes of this page. Reboots hydra once.');
  expect(say({ change: { name: 'lerna', note: 'x' }, keys: ['name', 'note'], wrong: [], newTags: [] })).toBe(
    'Saves name and note. Reboots hydra once.',
  );
  expect(say({ change: { note: 'x' }, keys: ['note'], wrong: [], newTags: [] })).toBe('Saves note. Does not reboot.');
  expect(say({ change: { tags: ['db', 'hot'] }, keys: ['tags'], wrong: [], newTags: ['db', 'hot'] })).toBe(
    'Creates the tags db and hot. Saves tags. Does not reboot.',
  );
  expect(say({ change: { note: 'x' }, keys: ['note', 'memory'], wrong: ['memory'], newTags: [] })).toBe(
    'Nothing can be saved yet: check memory.',
  );
});

test('a removal is called one, before and after', () => {
  const container = { ...hydra, slack_webhook: 'https://hooks.example.com/1' };
  const say = (change: ContainerChange) =>
    saveInWords({ change, keys: Object.keys(change) as FormKey[], wrong: [], newTags: [], container }, 'alarms');
  expect(say({ slack_webhook: '' })).toBe('Removes Slack webhook. Reboots hydra once.');
  expect(say({ jid: 'a@example.com', slack_webhook: '' })).toBe(
    'Saves XMPP account. Removes Slack webhook. Reboots hydra once.',
  );
  const told = (sent: ContainerChange) => savedInWords({ asked: sent, sent, before: container, container }).title;
  expect(told({ slack_webhook: '' })).toBe('Removed Slack webhook of hydra');
  expect(told({ jid: 'a@example.com', slack_webhook: '' })).toBe('Saved XMPP account, removed Slack webhook of hydra');
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
