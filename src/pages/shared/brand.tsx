/** The panel's mark and name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold">
      <svg viewBox="0 0 20 20" className="size-5 text-accent" aria-hidden="true" fill="none" stroke="currentColor">
        <rect x="1.5" y="3" width="17" height="6" rx="2" strokeWidth="1.8" />
        <rect x="1.5" y="11" width="17" height="6" rx="2" strokeWidth="1.8" />
      </svg>
      uwsgi.it panel
    </span>
  );
}
