import { may } from '../../../features/access/rights.js';
import { readChannels } from '../../../features/notifications/read-channels.js';
import { listPayouts } from '../../../features/orders/list-payouts.js';
import { listPending } from '../../../features/orders/list-pending.js';
import { translator } from '../../../words/translator.js';
import type { SlackDeps } from '../deps.js';
import type { Viewer } from '../lookup/viewer.js';
import { sayRefusal } from '../people/say-refusal.js';
import { whoIs } from '../people/who-is.js';
import { settingsBlocks } from '../settings/settings-blocks.js';
import { homeView, noticeHome } from './home-view.js';

/** Draws somebody's Home from what is true now. Throws what Slack answers. */
export const publishHome = async (
  deps: SlackDeps,
  who: { readonly teamId: string; readonly userId: string },
): Promise<void> => {
  const { db, people, interactive } = deps;
  const identified = await whoIs(deps, who);
  const viewer = viewerOf(identified.ok ? identified.member : { locale: people.localeOf(who.userId) });
  const publish = (view: ReturnType<typeof homeView>) =>
    interactive.views.publish({ user_id: who.userId, view });
  if (!identified.ok) {
    await publish(noticeHome(await sayRefusal(deps, viewer.t, identified.refusal)));
    return;
  }
  const { member } = identified;
  const admin = may(member, 'channels.manage');
  const facts = {
    decides: may(member, 'requests.decide.manager') || may(member, 'requests.decide.finance'),
    pending: await listPending(db, member),
    payouts: await listPayouts(db, member),
    settings: admin ? settingsBlocks(await readChannels(db), viewer.t) : [],
  };
  await publish(homeView(facts, viewer));
};

const viewerOf = (person: {
  readonly locale?: string | null | undefined;
  readonly timezone?: string | null | undefined;
}): Viewer => {
  const locale = person.locale ?? 'en-US';
  return { t: translator(locale), locale, timezone: person.timezone ?? 'UTC' };
};
