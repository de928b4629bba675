// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import type { Problem } from './problem.tsx';
import { useOneAtATime } from './use-one-at-a-time.ts';

const page = testPage();
let oneAtATime: ReturnType<typeof useOneAtATime>;

function Form() {
  oneAtATime = useOneAtATime();
  return null;
}

test('a second write while one is under way is none', async () => {
  await page.show(<Form />);
  const problems: Problem[] = [];
  const begin = (result: string) =>
    oneAtATime(
      async () => result,
      (problem) => problems.push(problem),
    );
  expect(await Promise.all([begin('first'), begin('second')])).toEqual(['first', undefined]);
  expect(problems).toEqual([]);
});

test('a write that throws is told, is no unhandled rejection, and holds up no other', async () => {
  await page.show(<Form />);
  const problems: Problem[] = [];
  const fail = async () => {
    throw new TypeError('undefined is not a function');
  };
  expect(await oneAtATime(fail, (problem) => problems.push(problem))).toBeUndefined();
  expect(problems).toMatchObject([{ detail: expect.stringContaining('may not have sent it') }]);
  expect(
    await oneAtATime(
      async () => 'done',
      () => {},
    ),
  ).toBe('done');
});
