import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { goTo, useSpot } from './place.js';
import { useScreen } from './use-screen.js';
import { Window } from './window.js';

const FIRST_MESSAGES = 100;

/** The page: one person's window, as soon as there is something to show. */
export const App = (): ReactNode => {
  const spot = useSpot();
  const [limit, setLimit] = useState(FIRST_MESSAGES);
  const { screen, connected, problem, refresh } = useScreen(spot, limit);
  const more = useCallback(() => setLimit((before) => before * 4), []);
  const first = screen?.me?.email ?? screen?.me?.id;
  // Who comes first is named in the address, so that the window stays who it is.
  useEffect(() => {
    if (spot.as === undefined && first !== undefined) goTo({ as: first, place: spot.place });
  }, [spot.as, spot.place, first]);
  if (screen === undefined || screen.me === null)
    return (
      <main className="waiting">
        <h1>{screen?.team ?? 'Workspace'}</h1>
        <p role="status">
          {problem ?? (screen === undefined ? 'Loading…' : 'Nobody is in this workspace yet.')}
        </p>
        {problem === undefined ? null : (
          <button type="button" className="button" onClick={() => goTo({ as: undefined, place: spot.place })}>
            Be somebody else
          </button>
        )}
      </main>
    );
  return (
    <Window
      screen={screen}
      me={screen.me}
      spot={spot}
      trouble={problem ?? (connected ? undefined : 'The connection is lost. Trying again…')}
      refresh={refresh}
      more={more}
    />
  );
};
