import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { currentConnection } from '../session/session.ts';
import { readAndShow } from './read-and-show.ts';
import { signInAgainst } from './testing.ts';

test('an older read never takes the place of a newer one, and is given to who asked for it all the same', async () => {
  signInAgainst(async () => new Response('[]'));
  const queryClient = new QueryClient();
  const answers: ((data: string) => void)[] = [];
  const read = (key: string) =>
    readAndShow(queryClient, currentConnection(), [key], () => new Promise<string>((resolve) => answers.push(resolve)));
  const reads = [read('a'), read('b'), read('a')];
  answers[2]?.('newer');
  expect(await reads[2]).toBe('newer');
  answers[0]?.('older');
  answers[1]?.('another');
  expect(await Promise.all(reads)).toEqual(['older', 'another', 'newer']);
  expect(queryClient.getQueryData(['a'])).toBe('newer');
  expect(queryClient.getQueryData(['b'])).toBe('another');
});
