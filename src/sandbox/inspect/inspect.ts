import { NoSuchRecord } from '../acting/find-person.js';
import type { Parts } from '../parts.js';
import type { MessageKey, ViewRecord } from '../workspace/records.js';
import type { Workspace } from '../workspace/workspace.js';
import type { ExchangeHead, Inspection } from './exchange.js';
import { headOfCall, headOfDelivery } from './exchanges.js';
import { limitsOfMessage, limitsOfView } from './limits.js';
import { homeLink, isTie, type Links, linksOfCall, linksOfDelivery, messageLink, viewLink } from './links.js';

/** What is looked at: a message, a view (with its whole stack), or everything. */
export interface Inspected {
  readonly message?: MessageKey | undefined;
  readonly viewId?: string | undefined;
  readonly limit: number;
}

interface Noted {
  readonly links: Links;
  readonly at: number;
  head(): ExchangeHead;
}

/** The payloads that went both ways for something, and the limits it comes near. Throws NoSuchRecord. */
export const inspect = (parts: Parts, { message: key, viewId, limit }: Inspected): Inspection => {
  const { workspace } = parts;
  const noted = allNoted(parts);
  if (key !== undefined) {
    const message = workspace.store.get('messages', `${key.channel}/${key.ts}`);
    if (message === undefined) throw new NoSuchRecord(`there is no message ${key.ts} in ${key.channel}`);
    const found = about(noted, new Set([messageLink(key)]));
    return { ...newest(found, limit), limits: limitsOfMessage(workspace, message) };
  }
  if (viewId !== undefined) {
    const view = workspace.store.get('views', viewId);
    if (view === undefined) throw new NoSuchRecord(`there is no view ${viewId} in the sandbox`);
    const found = about(noted, linksOfSubject(workspace, view));
    return { ...newest(found, limit), limits: limitsOfView(workspace, view) };
  }
  return { ...newest(noted, limit), limits: [] };
};

const allNoted = (parts: Parts): readonly Noted[] =>
  [
    ...parts.deliveries.all().map((delivery) => ({
      links: linksOfDelivery(delivery),
      at: delivery.at,
      head: () => headOfDelivery(parts.workspace, delivery),
    })),
    ...parts.calls.list().map((call) => ({
      links: linksOfCall(call),
      at: call.at,
      head: () => headOfCall(parts.workspace, call),
    })),
  ].sort((one, other) => other.at - one.at);

const linksOfSubject = (workspace: Workspace, view: ViewRecord): Links =>
  view.type === 'home'
    ? new Set([viewLink(view.id), homeLink(view.userId)])
    : new Set(
        workspace.store
          .all('views')
          .filter(({ rootViewId }) => rootViewId === view.rootViewId)
          .map(({ id }) => viewLink(id)),
      );

/** What names the subject, and what a trigger or response_url ties to that. */
const about = (noted: readonly Noted[], subject: Links): readonly Noted[] => {
  const meets = (links: Links, others: Links): boolean => [...links].some((link) => others.has(link));
  const named = noted.filter(({ links }) => meets(links, subject));
  const ties = new Set(named.flatMap(({ links }) => [...links].filter(isTie)));
  return noted.filter(({ links }) => meets(links, subject) || meets(links, ties));
};

const newest = (noted: readonly Noted[], limit: number): Omit<Inspection, 'limits'> => ({
  exchanges: noted.slice(0, limit).map((one) => one.head()),
  earlier: Math.max(0, noted.length - limit),
});
