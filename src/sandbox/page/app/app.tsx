import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { languageOf } from '../../workspace/language.js';
import type { Refused } from './ask.js';
import { PeopleLeft } from './people-left.js';
import { goTo, hashOf, type Place, useSpot } from './place.js';
import { problemText } from './problem-text.js';
import { usePeopleLeft } from './use-people-left.js';
import { useScreen } from './use-screen.js';
import { Window } from './window.js';
import { LanguageContext, useWords } from './words-context.js';

const FIRST_MESSAGES = 100;

/** How far back one looks in a place, and the thread that is open there; another place begins anew. */
interface OpenHere {
  readonly at: string;
  readonly limit: number;
  readonly thread: string | undefined;
}

/** The page: one person's window, as soon as there is something to show. */
export const App = (): ReactNode => {
  const spot = useSpot();
  const at = hashOf(spot);
  const [open, setOpen] = useState<OpenHere>({ at, limit: FIRST_MESSAGES, thread: undefined });
  const { limit, thread } = open.at === at ? open : { limit: FIRST_MESSAGES, thread: undefined };
  const { screen, connected, problem, refresh } = useScreen(spot, limit, thread);
  const left = usePeopleLeft(spot.as, problem);
  const more = useCallback(() => setOpen({ at, limit: limit * 4, thread }), [at, limit, thread]);
  const openThread = useCallback(
    (ts: string | undefined) =>
      setOpen((before) => ({ at, limit: before.at === at ? before.limit : FIRST_MESSAGES, thread: ts })),
    [at],
  );
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
      {screen === undefined || screen.me === null || left !== undefined ? (
        <Waiting team={screen?.team} problem={problem}>
          {left !== undefined && left.length > 0 ? (
            <PeopleLeft people={left} place={spot.place} />
          ) : problem === undefined ? null : (
            <LeaveButton place={spot.place} />
          )}
        </Waiting>
      ) : (
        <Window
          screen={screen}
          me={screen.me}
          spot={spot}
          problem={problem}
          connected={connected}
          refresh={refresh}
          more={more}
          openThread={openThread}
        />
      )}
    </LanguageContext>
  );
};

/** What stands there until there is a window. */
const Waiting = (props: {
  readonly team: string | undefined;
  readonly problem: Refused | undefined;
  readonly children: ReactNode;
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
      {props.children}
    </main>
  );
};

/** Makes the window whoever comes first. */
const LeaveButton = ({ place }: { readonly place: Place }): ReactNode => {
  const words = useWords().window;
  return (
    <button type="button" className="button" onClick={() => goTo({ as: undefined, place })}>
      {words.beSomebodyElse}
    </button>
  );
};
