import { useIsFetching } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter, useRouterState } from '@tanstack/react-router';
import { Menu, Search, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useSignOutWithQuestion } from '../../queries/session.ts';
import { useSession } from '../../session/session.ts';
import { PAGE_TITLE_ID } from '../../ui/document-title.ts';
import { useKeptFocus } from '../../ui/keep-focus.ts';
import { dismissAll } from '../../ui/notifications.ts';
import { useWasIdle } from '../../ui/when-idle.ts';
import { Brand } from '../shared/brand.tsx';
import { MainNavigation } from './main-navigation.tsx';
import { OverlayBoundary } from './overlay-boundary.tsx';
import { SessionFooter } from './session-footer.tsx';
import { useEscape } from './use-escape.ts';
import { useSearchShortcut } from './use-search-shortcut.ts';

// Overlays are not needed for the first row, so they are fetched when idle or when first asked for (design.md §3).
const FrameFoot = lazy(() => import('./frame-foot.tsx').then((module) => ({ default: module.FrameFoot })));
const SearchDialog = lazy(() => import('./search-dialog.tsx').then((module) => ({ default: module.SearchDialog })));
const SignOutDialog = lazy(() => import('./sign-out-dialog.tsx').then((module) => ({ default: module.SignOutDialog })));
const PasswordDialog = lazy(() =>
  import('./password-dialog.tsx').then((module) => ({ default: module.PasswordDialog })),
);

/** What surrounds every signed-in page: navigation, search, the session, notifications (screens.md "Frame"). */
export function Frame() {
  const session = useSession();
  const router = useRouter();
  const pathname = useLocation({ select: (location) => location.pathname });
  const signOut = useSignOutWithQuestion();
  const [searchOpen, setSearchOpen] = useState(false);
  const [menuOpenAt, setMenuOpenAt] = useState<string | null>(null);
  const main = useRef<HTMLElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const shownPathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const announcedPathname = useRef(shownPathname);
  const firstLoads = useIsFetching({
    predicate: (query) => query.state.status === 'pending' && query.getObserversCount() > 0,
  });
  const stands = useWasIdle(firstLoads === 0);
  useSearchShortcut(() => setSearchOpen(true));
  useKeptFocus(main);
  const menuOpen = menuOpenAt === pathname;
  useEscape(menuOpen, closeMenu);

  // The focus must not stay in what is hidden now.
  function closeMenu() {
    setMenuOpenAt(null);
    menuButton.current?.focus();
  }

  // A new page must be announced and reached by keyboard, which a single-page navigation does not do by itself. Only
  // once it is shown: before that the focus is still on the link that led here. Focus within the page (its tabs) stays.
  useEffect(() => {
    const before = announcedPathname.current;
    announcedPathname.current = shownPathname;
    if (before === undefined || before === shownPathname) return;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [shownPathname]);

  // Signing out, here or by a fault, leaves nothing to show, and no Undo for whoever signs in next.
  useEffect(() => {
    if (session.status !== 'signed-out') return;
    dismissAll();
    // Who did not choose the moment here finds what they typed where they left it.
    void router.navigate({ to: '/sign-in', search: session.elsewhere ? { returnTo: router.state.location.href } : {} });
  }, [session, router]);

  if (session.status === 'signed-out') return null;

  return (
    <div className="flex min-h-dvh flex-col bg-ground text-text lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-3 py-2 text-accent-text focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 border-line border-b bg-ground lg:h-dvh lg:border-r lg:border-b-0 max-lg:low:static">
        <div className="flex h-14 items-center gap-2 px-4 lg:hidden">
          <Brand />
          <button
            type="button"
            aria-label="Search"
            onClick={() => setSearchOpen(true)}
            className="ml-auto grid size-11 place-items-center rounded-lg hover:bg-sunken"
          >
            <Search aria-hidden="true" className="size-5" />
          </button>
          <button
            ref={menuButton}
            type="button"
            aria-label="Menu"
            aria-expanded={menuOpen}
            aria-controls="main-menu"
            onClick={() => setMenuOpenAt(menuOpen ? null : pathname)}
            className="grid size-11 place-items-center rounded-lg hover:bg-sunken"
          >
            {menuOpen ? <X aria-hidden="true" className="size-5" /> : <Menu aria-hidden="true" className="size-5" />}
          </button>
        </div>
        <div
          id="main-menu"
          className={`${menuOpen ? 'flex' : 'hidden'} max-h-[calc(100dvh-3.5rem)] flex-col overflow-y-auto border-line border-t p-3 lg:flex lg:h-full lg:max-h-none lg:border-t-0`}
        >
          <div className="hidden px-2 pt-2 pb-5 lg:block">
            <Brand />
          </div>
          <button
            type="button"
            onClick={() => setSearchOpen(true)}
            aria-label="Search"
            aria-keyshortcuts="Control+K Meta+K"
            className="mb-4 hidden h-8.5 items-center justify-between rounded-lg border border-line-strong bg-surface px-2.5 text-muted hover:border-muted lg:flex"
          >
            Search
            <kbd className="rounded border border-line px-1.5 font-mono text-xs">Ctrl K</kbd>
          </button>
          <MainNavigation onFollow={closeMenu} />
          <SessionFooter connection={session.connection} onSignOut={signOut.ask} />
        </div>
      </header>
      <div className="flex min-w-0 grow flex-col">
        <main
          ref={main}
          id="content"
          tabIndex={-1}
          aria-labelledby={PAGE_TITLE_ID}
          aria-busy={firstLoads > 0}
          className="mx-auto w-full max-w-6xl grow px-4 pt-6 pb-[calc(1.5rem+var(--foot-toasts))] outline-none sm:px-8 lg:px-6 xl:px-8"
        >
          <Outlet />
        </main>
        {stands ? (
          <OverlayBoundary
            place="bottom"
            failure="A part of the panel could not be loaded. The end of a change, a lost connection and what other tabs do are not told here: look at the fresh data. Reload the page when the network is back."
          >
            <Suspense fallback={null}>
              <FrameFoot apiUrl={session.connection.apiUrl} />
            </Suspense>
          </OverlayBoundary>
        ) : null}
      </div>
      {searchOpen ? (
        <OverlayBoundary
          place="middle"
          failure="Search could not be loaded. All else works. Reload the page when the network is back."
        >
          <Suspense fallback={null}>
            <SearchDialog onClose={() => setSearchOpen(false)} onSignOut={signOut.ask} />
          </Suspense>
        </OverlayBoundary>
      ) : null}
      {signOut.question ? (
        <OverlayBoundary
          place="middle"
          failure="A change is under way or not saved, and the question about it could not be loaded. You are not signed out. Wait for its end or save it, or close the tab to sign out."
        >
          <Suspense fallback={null}>
            <SignOutDialog
              isOver={signOut.isOver}
              unsaved={signOut.question.unsaved}
              onStay={signOut.stay}
              onSignOut={signOut.signOut}
            />
          </Suspense>
        </OverlayBoundary>
      ) : null}
      {session.status === 'locked' ? (
        <OverlayBoundary
          place="top"
          failure="The API no longer accepts this tab's sign-in, and the dialog that asks for the password could not be loaded. A change you just asked for is not repeated. Sign out and in again, or reload the page when the network is back."
        >
          <Suspense fallback={null}>
            <PasswordDialog connection={session.connection} />
          </Suspense>
        </OverlayBoundary>
      ) : null}
    </div>
  );
}
