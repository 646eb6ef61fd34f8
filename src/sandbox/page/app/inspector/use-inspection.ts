import { useCallback, useEffect, useRef, useState } from 'react';
import type { Inspection } from '../../../inspect/exchange.js';
import { ask, Refused } from '../ask.js';
import { useChanges } from '../use-changes.js';
import type { Subject } from './inspect-context.js';

const CHANGES = ['call', 'delivery', 'record'];
/** Payloads come in bursts; they are read together. */
const TOGETHER_MS = 120;
const FIRST = 100;

/** What the inspector shows of a subject, or of everything, kept up to date. */
export const useInspection = (
  subject: Subject | undefined,
): { readonly inspection: Inspection | undefined; readonly gone: boolean; more(): void } => {
  const [inspection, setInspection] = useState<Inspection>();
  const [gone, setGone] = useState(false);
  const [limit, setLimit] = useState(FIRST);
  const due = useRef<number>(undefined);
  const about = JSON.stringify(
    subject === undefined
      ? {}
      : subject.kind === 'message'
        ? { message: { channel: subject.channel, ts: subject.ts } }
        : { viewId: subject.viewId },
  );
  const look = useCallback(async () => {
    due.current = undefined;
    try {
      setInspection(await ask<Inspection>('inspect', { ...JSON.parse(about), limit }));
      setGone(false);
    } catch (problem) {
      // Forgotten meanwhile; that the line is down is said by the window.
      setGone(problem instanceof Refused && problem.status !== 0);
    }
  }, [about, limit]);
  useEffect(() => {
    void look();
    return () => window.clearTimeout(due.current);
  }, [look]);
  useChanges(async () => {
    due.current ??= window.setTimeout(() => void look(), TOGETHER_MS);
  }, CHANGES);
  const more = useCallback(() => setLimit((before) => Math.min(1_000, before * 4)), []);
  return { inspection, gone, more };
};
