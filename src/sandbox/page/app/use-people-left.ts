import { useEffect, useState } from 'react';
import type { UserRecord } from '../../workspace/records.js';
import { ask, type Refused } from './ask.js';

/** Who else is there, when the person whom the window is has gone; undefined as long as nobody knows that. */
export const usePeopleLeft = (
  as: string | undefined,
  problem: Refused | undefined,
): readonly UserRecord[] | undefined => {
  const [people, setPeople] = useState<readonly UserRecord[]>();
  useEffect(() => {
    if (problem?.status !== 404) {
      setPeople(undefined);
      return;
    }
    let late = false;
    ask<readonly UserRecord[]>('people', {}).then(
      (found) => {
        if (!late) setPeople(found);
      },
      // What hinders this hinders the window too, which says so.
      () => undefined,
    );
    return () => {
      late = true;
    };
  }, [problem]);
  // It may be the place that is missing.
  if (people === undefined || people.some(({ id, email }) => id === as || email === as)) return undefined;
  return people.filter(({ isBot, deleted }) => !isBot && !deleted);
};
