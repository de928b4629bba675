import { expect, test } from 'vitest';
import { curlText } from './curl-text.ts';

const connection = { apiUrl: 'https://api.example.com/api', username: 'kratos', password: 'deimos' };
const wanted = { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 };

test('a creation is one command, without the password', () => {
  const text = curlText(connection, { wanted, start: {} }, undefined);
  expect(text).toContain("'https://api.example.com/api/containers'");
  expect(text).toContain(JSON.stringify(wanted));
  expect(text).not.toContain('deimos');
  expect(text).not.toContain(Buffer.from('deimos').toString('hex'));
});

test('what it starts with is a second command', () => {
  const text = curlText(connection, { wanted, start: { distro: 2 } }, undefined);
  expect(text.match(/curl -X POST/g)).toHaveLength(2);
  expect(text).toContain("'https://api.example.com/api/containers/UID'");
  expect(text).toContain('{"distro":2}');
});

test('using a spare is one change of it', () => {
  const text = curlText(connection, { wanted, start: { distro: 2 } }, 30_007);
  expect(text.match(/curl -X POST/g)).toHaveLength(1);
  expect(text).toContain("'https://api.example.com/api/containers/30007'");
  expect(text).toContain('{"name":"argus","memory":8000,"storage":200000,"distro":2}');
});
