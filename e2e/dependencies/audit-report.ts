/** What `npm audit --json` said, and whether it may pass. */

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type AuditReport =
  | { kind: 'audited'; found: { name: string; severity: Severity; advisories: string[] }[] }
  /** The registry does not answer such requests, or is not reached: nothing is known. */
  | { kind: 'not-audited'; why: string };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

const firstLine = (text: string) => text.trim().split('\n')[0] ?? '';

/** The advisories themselves, and the packages that bring one in. */
function advisoriesIn(via: unknown): string[] {
  const entries: unknown[] = Array.isArray(via) ? via : [];
  return entries.map((entry) => (isRecord(entry) ? `${entry.title} (${entry.url})` : `Through ${entry}`));
}

/** Why npm says that there is no report. */
function messageOf(report: unknown): unknown {
  if (!isRecord(report)) return undefined;
  const { summary, code } = isRecord(report.error) ? report.error : {};
  return report.message || summary || code;
}

/** Reads the output; one that counts nothing was no audit, whatever the exit status says. */
export function readAuditReport(output: string): AuditReport {
  const report = parsed(output);
  const isReport = isRecord(report) && isRecord(report.vulnerabilities) && isRecord(report.metadata);
  if (!isReport) {
    const message = messageOf(report);
    return {
      kind: 'not-audited',
      why: firstLine(typeof message === 'string' ? message : output) || 'npm printed nothing',
    };
  }
  const found = Object.entries(report.vulnerabilities as Record<string, unknown>).map(([name, vulnerability]) => {
    const said = isRecord(vulnerability) ? vulnerability : {};
    // A severity that is new to npm is taken for the worst.
    const severity = SEVERITIES.find((known) => known === said.severity) ?? 'critical';
    return { name, severity, advisories: advisoriesIn(said.via) };
  });
  return { kind: 'audited', found };
}

/** What is worth a failure in what ships to customers. */
export function seriousIn(report: AuditReport): string[] {
  if (report.kind === 'not-audited') return [];
  return report.found
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ name, severity, advisories }) => `${name}: ${severity}. ${advisories.join('; ')}`.trim());
}

/** One line for whoever reads the test run. `what` is what was audited, such as "what ships". */
export function summaryOf(report: AuditReport, what: string): string {
  if (report.kind === 'not-audited') return `not audited: ${what}, because the registry did not answer (${report.why})`;
  if (report.found.length === 0) return `audited: ${what}, nothing known against it`;
  const counts = SEVERITIES.map((severity) => [
    severity,
    report.found.filter((one) => one.severity === severity).length,
  ]);
  const words = counts.filter(([, count]) => count !== 0).map(([severity, count]) => `${count} ${severity}`);
  return `audited: ${what}, ${words.join(', ')}`;
}
