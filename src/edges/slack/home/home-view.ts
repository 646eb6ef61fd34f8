import type { HomeView, KnownBlock } from '@slack/types';
import type { PayoutView, PendingView } from '../../../features/orders/views.js';
import { OPEN_LOOK_UP } from '../action-ids.js';
import { actions, context, header, section } from '../block-kit/blocks.js';
import { button } from '../block-kit/elements.js';
import { bold } from '../block-kit/mrkdwn.js';
import { home } from '../block-kit/surfaces.js';
import { payoutRows, pendingRows } from '../lookup/pending-list.js';
import type { Viewer } from '../lookup/viewer.js';

const MOST_ROWS = 5;

/** What one person's Home shows. */
export interface HomeFacts {
  /** Whether they may decide at all; who may not is not told that nothing waits. */
  readonly decides: boolean;
  readonly pending: readonly PendingView[];
  /** For finance; empty for everybody else. */
  readonly payouts: readonly PayoutView[];
  /** What an admin sets; empty for everybody else. */
  readonly settings: readonly KnownBlock[];
}

const part = (title: string, none: string, rows: readonly PendingView[], viewer: Viewer): KnownBlock[] => [
  section(bold(title)),
  ...(rows.length === 0 ? [context([none])] : pendingRows(rows, MOST_ROWS, viewer)),
];

/** The App Home: look-up, what waits for this person with its buttons, what they asked for, and settings for admins. */
export const homeView = ({ decides, pending, payouts, settings }: HomeFacts, viewer: Viewer): HomeView => {
  const { t } = viewer;
  const mine = pending.filter((one) => one.mine);
  const stuck = pending.filter((one) => one.todo.retry.length > 0);
  return home([
    header(t('home.title')),
    section(t('home.intro')),
    actions([
      button({
        actionId: OPEN_LOOK_UP,
        text: t('home.lookUpButton'),
        label: t('home.lookUpLabel'),
        style: 'primary',
      }),
    ]),
    ...(decides ? part(t('home.decideTitle'), t('home.decideNone'), mine, viewer) : []),
    ...(stuck.length === 0
      ? []
      : [section(bold(t('home.attentionTitle'))), ...pendingRows(stuck, MOST_ROWS, viewer)]),
    ...(payouts.length === 0
      ? []
      : [section(bold(t('home.payoutTitle'))), ...payoutRows(payouts, MOST_ROWS, viewer)]),
    ...part(
      t('home.ownTitle'),
      t('home.ownNone'),
      pending.filter((one) => one.own),
      viewer,
    ),
    ...settings,
  ]);
};

/** A Home that says one thing only, in mrkdwn: to who is no member. */
export const noticeHome = (text: string): HomeView => home([section(text)]);
