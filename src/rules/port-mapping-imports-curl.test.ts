import { describe, expect, test } from 'vitest';
import { shellScriptOf } from './port-mapping-exports.ts';
import { outcomeOfOne, outcomesOf, read } from './port-mapping-imports-testing.ts';

describe('curl', () => {
  const body = '{"container":30001,"proto":"tcp","public_port":8080,"private_port":8000}';
  const url = 'https://api.example.com/api/portmappings/1.2.3.4';

  test.each([
    [`curl -X POST -d '${body}' https://kratos:deimos@api.example.com/api/portmappings/1.2.3.4`],
    [`curl ${url} --data '${body}'`],
    [`curl --data-raw='${body}' --url ${url} -u kratos:deimos`],
    [`$ curl -s -XPOST -H 'X-uwsgi-it-username: 61' "${url}" -d'${body}' | jq .`],
    [`curl -d "${body.replaceAll('"', '\\"')}" ${url}`],
    [`curl ${url} \\\n  -X POST \\\n  -d '${body}'`],
    [`curl ${url} -d '\n{\n  "container": "hydra", "public_port": 8080,\n  "private_port": 8000\n}\n' \\\n -v`],
  ])('%j', (text) => {
    expect(outcomeOfOne(text)).toBe('tcp 8080>30001:8000');
    expect(read(text).format).toBe('curl');
  });

  test.each([
    [
      `curl -d '${body}' https://api.example.com/api/portmappings/5.6.7.8`,
      'This is for the server "5.6.7.8", and this import for 1.2.3.4. Import it there.',
    ],
    [
      `curl -X DELETE -d '{"id":1}' ${url}`,
      'This command deletes, which is not imported. Delete the mapping in the table.',
    ],
    [`curl ${url}`, 'This command only reads: it has no -d with a mapping. Leave it out.'],
    [`curl -X PUT -d '${body}' ${url}`, 'This command creates nothing: it uses "PUT", not POST. Leave it out.'],
    [`curl -d '${body}' https://api.example.com/api/tags`, 'This command is not about port mappings. Leave it out.'],
    [`curl -d @body.json ${url}`, 'The mapping is in a file, "body.json". Paste what it holds.'],
    [`curl -d '{"container":30001' ${url}`, 'It is not JSON. Check its quotes and commas.'],
    [`curl -d '${body} ${url}`, "A quote ' is never closed. Close it."],
    [`curl -d '${body}' ${url}; curl x`, 'There are several commands on one line. Write each on a line of its own.'],
    [
      `curl ${url} -d '${body}' --next ${url} -d '${body}'`,
      'There are several requests in one command. Write each as a command of its own.',
    ],
    [
      `curl ${url} -d '${body}' -: ${url} -d '${body}'`,
      'There are several requests in one command. Write each as a command of its own.',
    ],
    [
      `curl ${url} -d '${body}' -d '${body}'`,
      'There are several bodies in one command. Write each mapping in a command of its own.',
    ],
    [
      `curl ${url} https://api.example.com/api/portmappings/5.6.7.8 -d '${body}'`,
      'This command is for several servers, "1.2.3.4" and "5.6.7.8". Write one command for each.',
    ],
    [`curl -G ${url} -d '${body}'`, 'This command only reads, by "-G". Leave it out.'],
    [`curl -sG ${url} -d '${body}'`, 'This command only reads, by "-sG". Leave it out.'],
    [`curl --get ${url} -d '${body}'`, 'This command only reads, by "--get". Leave it out.'],
  ])('%j is an error', (text, error) => {
    expect(outcomeOfOne(text)).toBe(`error: ${error}`);
  });
});

describe('a shell script', () => {
  const row = { proto: 'tcp', container: 30_001, container_ip: '10.0.0.1', private_port: 80 } as const;
  const rows = [1, 2].map((id) => ({ ...row, id, public_port: 8080 + id, label: `web ${id}` }));
  const connection = { apiUrl: 'https://api.example.com/api', username: 'kratos' };
  const mappingsIn = (text: string) => outcomesOf(text).filter((one) => !one.includes('about:'));

  test('is read as a whole, or a line of it alone', () => {
    const script = shellScriptOf(connection, '1.2.3.4', rows);
    expect(mappingsIn(script).map((one) => one.replace(/^\d+ /, ''))).toEqual([
      'tcp 8081>30001:80 | web 1',
      'tcp 8082>30001:80 | web 2',
    ]);
    const [line = ''] = script.split('\n').filter((one) => one.startsWith('add '));
    expect(outcomeOfOne(line)).toBe('tcp 8081>30001:80 | web 1');
    expect(outcomeOfOne(line.replace(/#.*/, '# mine'))).toBe('tcp 8081>30001:80');
  });

  test('of another server says so at its command and at each mapping', () => {
    const errors = mappingsIn(shellScriptOf(connection, '5.6.7.8', rows));
    expect(errors).toHaveLength(3);
    for (const error of errors) {
      expect(error).toContain('This is for the server "5.6.7.8", and this import for 1.2.3.4. Import it there.');
    }
  });
});
