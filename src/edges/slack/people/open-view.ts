import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Translate } from '../../../words/translator.js';
import { section } from '../block-kit/blocks.js';
import { modal } from '../block-kit/surfaces.js';
import { classifySlackError } from '../connection/classify-slack-error.js';

/** What became of drawing a view again. */
export type Shown =
  | 'shown'
  /** The person closed it meanwhile: no error, but whatever they must know has to reach them another way. */
  | 'closed'
  /** It was drawn again by something later than the hash that was given. */
  | 'outdated';

/** A modal on the person's screen. */
export interface OpenView {
  readonly viewId: string;
  /** Draws it again; with `hash` only if nothing else did meanwhile. Throws what Slack answers otherwise. */
  show(view: ModalView, hash?: string): Promise<Shown>;
}

export const openView = (client: WebClient, viewId: string): OpenView => ({
  viewId,
  async show(view, hash) {
    try {
      await client.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) });
      return 'shown';
    } catch (error) {
      const meaning = classifySlackError(error);
      if (meaning.kind !== 'refused') throw error;
      if (meaning.code === 'not_found' || meaning.code === 'view_not_found') return 'closed';
      if (meaning.code === 'hash_conflict') return 'outdated';
      throw error;
    }
  },
});

/** A view with one paragraph (mrkdwn, escaped already): while something is looked up, or instead of it. */
export const noticeView = (t: Translate, text: string): ModalView =>
  modal({
    callbackId: 'notice',
    title: t('people.title'),
    close: t('people.close'),
    blocks: [section(text)],
  });

/** What is opened at once, while the trigger lives; it says nothing about any order. */
export const loadingView = (t: Translate): ModalView => noticeView(t, t('people.loading'));
