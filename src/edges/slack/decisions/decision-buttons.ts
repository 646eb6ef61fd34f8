import type { Button } from '@slack/types';
import { APPROVE_REQUEST, REJECT_REQUEST } from '../action-ids.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { money, type Viewer } from '../lookup/viewer.js';

/** Approve and Reject on one step, the same wherever they stand; `primary` where Approve is the main thing there. */
export const decisionButtons = (
  on: {
    readonly requestId: string;
    readonly position: number;
    readonly hash12: string;
    readonly number: string;
    /** Minor units: the whole of what is to be cancelled. */
    readonly amount: bigint;
    readonly currency: string;
  },
  viewer: Viewer,
  { primary }: { readonly primary: boolean },
): Button[] => {
  const { t } = viewer;
  // Plain text: nothing is escaped in labels and dialogs.
  const number = cut(on.number, 30);
  const amount = money(viewer, on.amount, on.currency);
  const value = `${on.requestId}.${on.position}.${on.hash12}`;
  return [
    button({
      actionId: APPROVE_REQUEST,
      value,
      text: t('messages.approve'),
      label: cut(t('messages.approveLabel', { number, amount }), 75),
      ...(primary ? { style: 'primary' } : {}),
      confirm: {
        title: t('messages.approveTitle'),
        text: cut(t('messages.approveText', { number, amount }), 300),
        confirm: t('messages.approve'),
        deny: t('messages.notNow'),
      },
    }),
    button({
      actionId: REJECT_REQUEST,
      value,
      text: t('messages.reject'),
      label: cut(t('messages.rejectLabel', { number, amount }), 75),
    }),
  ];
};
