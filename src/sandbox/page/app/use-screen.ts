import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageScreen, ScreenNews } from '../page-screen.js';
import { ask, Refused } from './ask.js';
import type { Spot } from './place.js';
import { readMarks } from './read-marks.js';
import { useChanges } from './use-changes.js';
import { withNews } from './with-news.js';

const AGAIN_MS = 1_000;

export interface ScreenInUse {
  readonly screen: PageScreen | undefined;
  /** False while the page waits for the server to come back. */
  readonly connected: boolean;
  /** Why nothing can be shown. */
  readonly problem: Refused | undefined;
  refresh(): Promise<void>;
}

/** What this window shows, kept up to date: asked for what is new whenever something changes. */
export const useScreen = (spot: Spot, limit: number, thread: string | undefined): ScreenInUse => {
  const [screen, setScreen] = useState<PageScreen>();
  const [problem, setProblem] = useState<Refused>();
  const [unreachable, setUnreachable] = useState(false);
  const newest = useRef(0);
  const held = useRef<{ readonly key: string; readonly screen: PageScreen }>(undefined);
  const { as, place } = spot;
  const channel = place.kind === 'channel' ? place.name : undefined;

  const look = useCallback(async () => {
    newest.current += 1;
    const turn = newest.current;
    const key = JSON.stringify([as, channel, limit]);
    const before = held.current?.screen;
    const known =
      held.current?.key !== key || before === undefined || before.channel === null
        ? undefined
        : { revision: before.revision, channel: before.channel, from: before.messages[0]?.ts ?? '' };
    try {
      const news = await ask<ScreenNews>('page-screen', {
        as,
        channel,
        limit,
        thread,
        known,
        read: as === undefined ? {} : readMarks(as),
      });
      // A slower answer to an earlier question is old news.
      if (turn !== newest.current) return;
      const shown = withNews(before, news);
      held.current = { key, screen: shown };
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
  }, [as, channel, limit, thread]);
  const refresh = useOneAtATime(look);

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

/** Runs at once, or, while it is running, once more afterwards: however often it is asked for meanwhile. */
const useOneAtATime = (work: () => Promise<void>): (() => Promise<void>) => {
  const running = useRef<{ readonly work: typeof work; promise: Promise<void>; next?: Promise<void> }>(
    undefined,
  );
  return useCallback(() => {
    const current = running.current;
    const start = (): Promise<void> => {
      const promise = work().finally(() => {
        if (running.current?.promise === promise) running.current = undefined;
      });
      running.current = { work, promise };
      return promise;
    };
    // What runs for another place is not waited for.
    if (current === undefined || current.work !== work) return start();
    current.next ??= current.promise.then(start);
    return current.next;
  }, [work]);
};
