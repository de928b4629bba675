import type { ImportedLine } from '../../rules/port-mapping-imports.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatNumber } from '../../rules/units.ts';

/** So many are spelt out: who mends them sees the next ones. */
const MOST_LISTED = 50;

interface LineProblemsProps {
  lines: readonly ImportedLine[];
  /** Shows the line in the field; left out where the text is not shown. */
  onShow: ((line: number) => void) | undefined;
}

/** The lines that could not be read, each with its text and why. */
export function LineProblems({ lines, onShow }: LineProblemsProps) {
  if (lines.length === 0) return null;
  const left = lines.length - MOST_LISTED;
  return (
    <section aria-label="Errors" className="rounded-lg border border-danger/40">
      <ul className="divide-y divide-line">
        {lines.slice(0, MOST_LISTED).map(({ line, text, error }) => (
          <li
            key={line}
            className="grid gap-x-4 px-3 py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] sm:items-baseline"
          >
            <LineName line={line} text={shownText(text)} onShow={onShow} />
            <span className="text-danger text-small wrap-anywhere">{error}</span>
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <p className="border-line border-t px-3 py-2 text-muted text-small">
          {formatNumber(left)} more lines with errors.
        </p>
      ) : null}
    </section>
  );
}

function LineName({ line, text, onShow }: { line: number; text: string; onShow: LineProblemsProps['onShow'] }) {
  const name = (
    <>
      <span className="shrink-0 font-medium">Line {line}</span>
      <code className="truncate text-text">{text}</code>
    </>
  );
  if (!onShow) return <span className="flex min-w-0 items-baseline gap-2">{name}</span>;
  return (
    <button
      type="button"
      onClick={() => onShow(line)}
      className="flex min-h-8 min-w-0 items-center gap-2 rounded text-left text-accent hover:underline max-sm:min-h-11"
    >
      {name}
    </button>
  );
}

/** Puts the cursor to a line of a field that does not wrap, the whole line selected, and brings it into sight. */
export function showLine(field: HTMLTextAreaElement, line: number) {
  const { value } = field;
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = value.indexOf('\n', start) + 1;
  const end = value.indexOf('\n', start);
  field.focus();
  field.setSelectionRange(start, end === -1 ? value.length : end);
  const lines = value.split('\n').length;
  const lineHeight = field.scrollHeight / Math.max(lines, field.rows);
  field.scrollTop = Math.max(0, (line - 1) * lineHeight - field.clientHeight / 2);
  field.scrollLeft = 0;
}
