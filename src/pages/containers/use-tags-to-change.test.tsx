// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { signInAgainst } from '../../queries/testing.ts';
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

beforeEach(async () => {
  let names = ['db', 'prod'];
  const queryClient = signInAgainst(async ({ method }) => {
    if (method === 'POST') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      names = [...names, 'hot'];
      return Response.json({ id: names.length, name: 'hot', note: null }, { status: 201 });
    }
    return Response.json(names.map((name, index) => ({ id: index + 1, name })));
  });
  await page.show(
    <QueryClientProvider client={queryClient}>
      <Choice />
    </QueryClientProvider>,
  );
});

test('what is chosen while a tag is created stays, and the start waits for it', async () => {
  act(() => tags.chooseToRemove(['hot', 'prod']));
  await act(async () => tags.typedTag.create('hot'));
  act(() => tags.chooseToAdd(['db']));
  act(() => expect(tags.isBlocked()).toBe(true));
  expect(tags.problems.add).toContain('still being created');
  await act(() => vi.waitUntil(() => tags.add.length === 2));
  expect(tags).toMatchObject({ add: ['db', 'hot'], remove: ['prod'], problems: {} });
  act(() => expect(tags.isBlocked()).toBe(false));
});

test.each(['add', 'remove'] as const)('text that was typed and not chosen blocks the start: %s', async (field) => {
  const input = tags.inputs[field].current;
  if (input) input.value = 'stag';
  act(() => expect(tags.isBlocked()).toBe(true));
  expect(tags.problems[field]).toContain('"stag" is not chosen, so nothing was sent');
  act(() => tags.chooseToAdd(['db']));
  expect(tags.problems).toEqual({});
});
