import { Component, type ReactNode } from 'react';

export interface OverlayBoundaryProps {
  /** What does not work now and what to do about it, in words. */
  failure: string;
  /** Above the sentences of overlays that may have failed before. */
  place: 'bottom' | 'middle' | 'top';
  children: ReactNode;
}

const PLACES = { bottom: 'bottom-4', middle: 'bottom-32', top: 'top-4' };

/**
 * Keeps the page alive when an overlay's code cannot be loaded, e.g. offline: the page itself does not need it, and nor
 * do the other overlays.
 */
export class OverlayBoundary extends Component<OverlayBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    const { failure, place, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <p
        role="alert"
        className={`fixed right-4 z-30 max-w-sm rounded-lg border border-line-strong bg-surface p-3 ${PLACES[place]}`}
      >
        {failure}
      </p>
    );
  }
}
