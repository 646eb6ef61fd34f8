import type { HomeView, KnownBlock } from '@slack/types';
import type { PendingView } from '../../../features/orders/views.js';
import { OPEN_LOOK_UP } from '../action-ids.js';
import { actions, context, header, section } from '../block-kit/blocks.js';
import { button } from '../block-kit/elements.js';
import { bold } from '../block-kit/mrkdwn.js';
import { home } from '../block-kit/surfaces.js';
import { pendingRows } from '../lookup/pending-list.js';
import type { Viewer } from '../lookup/viewer.js';

const MOST_ROWS = 5;

/** What one person's Home shows. */
export interface HomeFacts {
  /** Whether they may decide at all; who may not is not told that nothing waits. */
  readonly decides: boolean;
  readonly pending: readonly PendingView[];
  /** What an admin sets; empty for everybody else. */
  readonly settings: readonly KnownBlock[];
}

const part = (title: string, none: string, rows: readonly PendingView[], viewer: Viewer): KnownBlock[] => [
  section(bold(title)),
  ...(rows.length === 0 ? [context([none])] : pendingRows(rows, MOST_ROWS, viewer)),
];

/** The App Home: look-up, what waits for this person, what they asked for, and settings for admins. */
export const homeView = ({ decides, pending, settings }: HomeFacts, viewer: Viewer): HomeView => {
  const { t } = viewer;
  const mine = pending.filter((one) => one.mine);
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
    mine.length === 0 ? undefined : context([t('lookup.decideWhere')]),
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
