import { Link } from '@tanstack/react-router';
import { ArrowLeftRight, CircleHelp, TriangleAlert } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { curlOfChange } from '../../rules/curl.ts';
import { type CallContainer, changeOfStep, type LinkRow, type LinkStep, rebootsInWords } from '../../rules/links.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

export interface LinkListProps {
  /** The container whose page this is. */
  uid: number;
  rows: readonly LinkRow[];
  call: CallContainer;
  /** Uids that could not be read. */
  failed: ReadonlySet<number>;
  underWay: readonly LinkStep[] | undefined;
  onRead: (uid: number) => void;
  onLink: (step: LinkStep) => void;
  onUnlink: (row: LinkRow) => void;
}

/** The containers that are linked with this one, each with its state in words and what can be done about it. */
export function LinkList(props: LinkListProps) {
  const { rows, ...actions } = props;
  if (rows.length === 0) return <p className="mb-4 text-muted">No links yet.</p>;
  return (
    <ul aria-label="Links" className="mb-4 flex flex-col divide-y divide-line">
      {rows.map((row) => (
        <li key={row.uid} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0">
          <Row row={row} {...actions} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row, ...props }: Omit<LinkListProps, 'rows'> & { row: LinkRow }) {
  const { uid, call, failed, underWay, onRead, onLink, onUnlink } = props;
  const isBusy = underWay?.some((step) => step.uid === row.uid || step.other === row.uid) ?? false;
  const disabledReason = underWay && !isBusy ? 'Another change of links is under way' : undefined;
  const step = missingStepOf(row, uid);
  const unlink = useRef<HTMLButtonElement>(null);
  const hasLinked = useRef(false);
  const isDone = step === undefined;
  // The button that linked is gone, and the focus with it, unless the person went elsewhere meanwhile.
  useLayoutEffect(() => {
    if (!isDone || !hasLinked.current) return;
    hasLinked.current = false;
    if (document.activeElement === document.body) unlink.current?.focus();
  }, [isDone]);
  return (
    <>
      <div className="min-w-0 grow basis-56">
        <p className="flex flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
          {row.isOwn ? (
            <Link to="/containers/$uid" params={{ uid: String(row.uid) }} className="link">
              {row.name}
            </Link>
          ) : null}
          {row.isOwn && row.name.endsWith(String(row.uid)) ? null : (
            <span className="font-mono text-muted text-small">{row.uid}</span>
          )}
        </p>
        <State row={row} hasFailed={failed.has(row.uid)} />
        {step && (
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 wrap-anywhere">
            <Button
              size="small"
              busy={isBusy}
              disabledReason={disabledReason}
              aria-label={row.state === 'to-here' ? `Link to ${row.name}` : undefined}
              onClick={() => {
                hasLinked.current = true;
                onLink(step);
              }}
            >
              {row.state === 'to-here' ? 'Link' : `Link ${row.name} back`}
            </Button>
            <span className="text-muted text-small">{rebootsInWords([step], call)}</span>
            <CopyButton
              size="small"
              label="Copy as curl"
              name={`Copy as curl: link ${call(step.uid)} to ${call(step.other)}`}
              text={() => curlOfChange(currentConnection(), step.uid, changeOfStep(step))}
            />
          </p>
        )}
      </div>
      <span className="-mr-2 flex gap-1">
        {failed.has(row.uid) && (
          <Button variant="quiet" size="small" aria-label={`Read ${row.name} again`} onClick={() => onRead(row.uid)}>
            Try again
          </Button>
        )}
        <Button
          ref={unlink}
          variant="quiet"
          size="small"
          aria-label={`Unlink ${row.name}`}
          busy={isBusy}
          disabledReason={disabledReason}
          onClick={() => onUnlink(row)}
        >
          Unlink
        </Button>
      </span>
    </>
  );
}

/** The write that would make the link work. */
function missingStepOf({ uid: other, state }: LinkRow, uid: number): LinkStep | undefined {
  if (state === 'from-here') return { uid: other, kind: 'link', other: uid };
  return state === 'to-here' ? { uid, kind: 'link', other } : undefined;
}

function State({ row: { state, isOwn, name }, hasFailed }: { row: LinkRow; hasFailed: boolean }) {
  const states = {
    works: { Icon: ArrowLeftRight, look: 'text-accent', words: 'Works: linked both ways' },
    'from-here': { Icon: TriangleAlert, look: 'text-danger', words: `One way: ${name} does not link back` },
    'to-here': { Icon: TriangleAlert, look: 'text-danger', words: `One way: ${name} links here` },
    'not-known': { Icon: CircleHelp, look: 'text-muted', words: notKnown(isOwn, hasFailed) },
  };
  const { Icon, look, words } = states[state];
  return (
    <p className="flex gap-1.5">
      <Icon size={14} aria-hidden="true" className={`${look} mt-[3px] shrink-0`} />
      <span className="min-w-0 wrap-anywhere">{words}</span>
    </p>
  );
}

function notKnown(isOwn: boolean | undefined, hasFailed: boolean): string {
  if (isOwn === false) return 'Not known whether it works: it belongs to another customer';
  return hasFailed ? 'Not known whether it works: it could not be read' : 'Looking whether it links back';
}
