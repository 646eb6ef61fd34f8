import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { plain } from './text.js';

/** A message before it has a channel. `text` is the notification and all that a screen reader hears: say everything. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export const message = (text: string, blocks: readonly (KnownBlock | undefined)[]): SlackMessage => ({
  text,
  blocks: present(blocks),
});

/** A modal; with a submit button only where it can be submitted. */
export const modal = (input: {
  readonly callbackId: string;
  readonly title: string;
  readonly close: string;
  readonly submit?: string;
  /** Ids only, at most 3,000 characters; it passes through the person's client. */
  readonly metadata?: string;
  readonly blocks: readonly (KnownBlock | undefined)[];
  readonly notifyOnClose?: boolean;
}): ModalView => ({
  type: 'modal',
  callback_id: input.callbackId,
  title: plain(input.title),
  close: plain(input.close),
  blocks: present(input.blocks),
  ...(input.submit === undefined ? {} : { submit: plain(input.submit) }),
  ...(input.metadata === undefined ? {} : { private_metadata: input.metadata }),
  ...(input.notifyOnClose === undefined ? {} : { notify_on_close: input.notifyOnClose }),
});

export const home = (blocks: readonly (KnownBlock | undefined)[]): HomeView => ({
  type: 'home',
  blocks: present(blocks),
});

/** Blocks are written with `condition ? block : undefined` in their place; this drops the empty places. */
const present = (blocks: readonly (KnownBlock | undefined)[]): KnownBlock[] =>
  blocks.filter((block) => block !== undefined);
