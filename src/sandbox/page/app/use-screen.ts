import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageScreen } from '../page-screen.js';
import { ask, Refused } from './ask.js';
import type { Spot } from './place.js';
import { readMarks } from './read-marks.js';
import { useChanges } from './use-changes.js';

const AGAIN_MS = 1_000;

export interface ScreenInUse {
  readonly screen: PageScreen | undefined;
  /** False while the page waits for the server to come back. */
  readonly connected: boolean;
  /** Why nothing can be shown. */
  readonly problem: Refused | undefined;
  refresh(): Promise<void>;
}

/** What this window shows, kept up to date: asked again whenever something changes. */
export const useScreen = (spot: Spot, limit: number): ScreenInUse => {
  const [screen, setScreen] = useState<PageScreen>();
  const [problem, setProblem] = useState<Refused>();
  const [unreachable, setUnreachable] = useState(false);
  const newest = useRef(0);
  const { as, place } = spot;
  const channel = place.kind === 'channel' ? place.name : undefined;

  const refresh = useCallback(async () => {
    newest.current += 1;
    const turn = newest.current;
    try {
      const asked = { ...(channel === undefined ? {} : { channel }), limit };
      const read = as === undefined ? {} : readMarks(as);
      const shown = await ask<PageScreen>('page-screen', {
        ...asked,
        read,
        ...(as === undefined ? {} : { as }),
      });
      // A slower answer to an earlier question is old news.
      if (turn !== newest.current) return;
      setScreen(shown);
      setProblem(undefined);
      setUnreachable(false);
    } catch (error) {
      if (turn !== newest.current) return;
      // Only what the server says is worth reading; that it says nothing is the line's trouble, not the person's.
      const said = error instanceof Refused && error.status !== 0 ? error : undefined;
      setProblem(said);
      setUnreachable(said === undefined);
    }
  }, [as, channel, limit]);

  const listening = useChanges(refresh);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  // A question can fail while the line for changes stays up, and then nothing else would ask again.
  useEffect(() => {
    if (!unreachable) return;
    const again = window.setInterval(() => void refresh(), AGAIN_MS);
    return () => window.clearInterval(again);
  }, [unreachable, refresh]);
  return { screen, connected: listening && !unreachable, problem, refresh };
};
