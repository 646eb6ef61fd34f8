import type { ReactNode } from 'react';
import { ask } from '../ask.js';
import { problemText } from '../problem-text.js';
import { useWindow } from '../window-context.js';
import { useWords } from '../words-context.js';
import './faults.css';
import { countOf } from './switches.js';

/** Stands in every window while anything is made to go wrong, so that nobody forgets. */
export const TroubleMark = (): ReactNode => {
  const all = useWords();
  const words = all.trouble;
  const { screen, place, go, say } = useWindow();
  const count = countOf(screen.troubles);
  const off = (): void => {
    ask('clear-faults', {}).catch((error: unknown) => say(problemText(error, all)));
  };
  return (
    <div className="trouble-mark" role="status">
      {count === 0 ? null : (
        <>
          <span>{words.on(count)}</span>
          {place.kind === 'trouble' ? null : (
            <button type="button" className="link" onClick={() => go({ kind: 'trouble' })}>
              {words.show}
            </button>
          )}
          <button type="button" className="link" onClick={off}>
            {words.switchOff}
          </button>
        </>
      )}
    </div>
  );
};
