import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell, guardFormula, readCsvRecord, readGuarded } from './csv-cells.ts';
import { outcomeOf, outcomeOfOne, outcomesOf, read } from './port-mapping-imports-testing.ts';

describe('CSV', () => {
  const rows = ['tcp 8080>30001:80 | web', 'udp 5353>30002:53'];
  test.each([
    ['commas', 'protocol,public_port,container,private_port,label\ntcp,8080,30001,80,web\nudp,5353,medusa,53,'],
    [
      'semicolons, in another order',
      'Label;Container;Private port;Public port;Proto\nweb;hydra;80;8080;TCP\n;medusa;53;5353;udp',
    ],
    ['tabs', 'external\tinternal\tcontainer_name\tprotocol\tlabel\n8080\t80\thydra\t\tweb\n5353\t53\tmedusa\tudp\t'],
    [
      'BOM, CR LF and quotes',
      '\ufeff"proto","public port","uid","target","title"\r\n"tcp","8080","30001","80","web"\r\nudp,5353,30002,53,""\r\n',
    ],
    [
      'lines between',
      'public,private,ip,protocol,label\n\n# web\n8080,80,10.0.0.1,tcp,web\n \n5353,53,10.0.0.2,udp,\n',
    ],
  ])('%s', (_, text) => {
    const { lines, format } = read(text);
    expect(lines.map(outcomeOf)).toEqual(['about: Header of CSV', ...rows]);
    expect(format).toBe('CSV');
  });

  test('cells with separators, quotes, line breaks and guarded formulas', () => {
    const text = `sep=,
public_port,private_port,container,id,colour,label,note
1,2,hydra,9,red,"a, ""b""", ' c
3-4,5,hydra,,,'=1+1,"two

lines"
6,7,medusa,,,,'quoted'
`;
    expect(outcomesOf(text)).toEqual([
      '1 about: Names the separator',
      '2 about: Header of CSV',
      `3 tcp 1>30001:2 | a, "b" | ' c`,
      '4-6 tcp 3>30001:5 | =1+1 | two\n\nlines, tcp 4>30001:6 | =1+1 | two\n\nlines',
      "7 tcp 6>30002:7 | 'quoted'",
    ]);
  });

  test('every mistake is an error on its line', () => {
    const text = `protocol,public_port,container,private_port
tcp,8080,hydra
icmp,8080,hydra,80
tcp,,hydra,80
tcp,8080,hydra,
tcp,8080,zeus,80
tcp,"8080,hydra,80
tcp,"8080"x,hydra,80
tcp,8081,hydra,81
`;
    expect(outcomesOf(text).slice(1)).toEqual([
      '2 error: The header has 4 columns, and this line 3.',
      '3 error: "icmp" cannot be mapped: only tcp and udp.',
      '4 error: The public port is missing.',
      '5 error: The private port is missing.',
      '6 error: None of your containers on this server is called "zeus".',
      '7 error: A quote is never closed, or something follows it.',
      '8 error: A quote is never closed, or something follows it.',
      '9 tcp 8081>30001:81',
    ]);
  });

  test('the columns of the table of the panel', () => {
    const text = 'Public port\tProtocol\tContainer\tPrivate address\n8080\tUDP\thydra\t10.0.0.1:80';
    expect(outcomesOf(text)).toEqual(['1 about: Header of CSV', '2 udp 8080>30001:80']);
    expect(read(text).hints).toEqual([]);
  });

  test.each([
    ['public_port,private_address', '8080,10.0.0.1:80', 'tcp 8080>30001:80'],
    ['public_port,private_port,private_address', '8080,80,10.0.0.1:80', 'tcp 8080>30001:80'],
    ['public_port,private_port,private_address', '8080,,10.0.0.1:80', 'tcp 8080>30001:80'],
    [
      'public_port,private_port,private_address',
      '8080,80,10.0.0.1:81',
      'error: The private port is said twice, "80" and "81". Keep one of them.',
    ],
    ['public_port,private_port,private_address', '8080,80,10.0.0.1:', 'error: The private port is missing.'],
    ['type,public_port,container,priv_port', 'udp,8080,hydra,80', 'udp 8080>30001:80'],
    ['transport,pub_port,container,int_port', 'udp,8080,hydra,80', 'udp 8080>30001:80'],
    [
      'public_port,container,container_name,private_port',
      '8080,30001,medusa,80',
      'error: "30001" and "medusa" are different containers. Keep the one that is meant.',
    ],
    ['public_port,container,container_name,private_port', '8080,30001,zeus,80', 'tcp 8080>30001:80'],
    [
      'public_port,container,container_name,private_port',
      '8080,30001,far,80',
      'error: "30001" and "far" are different containers. Keep the one that is meant.',
    ],
    [
      'public_port,container,container_name,private_port',
      '8080,hydra,zeus,80',
      'error: "hydra" and "zeus" are different containers. Keep the one that is meant.',
    ],
    [
      'public_port,container,private_address,private_port',
      '8080,30001,10.0.0.2,80',
      'error: "30001" and "10.0.0.2" are different containers. Keep the one that is meant.',
    ],
    [
      'public_port,container,private_address,private_port',
      '8080,30001,10.9.9.9,80',
      'error: "30001" and "10.9.9.9" are different containers. Keep the one that is meant.',
    ],
    ['public_port,container,private_address,private_port', '8080,TWIN,10.0.0.3,80', 'tcp 8080>30003:80'],
  ])('%s: %s', (header, line, outcome) => {
    expect(outcomesOf(`${header}\n${line}`)[1]).toBe(`2 ${outcome}`);
  });

  test('what no column says, and what columns say that is not used, is told', () => {
    expect(read('public_port,container,colour,__proto__\n8080,hydra,red,udp').hints).toEqual([
      'Columns not used: "colour", "__proto__".',
      'No column names the protocol: it is tcp.',
      'No column names the private port: it is the same as the public one.',
    ]);
  });

  test.each([
    ['protocol,container', 'This header names no public port. Call a column public_port.'],
    ['public,public_port,container', 'Several columns are the same: "public" and "public_port". Keep one of them.'],
  ])('the header %j is an error', (text, error) => {
    expect(outcomeOfOne(text)).toBe(`error: ${error}`);
  });
});

describe('cells', () => {
  const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[='"+@,;\t\r\n a-]{0,10}$/));

  test('any texts are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1 }), (texts) => {
        const line = texts.map(csvCell).join(',');
        const lineEnd = /\r|\n|$/.exec(line)?.index ?? line.length;
        expect(readCsvRecord(line, { begin: 0, lineEnd, separator: ',' })).toEqual({ cells: texts, end: line.length });
      }),
    );
  });

  test('a guarded text is no formula, and is read back', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const guarded = guardFormula(text);
        expect(guarded).not.toMatch(/^[=+\-@\t\r]/);
        expect(readGuarded(guarded)).toBe(text);
      }),
    );
  });
});
