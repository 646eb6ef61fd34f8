import { createContext, useContext } from 'react';
import type { Entry } from '../../acting/entered-value.js';
import type { Where } from '../../acting/screen.js';
import type { JsonObject } from '../../workspace/json.js';

/** One interactive element and the block in which it stands. */
export interface Placed {
  readonly block: JsonObject;
  readonly element: JsonObject;
}

/** The message, modal or Home on which blocks stand: what is entered there, and how it is acted upon. */
export interface Surface {
  readonly where: Where;
  /** The element's state as Slack keeps it, what this person has just entered included. */
  stateOf(placed: Placed): JsonObject | undefined;
  /** Enters a value, or clicks when there is none; asks the element's confirmation dialog first. */
  act(placed: Placed, value?: Entry): Promise<void>;
  /** Notes what is being typed; it is sent when the field is left or the form submitted. */
  type(placed: Placed, text: string): void;
  errorOf(blockId: string): string | undefined;
  /** Ids in the document must differ between surfaces. */
  readonly prefix: string;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export const useSurface = (): Surface => {
  const surface = useContext(SurfaceContext);
  if (surface === undefined) throw new Error('an element stands outside of a message or view');
  return surface;
};
