import { type FormEvent, useState } from 'react';
import { readPlace } from '../../rules/port-map-places.ts';
import type { Protocol } from '../../rules/port-mappings.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

/** Leads to a port by its number; `udp 5353` names the protocol too. */
export function GoToPort({ onGo }: { onGo: (port: number, proto: Protocol | undefined) => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();

  function go(event: FormEvent) {
    event.preventDefault();
    const read = readPlace(text);
    setError(read.ok ? undefined : read.message);
    if (read.ok) onGo(read.port, read.proto);
  }

  return (
    <form onSubmit={go} className="flex items-start gap-2" noValidate>
      <TextField
        label="Go to port"
        mono
        inputMode="numeric"
        className="w-36"
        value={text}
        error={error}
        onChange={({ target }) => {
          setText(target.value);
          setError(undefined);
        }}
      />
      <Button type="submit" className="mt-6">
        Go
      </Button>
    </form>
  );
}
