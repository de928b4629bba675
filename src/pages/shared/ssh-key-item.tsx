import { useEffect, useState } from 'react';
import { shownText } from '../../rules/shown-text.ts';
import { canFingerprint, fingerprintOf, holdsPrivateKey } from '../../rules/ssh-keys.ts';
import type { ShownKey } from '../../rules/ssh-keys-shown.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CopyButton } from '../../ui/copy-button.tsx';

/** As long as every fingerprint, so that the lines below stay where they are when it has been made. */
const ROOM_OF_FINGERPRINT = `SHA256:${'0'.repeat(43)}`;

function useFingerprint(line: string): string | undefined {
  const [made, setMade] = useState<{ line: string; fingerprint: string | undefined }>();
  // The browser makes it elsewhere and answers later.
  useEffect(() => {
    let isCurrent = true;
    void fingerprintOf(line).then((fingerprint) => {
      if (isCurrent) setMade({ line, fingerprint });
    });
    return () => {
      isCurrent = false;
    };
  }, [line]);
  return made?.line === line ? made.fingerprint : undefined;
}

/** What the buttons of an entry call it. */
function nameOf({ key, line }: ShownKey, fingerprint: string | undefined, isAmbiguous: boolean): string {
  if (!key) return `line ${line.trim() === '' ? 'without text' : shownText(line.trim().slice(0, 24))}`;
  const short = fingerprint?.slice(0, 15) ?? `${key.type} …${key.line.split(' ')[1]?.slice(-8)}`;
  if (key.comment === '') return `key ${short}`;
  const comment = shownText(key.comment);
  return isAmbiguous ? `key ${comment} (${short})` : `key ${comment}`;
}

export interface SshKeyItemProps {
  entry: ShownKey;
  /** Another entry has the same comment. */
  isAmbiguous: boolean;
  /** With what its buttons call it: "key alice@laptop". */
  onRemove: (name: string) => void;
  onKeep: (name: string) => void;
}

/** One key: what tells it from the others, and what can be done with it. */
export function SshKeyItem({ entry, isAmbiguous, onRemove, onKeep }: SshKeyItemProps) {
  const { key, line, state, times } = entry;
  const fingerprint = useFingerprint(line);
  const isRemoved = state === 'removed';
  const name = nameOf(entry, fingerprint, isAmbiguous);
  return (
    <li className="py-2.5">
      <div className="flex items-start justify-between gap-3">
        <p className={classNames('min-w-0 py-1 wrap-anywhere', isRemoved && 'text-muted')}>
          <span className={classNames(isRemoved && key && 'line-through', !key?.comment && 'text-muted')}>
            {key ? shownText(key.comment) || 'no comment' : 'No key that the panel knows'}
          </span>{' '}
          {state === 'new' && <Badge tone="accent">new</Badge>}
          {isRemoved && <Badge>removed when you save</Badge>} {!key && <Badge tone="clash">unreadable line</Badge>}
          {times > 1 && <Badge>installed {times} times</Badge>}
        </p>
        <div className="flex shrink-0 gap-1">
          {key && <CopyButton text={line} label="Copy" name={`Copy ${name}`} size="small" />}
          <Button
            variant="quiet"
            size="small"
            aria-label={`${isRemoved ? 'Keep' : 'Remove'} ${name}`}
            onClick={() => (isRemoved ? onKeep : onRemove)(name)}
          >
            {isRemoved ? 'Keep' : 'Remove'}
          </Button>
        </div>
      </div>
      <KeyText entry={entry} fingerprint={fingerprint} />
      {key?.warning && !isRemoved && <p className="mt-1 text-small text-danger">{key.warning}</p>}
    </li>
  );
}

/** A key that stands in the text area and is not in the list yet: what was pasted, to compare with what was meant. */
export function PastedKey({ entry }: { entry: ShownKey }) {
  const fingerprint = useFingerprint(entry.line);
  return (
    <li>
      <p className="text-small wrap-anywhere">{shownText(entry.key?.comment ?? '')}</p>
      <KeyText entry={entry} fingerprint={fingerprint} />
    </li>
  );
}

/** What identifies a key to ssh; of a line that is none, the line itself. */
function KeyText({ entry, fingerprint }: { entry: ShownKey; fingerprint: string | undefined }) {
  const { key, line, state } = entry;
  const struck = state === 'removed' && 'line-through';
  return (
    <div className={classNames('font-mono text-small wrap-anywhere', struck && 'text-muted')}>
      {key ? (
        <p className={classNames(struck)}>
          {key.type} <span className="text-muted">{key.bits} bits</span>
        </p>
      ) : (
        <p className={classNames('whitespace-pre-wrap', struck)}>
          {holdsPrivateKey(line) ? 'A private key, not shown here' : shownText(line)}
        </p>
      )}
      {key && canFingerprint() && (
        <p className="select-all text-muted">
          {fingerprint ?? (
            <span aria-hidden="true" className="invisible">
              {ROOM_OF_FINGERPRINT}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
