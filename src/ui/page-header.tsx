import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { PAGE_TITLE_ID } from './document-title.ts';

export type PageHeaderProps = {
  title: string;
  /** For titles that are addresses. */
  mono?: boolean;
  breadcrumb?: ReactNode;
  subtitle?: ReactNode;
  /** At the right: meters, the age of the data, buttons. */
  actions?: ReactNode;
};

/** The head of a page: where it is, its one h1, what can be done. The actions wrap below the title when there is no room. */
export function PageHeader({ title, mono, breadcrumb, subtitle, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {breadcrumb && (
          <nav aria-label="Breadcrumb" className="mb-1 text-muted">
            {breadcrumb}
          </nav>
        )}
        <h1
          id={PAGE_TITLE_ID}
          className={classNames('text-[1.375rem]/8 wrap-anywhere', mono ? 'font-mono' : 'font-medium')}
        >
          {title}
        </h1>
        {subtitle && <div className="text-muted wrap-anywhere">{subtitle}</div>}
      </div>
      {actions && <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-3">{actions}</div>}
    </header>
  );
}
