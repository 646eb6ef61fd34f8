import type { ReactNode } from 'react';
import type { UserRecord } from '../../workspace/records.js';
import { goTo, type Place } from './place.js';
import { useWords } from './words-context.js';

/** So many are shown; the others are found once one is somebody. */
const SHOWN = 60;

/** Those whom a window can be whose person has gone. */
export const PeopleLeft = ({
  people,
  place,
}: {
  readonly people: readonly UserRecord[];
  readonly place: Place;
}): ReactNode => {
  const words = useWords().window;
  return (
    <ul className="people-left" aria-label={words.beSomebodyElse}>
      {people.slice(0, SHOWN).map(({ id, email, name, title }) => (
        <li key={id}>
          <button type="button" className="button" onClick={() => goTo({ as: email ?? id, place })}>
            {name}
          </button>{' '}
          <span className="small">{title}</span>
        </li>
      ))}
      {people.length > SHOWN ? <li className="small">{words.morePeople(people.length - SHOWN)}</li> : null}
    </ul>
  );
};
