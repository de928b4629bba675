import { lazy, type ReactNode } from 'react';

/**
 * A part that is loaded when it is first drawn, inside a `Suspense`. Where that fails, e.g. offline, `otherwise` is drawn in
 * its place until the page is loaded again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<(props: Props) => ReactNode>,
  otherwise: (props: Props) => ReactNode,
) {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: otherwise }),
    ),
  );
}
