import { type ReactNode, useId } from 'react';

/** A group of what the API tells about a container. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b pb-2">
        <h2 id={id} className="font-medium text-base">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Names and values, one pair a line. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid items-baseline grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      {children}
    </dl>
  );
}

/** One pair. A value that the API leaves empty is said to be so, never left blank. */
export function Fact({ name, mono, children }: { name: string; mono?: boolean; children: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === '';
  return (
    <div className="contents">
      <dt className="text-muted">{name}</dt>
      <dd className={`min-w-0 wrap-anywhere ${mono && !isEmpty ? 'font-mono text-small leading-5' : ''}`}>
        {isEmpty ? <span className="text-muted">none</span> : children}
      </dd>
    </div>
  );
}

/** A secret is never shown, only whether there is one (design.md §8). */
export function SecretFact({ name, value }: { name: string; value: string | null | undefined }) {
  return <Fact name={name}>{value ? 'set' : <span className="text-muted">not set</span>}</Fact>;
}
