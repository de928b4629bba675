import { describe, expect, test } from 'vitest';
import { containerNamed, outcomeOfOne, outcomesOf } from './port-mapping-imports-testing.ts';

describe('containers', () => {
  test('a name that several have is asked about once, and answered however it is spelled', () => {
    expect(outcomesOf('80 -> TWIN:80\n81 -> tWin:81\n82 -> Twin:82')).toEqual([
      '1 question: TWIN 30003 30004',
      '2 question: TWIN 30003 30004',
      '3 tcp 82>30004:82',
    ]);
    const answers = new Map([['TWIN', 30_003]]);
    expect(outcomesOf('80 -> TWIN:80\n81 -> tWin:81\n82 -> Twin:82', { answers })).toEqual([
      '1 tcp 80>30003:80',
      '2 tcp 81>30003:81',
      '3 tcp 82>30004:82',
    ]);
  });

  test('an answer that is none of the candidates is asked for again', () => {
    expect(outcomeOfOne('80 -> TWIN:80', { answers: new Map([['TWIN', 30_001]]) })).toBe('question: TWIN 30003 30004');
  });

  test('without a container in the line, the chosen one; and without that, an error', () => {
    expect(outcomeOfOne('-p 80:80')).toBe('tcp 80>30002:80');
    expect(outcomeOfOne('-p 80:80', { defaultContainer: undefined })).toBe(
      'error: Choose a container for lines that name none.',
    );
  });

  test('a name with a uid that is not its own is an error, and one of nobody was another name of it', () => {
    const differ = (name: string) =>
      `error: "${name}" and "30001" are different containers. Keep the one that is meant.`;
    expect(outcomeOfOne('80 -> medusa (30001):80')).toBe(differ('medusa'));
    expect(outcomeOfOne('80 -> far (30001):80')).toBe(differ('far'));
    expect(outcomeOfOne('80 -> zeus (30001):80')).toBe('tcp 80>30001:80');
    expect(outcomeOfOne('80 -> twin (30003):80')).toBe('tcp 80>30003:80');
  });

  describe('a container that is called as the uid of another one', () => {
    const containers = [containerNamed(30_001, '30002'), containerNamed(30_002, 'medusa'), containerNamed(30_003, '7')];
    const asked = 'question: 30002 30001 30002';

    test.each([
      ['80 -> 30002:80', asked],
      ['docker run -p 80:80 --name 30002 x', asked],
      ['80 -> 7:80', 'tcp 80>30003:80'],
    ])('%j', (text, outcome) => {
      expect(outcomeOfOne(text, { containers })).toBe(outcome);
    });

    test('is asked about where a name may be meant, and not where the uid is', () => {
      const compose = 'services:\n  web:\n    container_name: "30002"\n    ports:\n      - "80:80"';
      expect(outcomesOf(compose, { containers }).at(-1)).toBe(`5 ${asked}`);
      expect(outcomesOf(compose, { containers, answers: new Map([['30002', 30_001]]) }).at(-1)).toBe(
        '5 tcp 80>30001:80',
      );
      expect(outcomesOf('public,private,name\n80,80,30002', { containers }).at(-1)).toBe(`2 ${asked}`);
      expect(outcomesOf('public,private,uid\n80,80,30002', { containers }).at(-1)).toBe('2 tcp 80>30002:80');
    });
  });

  test('a uid is taken as it is: the plan says when it is not on the server', () => {
    expect(outcomeOfOne('80 -> 30999:80')).toBe('tcp 80>30999:80');
  });
});
