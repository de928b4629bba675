// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import { type TagsToChange, useTagsToChange } from './use-tags-to-change.ts';

const page = testPage();
let tags: TagsToChange;

function Choice() {
  tags = useTagsToChange();
  return (
    <>
      <input ref={tags.inputs.add} />
      <input ref={tags.inputs.remove} />
    </>
  );
}

beforeEach(() => page.show(<Choice />));

test('a tag that is typed is added and no longer removed', () => {
  act(() => tags.chooseToAdd(['db']));
  act(() => tags.chooseToRemove(['hot', 'prod']));
  act(() => tags.addTyped(' hot '));
  expect(tags).toMatchObject({ add: ['db', 'hot'], remove: ['prod'], problems: {} });
  act(() => expect(tags.isBlocked()).toBe(false));
});

test('a tag that could never be asked for is refused, in a sentence', () => {
  act(() => tags.addTyped('a,b'));
  expect(tags.add).toEqual([]);
  expect(tags.problems.add).toContain('Leave out the comma');
});

test.each(['add', 'remove'] as const)('text that was typed and not chosen blocks the start: %s', async (field) => {
  const input = tags.inputs[field].current;
  if (input) input.value = 'stag';
  act(() => expect(tags.isBlocked()).toBe(true));
  expect(tags.problems[field]).toContain('"stag" is not chosen, so nothing was sent');
  act(() => tags.chooseToAdd(['db']));
  expect(tags.problems).toEqual({});
});
