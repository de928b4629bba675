import { type KeyboardEvent, useId, useRef, useState } from 'react';
import {
  canFingerprint,
  holdsPrivateKey,
  publicKeysIn,
  type TakenKeys,
  takePending,
  withKeyAgain,
} from '../../rules/ssh-keys.ts';
import { leavesNoKey, type ShownKey, shownKeys, withoutKey } from '../../rules/ssh-keys-shown.ts';
import { Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { PastedKey, SshKeyItem } from './ssh-key-item.tsx';

export interface SshKeysFieldProps {
  /** The lines to install. */
  value: readonly string[];
  onChange: (lines: string[]) => void;
  /** What is pasted and not added yet; the form takes it over when it saves, with `takePending`. */
  pending: string;
  onPendingChange: (text: string) => void;
  error?: string | undefined;
  /** The lines that were installed when the form was filled in. */
  startedFrom: readonly string[];
}

const NO_KEY = 'Without a key nobody can log in; the container does not start without one.';

const stateOf = (...lists: (readonly string[])[]) => JSON.stringify(lists);

const count = (keys: number) => (keys === 1 ? '1 key' : `${keys} keys`);

function inWords({ added, kept, already }: TakenKeys): string {
  const [first, ...more] = already.map((line) => line.split(/\s+/).slice(2).join(' ')).filter(Boolean);
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  const words = [
    added.length > 0 && `${count(added.length)} added`,
    kept.length > 0 && `${count(kept.length)} kept that would have been removed`,
    already.length > 0 &&
      `${already.length} ${already.length === 1 ? 'was' : 'were'} there already${first ? `: ${first}${others}` : ''}`,
  ].filter(Boolean);
  return words.length > 0 ? `${words.join(', ')}.` : 'Nothing to add: paste a public key first.';
}

/** The SSH keys of a container one by one; what is pasted is checked, and added by the button or by the form's save. */
export function SshKeysField(props: SshKeysFieldProps) {
  const { value, onChange, pending, onPendingChange, error, startedFrom } = props;
  const listName = useId();
  const list = useRef<HTMLUListElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [refused, setRefused] = useState<string>();
  const [words, setWords] = useState({ note: '', said: '', of: '' });
  const shown = shownKeys(value, startedFrom);
  const comments = shown.flatMap(({ key }) => (key?.comment ? [key.comment] : []));
  // A private key must be seen at once, any other mistake when the person says that the text is ready.
  const isRefused = pending !== '' && (refused === pending || holdsPrivateKey(pending));
  const taken = takePending(value, pending, startedFrom);
  const problem = isRefused && 'message' in taken ? taken.message : undefined;
  const pasted = publicKeysIn(pending);
  const isLeftWithout = (lines: readonly string[]) => leavesNoKey([...lines, pasted]);
  // What was said of the keys goes with them: a save and a discard bring others.
  const { note, said } = words.of === stateOf(value, startedFrom) ? words : { note: '', said: '' };
  const say = (now: { note?: string; said?: string }, lines: readonly string[]) =>
    setWords({ note: '', said: '', ...now, of: stateOf(lines, startedFrom) });

  function type(text: string) {
    say({ said }, value);
    onPendingChange(text);
  }

  function add() {
    if ('message' in taken) {
      setRefused(pending);
      say({ said }, value);
      area.current?.focus();
      return;
    }
    say({ note: inWords(taken) }, taken.keys);
    onPendingChange('');
    if (taken.added.length + taken.kept.length > 0) onChange(taken.keys);
  }

  function addByKeyboard(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    add();
  }

  /** The entry is about to vanish, and with it the place of a keyboard user. */
  function focusBelow(identity: string) {
    const items = [...(list.current?.children ?? [])];
    const below = items.slice(shown.findIndex((other) => other.identity === identity) + 1);
    const next = below.map((item) => item.querySelector<HTMLElement>('button[aria-label^="Remove "]')).find(Boolean);
    (next ?? area.current)?.focus();
  }

  function remove({ identity, state }: ShownKey, name: string) {
    // An installed key stays in sight, and its button is the one that keeps it.
    if (state === 'new') focusBelow(identity);
    const rest = withoutKey(value, identity);
    const done = state === 'new' ? 'removed' : 'will be removed when you save';
    say({ said: `${name} ${done}. ${isLeftWithout(rest) ? NO_KEY : ''}` }, rest);
    onChange(rest);
  }

  function keep({ identity }: ShownKey, name: string) {
    const lines = withKeyAgain(value, startedFrom, identity);
    say({ said: `${name} stays.` }, lines);
    onChange(lines);
  }

  return (
    <div className="flex flex-col gap-4">
      <div>
        <p id={listName} className="font-medium">
          Installed keys
        </p>
        {shown.length === 0 ? (
          <p className="mt-1 text-muted">None yet. A container starts once it has a distro and a key.</p>
        ) : (
          <ul ref={list} aria-labelledby={listName} className="divide-y divide-line">
            {shown.map((entry) => (
              <SshKeyItem
                key={entry.identity}
                entry={entry}
                isAmbiguous={comments.filter((comment) => comment === entry.key?.comment).length > 1}
                onRemove={(name) => remove(entry, name)}
                onKeep={(name) => keep(entry, name)}
              />
            ))}
          </ul>
        )}
        {shown.some(({ key }) => key) && !canFingerprint() && (
          <p className="text-small text-muted">No fingerprints: the browser makes them on pages with https only.</p>
        )}
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
      {shown.length > 0 && isLeftWithout(value) && <Notice tone="warning">{NO_KEY}</Notice>}
      <div className="flex flex-col gap-2">
        <TextAreaField
          ref={area}
          label="SSH keys"
          mono
          className="[&_textarea]:field-sizing-content [&_textarea]:max-h-40"
          autoCapitalize="none"
          autoComplete="off"
          placeholder="ssh-ed25519 AAAA… you@computer"
          hint="Paste public keys to add, one a line"
          value={pending}
          onChange={(event) => type(event.target.value)}
          onKeyDown={addByKeyboard}
          error={problem ?? error}
          note={note}
        />
        {pasted !== '' && (
          <ul aria-label="Pasted keys" className="flex flex-col gap-1.5">
            {shownKeys(pasted.split('\n'), []).map((entry) => (
              <PastedKey key={entry.identity} entry={entry} />
            ))}
          </ul>
        )}
        <div>
          <Button aria-keyshortcuts="Control+Enter" title="Ctrl+Enter in the field" onClick={add}>
            Add keys
          </Button>
        </div>
      </div>
    </div>
  );
}
