import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { classifySlackError } from '../connection/classify-slack-error.js';

/** A choice on a form that decides which fields there are. */
export interface Click {
  readonly viewId: string;
  /** Of the view as it was when the choice was made. */
  readonly hash: string;
  /** Slack's time of the choice: sorts as text. */
  readonly at: string;
}

export type Redraw = (click: Click, make: () => Promise<ModalView>) => Promise<void>;

interface Drawing {
  /** Ends when everything asked for so far is drawn. */
  tail: Promise<void>;
  latest: string;
  /** The hash that each of our own drawings led to. */
  readonly next: Map<string, string>;
}

const MOST_REMEMBERED = 1_000;

/**
 * Draws a form again after choices, in their order, also when they follow each other faster than our answers: a later
 * choice carries the hash from before the earlier one was drawn. Whatever else changed the view meanwhile (it was
 * submitted, or closed) is left alone.
 */
export const createRedraw = (client: WebClient): Redraw => {
  const drawings = new Map<string, Drawing>();

  const drawingOf = (viewId: string): Drawing => {
    const known = drawings.get(viewId) ?? { tail: Promise.resolve(), latest: '', next: new Map() };
    drawings.delete(viewId);
    drawings.set(viewId, known);
    const [oldest] = drawings.keys();
    if (drawings.size > MOST_REMEMBERED && oldest !== undefined) drawings.delete(oldest);
    return known;
  };

  return async ({ viewId, hash, at }, make) => {
    const drawing = drawingOf(viewId);
    if (at > drawing.latest) drawing.latest = at;
    const draw = async (): Promise<void> => {
      // A later choice waits already, and knows this one.
      if (at < drawing.latest) return;
      let base = hash;
      for (let next = drawing.next.get(base); next !== undefined; next = drawing.next.get(base)) base = next;
      const drawn = await update(client, { viewId, hash: base, view: await make() });
      if (drawn !== undefined) drawing.next.set(base, drawn);
    };
    const turn = drawing.tail.then(draw);
    drawing.tail = turn.catch(() => undefined);
    await turn;
  };
};

/** Gives back the view's new hash; undefined when it is no longer the view that was to be drawn. */
const update = async (
  client: WebClient,
  { viewId, hash, view }: { readonly viewId: string; readonly hash: string; readonly view: ModalView },
): Promise<string | undefined> => {
  try {
    return (await client.views.update({ view_id: viewId, hash, view })).view?.hash;
  } catch (error) {
    const meaning = classifySlackError(error);
    const gone = ['not_found', 'view_not_found', 'hash_conflict'];
    if (meaning.kind === 'refused' && gone.includes(meaning.code)) return undefined;
    throw error;
  }
};
