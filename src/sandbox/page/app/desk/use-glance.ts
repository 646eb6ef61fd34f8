import { useEffect, useState } from 'react';
import type { Glance } from '../../../desk-port.js';
import { ask } from '../ask.js';
import { useLanguage } from '../words-context.js';

const EVERY_MS = 1_500;

/** What is under way, asked again every moment as long as somebody looks; and why it is not the newest, if it is not. */
export const useGlance = (): { readonly glance: Glance | undefined; readonly problem: unknown } => {
  const locale = useLanguage();
  const [glance, setGlance] = useState<Glance>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let timer: number | undefined;
    let gone = false;
    const look = async (): Promise<void> => {
      try {
        // A page in the background costs nothing.
        if (!document.hidden) {
          setGlance(await ask<Glance>('glance', { locale }));
          setProblem(undefined);
        }
      } catch (error) {
        setProblem(error);
      }
      if (!gone) timer = window.setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [locale]);
  return { glance, problem };
};
