import { createContext, useContext } from 'react';
import type { Seen } from '../../acting/seen.js';
import type { JsonObject } from '../../workspace/json.js';
import type { PageScreen, ShownPerson } from '../page-screen.js';
import type { Place } from './place.js';

/** What can be done in the window; the same for as long as it is one person's, so that what uses only this is not drawn anew. */
export interface Tools {
  go(place: Place): void;
  be(person: string, place?: Place): void;
  /** Does something as the person, one act after another, and says what Slack would say about it. */
  act(operation: string, input: object): Promise<Seen | undefined>;
  /** Asks a confirmation dialog of Slack's. */
  confirm(dialog: JsonObject): Promise<boolean>;
  say(notice: string): void;
  /** Opens the thread of a message beside the channel; undefined closes it. */
  openThread(ts: string | undefined): void;
}

/** What every part of the window may use. */
export interface WindowTools extends Tools {
  readonly screen: PageScreen;
  readonly me: ShownPerson;
  readonly place: Place;
}

/** Who and what can be named in a text. */
export interface Names {
  readonly people: readonly ShownPerson[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly shortcuts: PageScreen['shortcuts'];
}

export const WindowContext = createContext<WindowTools | undefined>(undefined);

export const ToolsContext = createContext<Tools | undefined>(undefined);
export const NamesContext = createContext<Names>({ people: [], channels: [], shortcuts: [] });

/** For what stands in messages: there can be thousands, and what they show does not hang on the rest of the screen. */
export const useTools = (): Tools => {
  const tools = useContext(ToolsContext);
  if (tools === undefined) throw new Error('a part of the page stands outside of its window');
  return tools;
};
export const useNames = (): Names => useContext(NamesContext);

export const useWindow = (): WindowTools => {
  const tools = useContext(WindowContext);
  if (tools === undefined) throw new Error('a part of the page stands outside of its window');
  return tools;
};
