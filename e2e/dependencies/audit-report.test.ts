import { expect, test } from 'vitest';
import { readAuditReport, seriousIn, summaryOf } from './audit-report.ts';

/** As npm 10 and 11 print it. */
function report(severities: Record<string, string>): string {
  const vulnerabilities = Object.entries(severities).map(([name, severity]) => [
    name,
    { name, severity, via: [{ title: 'Runs any code', url: `https://github.com/advisories/${name}` }, 'another'] },
  ]);
  return JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(vulnerabilities),
    metadata: { vulnerabilities: {} },
  });
}

test('nothing known passes', () => {
  const audited = readAuditReport(report({}));
  expect(summaryOf(audited, 'what ships')).toBe('audited: what ships, nothing known against it');
  expect(seriousIn(audited)).toEqual([]);
});

test.each(['high', 'critical', 'apocalyptic'])('%s fails, and says why', (severity) => {
  const serious = seriousIn(readAuditReport(report({ zod: severity, react: 'low' })));
  expect(serious).toHaveLength(1);
  expect(serious[0]).toMatch(
    /^zod: (high|critical)\. Runs any code \(https:\/\/github\.com\/advisories\/zod\); Through another$/,
  );
});

test.each(['info', 'low', 'moderate'])('%s is counted and passes', (severity) => {
  const audited = readAuditReport(report({ zod: severity, react: severity }));
  expect(summaryOf(audited, 'what ships')).toBe(`audited: what ships, 2 ${severity}`);
  expect(seriousIn(audited)).toEqual([]);
});

test.each([
  [
    JSON.stringify({ message: '405 Method Not Allowed - POST https://r/\nmore', statusCode: 405 }),
    '405 Method Not Allowed',
  ],
  [JSON.stringify({ error: { code: 'ENOAUDIT', summary: '' } }, null, 2), '(ENOAUDIT)'],
  [JSON.stringify({ error: { summary: 'no packument', detail: '' } }, null, 2), '(no packument)'],
  ['<html>proxy</html>', '<html>proxy</html>'],
  ['', 'npm printed nothing'],
])('no report is no audit, said in one line, and passes: %s', (output, words) => {
  const unknown = readAuditReport(output);
  expect(unknown.kind).toBe('not-audited');
  expect(summaryOf(unknown, 'what ships')).toContain(words);
  expect(summaryOf(unknown, 'what ships')).not.toContain('\n');
  expect(seriousIn(unknown)).toEqual([]);
});
