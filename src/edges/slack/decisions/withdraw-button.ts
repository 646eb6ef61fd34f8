import type { Button } from '@slack/types';
import { WITHDRAW_REQUEST } from '../action-ids.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import type { Viewer } from '../lookup/viewer.js';

/** Withdraw, for whoever asked, the same wherever it stands. */
export const withdrawButton = (
  { requestId, number }: { readonly requestId: string; readonly number: string },
  { t }: Viewer,
): Button =>
  button({
    actionId: WITHDRAW_REQUEST,
    value: requestId,
    text: t('lookup.withdrawButton'),
    label: cut(t('lookup.withdrawLabel', { number }), 75),
    confirm: {
      title: t('lookup.withdrawTitle'),
      text: cut(t('lookup.withdrawText', { number }), 300),
      confirm: t('lookup.withdrawConfirm'),
      deny: t('lookup.withdrawDeny'),
    },
  });
