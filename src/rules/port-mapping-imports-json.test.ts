import { describe, expect, test } from 'vitest';
import { outcomeOfOne, outcomesOf, read } from './port-mapping-imports-testing.ts';

describe('JSON', () => {
  const api = { id: 1, proto: 'tcp', public_port: 8080, container: 30_001, container_ip: '10.0.0.1', private_port: 80 };
  const two = [
    api,
    { ...api, proto: 'udp', container: 'medusa', container_ip: '10.0.0.2', label: 'dns', note: 'a\nb' },
  ];

  test('on one line, pretty-printed, or row by row', () => {
    const rows = ['tcp 8080>30001:80', 'udp 8080>30002:80 | dns | a\nb'];
    expect(outcomesOf(JSON.stringify(two))).toEqual([`1 ${rows.join(', ')}`]);
    expect(outcomesOf(JSON.stringify(two, null, 2))).toEqual([
      '1 about: Brackets of JSON',
      `2-9 ${rows[0]}`,
      `10-19 ${rows[1]}`,
      '20 about: Brackets of JSON',
    ]);
    expect(outcomesOf(two.map((row) => JSON.stringify(row)).join('\n'))).toEqual([`1 ${rows[0]}`, `2 ${rows[1]}`]);
    expect(outcomesOf(two.map((row) => JSON.stringify(row)).join(', '))).toEqual([`1 ${rows.join(', ')}`]);
    expect(outcomesOf('[]')).toEqual(['1 about: Brackets of JSON']);
    expect(read(JSON.stringify(two)).format).toBe('JSON');
  });

  test.each([
    [{ PublicPort: 8080, PrivatePort: 80, Type: 'udp', container: 'hydra' }, 'udp 8080>30001:80'],
    [{ container_ip: '10.0.0.1:80', public_port: 8080 }, 'tcp 8080>30001:80'],
    [{ ...api, port: 1234 }, 'error: "public_port" and "port" differ: "8080" and "1234". Keep the one that is meant.'],
    [{ ...api, port: 8080 }, 'tcp 8080>30001:80'],
    [{ ...api, uid: 30_002 }, 'error: "container" and "uid" differ: "30001" and "30002". Keep the one that is meant.'],
    [
      { ...api, container_name: 'medusa' },
      'error: "30001" and "medusa" are different containers. Keep the one that is meant.',
    ],
  ])('%j', (value, outcome) => {
    expect(outcomeOfOne(JSON.stringify(value))).toBe(outcome);
  });

  test('a key that stands twice is an error, and a key that is not used is told', () => {
    expect(outcomeOfOne('{"container":30001,"container":30002,"public_port":1,"private_port":2}')).toBe(
      'error: "container" stands there twice. Keep one of them.',
    );
    const text = '{"container":30001,"__proto__":"udp","public_port":1,"private_port":2,"colour":{"a":"b"}}';
    expect(outcomeOfOne(text)).toBe('tcp 1>30001:2');
    expect(read(`${text}\n${text}`).hints).toEqual(['Keys not used: "__proto__", "colour".']);
  });

  test('what cannot be read is an error at its element', () => {
    const text = `[
  {"proto":"tcp","public_port":1,"container":30001,"private_port":2},
  {"proto":"tcp","public_port":1.5,"container":30001,"private_port":2},
  {"proto":"tcp","public_port":true,"container":30001,"private_port":2},
  {"proto":"tcp","public_port":3,"container":30001},
  {"proto":"tcp" "public_port":3},
  17,
  {
    "public_port": 5,
    "private_port": 6, "container": "hydra"
  }
  ,
  []
]
`;
    const noMapping =
      'It is no mapping. Write such as {"container":30001,"proto":"tcp","public_port":8080,"private_port":8000}.';
    expect(outcomesOf(text)).toEqual([
      '1 about: Brackets of JSON',
      '2 tcp 1>30001:2',
      '3 error: Element 2: "1.5" is no port. Write 1 to 65535, in digits.',
      '4 error: Element 3: public_port is neither a number nor a text.',
      '5 error: Element 4: The private port is missing.',
      '6 error: Element 5: It is not JSON. Check its quotes and commas.',
      `7 error: Element 6: ${noMapping}`,
      '8-12 tcp 5>30001:6',
      `13 error: Element 8: ${noMapping}`,
      '14 about: Brackets of JSON',
    ]);
  });

  test('nothing of a line is imported when an element of it cannot be read', () => {
    const text = JSON.stringify([api, { ...api, public_port: 'x' }]);
    expect(outcomeOfOne(text)).toBe('error: Element 2: "x" is no port. Write 1 to 65535, in digits.');
    expect(outcomeOfOne(`[${JSON.stringify(api)}] -p 1:2`)).toBe(
      'error: Something follows the JSON on its line. Give it a line of its own.',
    );
  });

  test('a list that is cut off says so, and what follows is read', () => {
    const row = JSON.stringify(api);
    expect(outcomesOf(`[${row},\n${row},\n-p 1:2`)).toEqual([
      '1 tcp 8080>30001:80',
      '2 error: The list is not closed here: a ] is missing, or some of its rows.',
      '3 tcp 1>30002:2',
    ]);
    expect(outcomesOf(`[\n${row},\n{"proto":"tcp",\n8081:81`)).toEqual([
      '1 about: Brackets of JSON',
      '2 tcp 8080>30001:80',
      '3 error: Element 2 is never closed.',
      '4 tcp 8081>30002:81',
    ]);
  });
});
