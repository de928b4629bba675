import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterOfQuestion, readPortQuestion } from './port-questions.ts';

test.each([
  ['9000', { kind: 'port', port: 9000 }],
  ['port 9000', { kind: 'port', port: 9000 }],
  ['Who holds port 9000?', { kind: 'port', port: 9000 }],
  ['who holds tcp 9000', { kind: 'port', port: 9000, proto: 'tcp' }],
  ['udp/5353', { kind: 'port', port: 5353, proto: 'udp' }],
  ['5353/udp', { kind: 'port', port: 5353, proto: 'udp' }],
  ['９０００', { kind: 'port', port: 9000 }],
  ['where does hydra listen?', { kind: 'container', name: 'hydra' }],
  ['Where does Hydra 2 listen on', { kind: 'container', name: 'hydra 2' }],
  ['hydra ports', { kind: 'container', name: 'hydra' }],
  ["hydra's ports", { kind: 'container', name: 'hydra' }],
  ['ports of 30001', { kind: 'container', name: '30001' }],
  ['which ports does hydra use', { kind: 'container', name: 'hydra' }],
  ['hydra', undefined],
  ['70000', undefined],
  ['0', undefined],
  ['tcp 9000 udp', undefined],
  ['8000-8100', undefined],
  ['1.2.3.4', undefined],
  ['ports', undefined],
  ['', undefined],
])('%j', (text, question) => {
  expect(readPortQuestion(text)).toEqual(question);
});

test('the words of a question ask the same', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 65_535 }), (text, port) => {
      expect(filterOfQuestion(`who holds port ${port}?`)).toBe(String(port));
      const question = readPortQuestion(text);
      if (question?.kind === 'port') expect(readPortQuestion(filterOfQuestion(text))).toEqual(question);
    }),
  );
});
