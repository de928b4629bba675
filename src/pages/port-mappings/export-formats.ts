import { eachInSteps, type InSteps } from '../../rules/in-steps.ts';
import { csvInSteps, type ExportedMapping, jsonInSteps, shellScriptInSteps } from '../../rules/port-mapping-exports.ts';
import { labelKey, type MappingLabel } from '../../rules/port-mapping-labels.ts';
import type { ContainerNames, PortMapping } from '../../rules/port-mappings.ts';
import { currentConnection } from '../../session/session.ts';

/** The forms of a file, with what each is for. */
export const EXPORT_FORMATS = [
  { value: 'csv', label: 'CSV', hint: 'For spreadsheets. Imports back here.', type: 'text/csv' },
  {
    value: 'json',
    label: 'JSON',
    hint: 'For programs: the rows as the API has them. Imports back here.',
    type: 'application/json',
  },
  {
    value: 'sh',
    label: 'Shell script',
    hint: 'Creates them with curl. Takes the password from $UWSGI_IT_PASSWORD when it runs.',
    type: 'text/x-shellscript',
  },
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number]['value'];

export interface ExportRequest {
  address: string;
  format: ExportFormat;
  mappings: readonly PortMapping[];
  names: ContainerNames;
  labels: ReadonlyMap<string, MappingLabel>;
}

/** The parts of the file. */
export function* exportInSteps({ address, format, mappings, names, labels }: ExportRequest): InSteps<string[]> {
  const rows: ExportedMapping[] = [];
  yield* eachInSteps(mappings, (mapping) => void rows.push(exported(mapping, names, labels)));
  if (format === 'csv') return yield* csvInSteps(rows);
  if (format === 'json') return yield* jsonInSteps(rows);
  return yield* shellScriptInSteps(currentConnection(), address, rows);
}

function exported(
  mapping: PortMapping,
  names: ContainerNames,
  labels: ReadonlyMap<string, MappingLabel>,
): ExportedMapping {
  const containerName = names.get(mapping.container);
  const { label = '', note = '' } = labels.get(labelKey(mapping)) ?? {};
  return {
    ...mapping,
    ...(containerName ? { containerName } : {}),
    ...(label ? { label } : {}),
    ...(note ? { note } : {}),
  };
}

/** `port-mappings-1.2.3.4-2026-11-23.csv`; the day is the person's own. */
export function fileNameOf(address: string, format: ExportFormat, now: Date): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `port-mappings-${address}-${day.join('-')}.${format}`;
}
