import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { languageOf } from '../../workspace/language.js';
import type { Refused } from './ask.js';
import { goTo, useSpot } from './place.js';
import { problemText } from './problem-text.js';
import { useScreen } from './use-screen.js';
import { Window } from './window.js';
import { LanguageContext, useWords } from './words-context.js';

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
  // Before anybody is there, the browser's language is the best guess.
  const language = languageOf(screen?.me?.locale ?? navigator.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageContext value={language}>
      {screen === undefined || screen.me === null ? (
        <Waiting
          team={screen?.team}
          problem={problem}
          onLeave={() => goTo({ as: undefined, place: spot.place })}
        />
      ) : (
        <Window
          screen={screen}
          me={screen.me}
          spot={spot}
          problem={problem}
          connected={connected}
          refresh={refresh}
          more={more}
        />
      )}
    </LanguageContext>
  );
};

/** What stands there until there is a window. */
const Waiting = (props: {
  readonly team: string | undefined;
  readonly problem: Refused | undefined;
  readonly onLeave: () => void;
}): ReactNode => {
  const words = useWords();
  return (
    <main className="waiting">
      <h1>{props.team ?? words.window.workspace}</h1>
      <p role="status">
        {props.problem === undefined
          ? props.team === undefined
            ? words.window.loading
            : words.window.nobody
          : problemText(props.problem, words)}
      </p>
      {props.problem === undefined ? null : (
        <button type="button" className="button" onClick={props.onLeave}>
          {words.window.beSomebodyElse}
        </button>
      )}
    </main>
  );
};
