import { createContext, useContext } from 'react';
import type { Seen } from '../../acting/seen.js';
import type { JsonObject } from '../../workspace/json.js';
import type { PageScreen, ShownPerson } from '../page-screen.js';
import type { Place } from './place.js';

/** What every part of the window may use. */
export interface WindowTools {
  readonly screen: PageScreen;
  readonly me: ShownPerson;
  readonly place: Place;
  go(place: Place): void;
  be(person: string, place?: Place): void;
  /** Does something as the person, one act after another, and says what Slack would say about it. */
  act(operation: string, input: object): Promise<Seen | undefined>;
  /** Asks a confirmation dialog of Slack's. */
  confirm(dialog: JsonObject): Promise<boolean>;
  say(notice: string): void;
}

export const WindowContext = createContext<WindowTools | undefined>(undefined);

export const useWindow = (): WindowTools => {
  const tools = useContext(WindowContext);
  if (tools === undefined) throw new Error('a part of the page stands outside of its window');
  return tools;
};
