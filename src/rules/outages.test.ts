import { expect, test } from 'vitest';
import { explainOutage } from './outages.ts';

const at = (day: number, hours: number, minutes: number) => new Date(2026, 10, day, hours, minutes).getTime();
const host = 'api.example.com';

test('says since when, and that nothing is sent by itself', () => {
  const now = at(28, 15, 0);
  expect(explainOutage({ kind: 'offline', since: at(28, 14, 3) }, { host, now })).toEqual({
    title: 'This browser has been offline since 14:03.',
    detail: expect.stringMatching(/^What is shown may be old\. Nothing is sent now, nor by itself later/),
  });
  expect(explainOutage({ kind: 'no-answer', since: at(28, 9, 5) }, { host, now })).toEqual({
    title: 'api.example.com has given no answer since 09:05.',
    detail: expect.stringMatching(/^What is shown may be old\. Nothing is sent by itself/),
  });
});

test('names the day when it is another one, also after the clock was set back', () => {
  for (const now of [at(29, 0, 1), at(27, 23, 0)]) {
    const { title } = explainOutage({ kind: 'no-answer', since: at(28, 23, 59) }, { host, now });
    expect(title).toBe('api.example.com has given no answer since 23:59 on 28 Nov 2026.');
  }
});
