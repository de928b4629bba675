import { useRouter } from '@tanstack/react-router';
import { currentConnection, isSignedInAs } from '../../session/session.ts';

/**
 * Where the person is when something that took its time has ended. `gone`: whoever looks on is not who asked, and is
 * told nothing. `elsewhere`: a toast, and no change of page.
 */
export type Whereabouts = 'here' | 'elsewhere' | 'gone';

/** To call when the person asks for something; what it gives back tells, at the end, where they are by then. */
export function useWhereabouts(
  routeId: string,
  params: Readonly<Record<string, string>> = {},
): () => () => Whereabouts {
  const router = useRouter();
  const isHere = () =>
    router.state.matches.some(
      (match) =>
        match.routeId === routeId &&
        Object.entries(params).every(([name, value]) => (match.params as Record<string, string>)[name] === value),
    );
  return () => {
    const connection = currentConnection();
    return () => {
      if (!isSignedInAs(connection)) return 'gone';
      return isHere() ? 'here' : 'elsewhere';
    };
  };
}
