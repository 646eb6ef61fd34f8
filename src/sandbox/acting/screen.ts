import { homeOf } from '../api/views.js';
import { isMember } from '../workspace/conversations.js';
import type { JsonObject } from '../workspace/json.js';
import { findMessage } from '../workspace/messages.js';
import type { ChannelRecord, MessageRecord, UserRecord, ViewRecord } from '../workspace/records.js';
import { topView } from '../workspace/view-stack.js';
import { elementsOf, type PlacedElement } from '../workspace/view-values.js';
import type { Workspace } from '../workspace/workspace.js';

/** Where on the screen: a message, the modal on top, or the App Home. */
export type Where =
  | {
      readonly message: {
        readonly channel: string;
        readonly ts: string;
        /** An earlier version, as it stands on a screen that was not refreshed; 0 is the first. */
        readonly version?: number | undefined;
      };
    }
  | { readonly modal: true; readonly viewId?: string | undefined }
  | { readonly home: true };

/** What stands there. */
export type Surface =
  | {
      readonly kind: 'message';
      readonly message: MessageRecord;
      readonly channel: ChannelRecord;
      readonly blocks: readonly JsonObject[];
    }
  | { readonly kind: 'view'; readonly view: ViewRecord; readonly blocks: readonly JsonObject[] };

/** What the person sees there, or undefined when there is nothing or it is not for them. */
export const surfaceAt = (workspace: Workspace, user: UserRecord, where: Where): Surface | undefined => {
  if ('message' in where) return messageSurface(workspace, user, where.message);
  if ('home' in where) {
    const home = homeOf(workspace, user.id);
    return home === undefined ? undefined : { kind: 'view', view: home, blocks: home.blocks };
  }
  const view =
    where.viewId === undefined ? topView(workspace, user.id) : workspace.store.get('views', where.viewId);
  return view?.open === true && view.userId === user.id
    ? { kind: 'view', view, blocks: view.blocks }
    : undefined;
};

const messageSurface = (
  workspace: Workspace,
  user: UserRecord,
  at: { readonly channel: string; readonly ts: string; readonly version?: number | undefined },
): Surface | undefined => {
  const channel = workspace.store.get('channels', at.channel);
  const message = findMessage(workspace, at.channel, at.ts);
  if (channel === undefined || message === undefined || !isMember(channel, user.id)) return undefined;
  if (message.ephemeralTo !== null && message.ephemeralTo !== user.id) return undefined;
  const version = message.versions.at(at.version ?? -1);
  return version === undefined ? undefined : { kind: 'message', message, channel, blocks: version.blocks };
};

/** The element with this action id (and block id, when one is given) on a surface. */
export const elementAt = (surface: Surface, actionId: string, blockId?: string): PlacedElement | undefined =>
  elementsOf(surface.blocks).find(
    (placed) => placed.actionId === actionId && (blockId === undefined || placed.blockId === blockId),
  );
