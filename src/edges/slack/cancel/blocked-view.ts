import type { ModalView } from '@slack/types';
import type { OrderView } from '../../../features/orders/views.js';
import { SHOW_ORDER } from '../action-ids.js';
import { actions, header, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { message, modal, type SlackMessage } from '../block-kit/surfaces.js';
import type { Viewer } from '../lookup/viewer.js';
import { cancelTitle } from './form-view.js';

/** Every blocker at once; `blockers` are mrkdwn. */
export const blockedView = (order: OrderView, blockers: readonly string[], { t }: Viewer): ModalView => {
  const { number } = order;
  return modal({
    callbackId: 'cancel.blocked',
    title: cancelTitle(t, number),
    close: t('cancel.close'),
    blocks: [
      header(cut(t('cancel.blockedTitle', { number }), 150)),
      ...blockers.map((blocker) => section(`• ${blocker}`)),
      actions([
        button({
          actionId: SHOW_ORDER,
          value: number,
          text: t('cancel.showOrder'),
          label: cut(t('cancel.showOrderLabel', { number }), 75),
        }),
      ]),
    ],
  });
};

/** The same for somebody who closed the modal. */
export const blockedMessage = (number: string, blockers: readonly string[], { t }: Viewer): SlackMessage => {
  const text = [t('cancel.blockedText', { number }), ...blockers].join('\n');
  return message(text, [section(text)]);
};
