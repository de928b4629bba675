import { Component, type ReactNode } from 'react';

/** Keeps the page alive when an overlay's code cannot be loaded, e.g. offline: the page itself does not need it. */
export class OverlayBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <p role="alert" className="fixed right-4 bottom-4 max-w-sm rounded-lg border border-line-strong bg-surface p-3">
        A part of the panel could not be loaded: search and notifications do not work. Nothing was sent. Reload the page
        when the network is back.
      </p>
    );
  }
}
