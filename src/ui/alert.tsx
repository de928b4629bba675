import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type AlertTone = 'danger' | 'warning' | 'info';

export type AlertProps = {
  tone?: AlertTone;
  title?: string;
  children?: ReactNode;
  /** The next step: a button or a link. */
  action?: ReactNode;
  className?: string;
};

const TONES: Record<AlertTone, { box: string; icon: string; Icon: typeof Info }> = {
  danger: { box: 'border-danger/40 bg-danger-ground', icon: 'text-danger', Icon: CircleAlert },
  warning: { box: 'border-line-strong bg-sunken', icon: 'text-danger', Icon: TriangleAlert },
  info: { box: 'border-accent/30 bg-accent-ground', icon: 'text-accent', Icon: Info },
};

function Box({ tone, title, children, action, className, role }: AlertProps & { tone: AlertTone; role?: 'alert' }) {
  const { box, icon, Icon } = TONES[tone];
  return (
    <div role={role} className={classNames('flex gap-2.5 rounded-lg border px-3 py-2.5', box, className)}>
      <Icon size={16} className={classNames('mt-0.5 shrink-0', icon)} />
      <div className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-64 wrap-anywhere">
          {title && <p className="font-medium">{title}</p>}
          {children && <div>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}

/** Something failed or needs the person now: read aloud at once (screens.md: failures that belong to no field). */
export function Alert({ tone = 'danger', ...rest }: AlertProps) {
  return <Box role="alert" tone={tone} {...rest} />;
}

/** Something worth knowing that interrupts nobody. */
export function Notice({ tone = 'info', ...rest }: AlertProps) {
  return <Box tone={tone} {...rest} />;
}
