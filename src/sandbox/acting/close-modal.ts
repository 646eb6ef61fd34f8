import type { Parts } from '../parts.js';
import type { UserRecord, ViewRecord } from '../workspace/records.js';
import { closeView, stackOf, topView, viewJson } from '../workspace/view-stack.js';
import { payloadHead } from './payload-parts.js';
import { notSent, type Seen, seen } from './seen.js';
import { slackWords } from './words/slack-words.js';

/** Closes the view on top (Cancel, Back), or with `all` the whole modal (the cross). */
export const closeModal = async (parts: Parts, user: UserRecord, all: boolean): Promise<Seen> => {
  const { workspace } = parts;
  const stack = stackOf(workspace, user.id);
  const top = stack.at(-1);
  if (top === undefined) return notSent(slackWords(user).noModal);
  const everything = all || top.view.clear_on_close === true;
  const closing = everything ? [...stack].reverse() : [top];
  for (const view of closing) closeView(workspace, view);
  let last: string | null = null;
  for (const view of closing.filter((one) => one.view.notify_on_close === true))
    last = await notify(parts, user, view, everything);
  return seen({ view: topView(workspace, user.id) ?? null, deliveryId: last });
};

const notify = async (
  parts: Parts,
  user: UserRecord,
  view: ViewRecord,
  cleared: boolean,
): Promise<string> => {
  const payload = {
    type: 'view_closed',
    ...payloadHead(parts.workspace, user),
    view: viewJson(parts.workspace, view),
    is_cleared: cleared,
  };
  return (await parts.deliveries.deliver('interactive', payload, false)).id;
};
