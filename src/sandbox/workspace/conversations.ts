import type { ChannelKind, ChannelRecord, UserRecord } from './records.js';
import { slackId } from './slack-ids.js';
import type { Workspace } from './workspace.js';

/** The channel with this id, or (for posting) with this name, with or without `#`. */
export const findChannel = (workspace: Workspace, idOrName: string): ChannelRecord | undefined => {
  const name = idOrName.replace(/^#/, '');
  return (
    workspace.store.get('channels', idOrName) ??
    workspace.store.all('channels').find((channel) => channel.kind !== 'im' && channel.name === name)
  );
};

/** The conversation between a person and the app, opened when it does not exist yet. */
export const openIm = (workspace: Workspace, user: UserRecord): ChannelRecord => {
  const bot = workspace.identity.botUserId;
  const existing = workspace.store
    .all('channels')
    .find((channel) => channel.kind === 'im' && channel.members.includes(user.id));
  return existing ?? addChannel(workspace, { kind: 'im', name: user.id, members: [user.id, bot] });
};

export const addChannel = (
  workspace: Workspace,
  channel: { kind: ChannelKind; name: string; members: readonly string[]; topic?: string },
): ChannelRecord => {
  const id = slackId(channel.kind === 'im' ? 'D' : 'C');
  return workspace.store.put('channels', id, {
    id,
    kind: channel.kind,
    name: channel.name,
    topic: channel.topic ?? '',
    members: channel.members,
    archived: false,
    createdAt: workspace.now(),
  });
};

export const changeChannel = (
  workspace: Workspace,
  channel: ChannelRecord,
  change: Partial<Omit<ChannelRecord, 'id'>>,
): ChannelRecord => workspace.store.put('channels', channel.id, { ...channel, ...change });

/** Whether a person (or the app) is in the channel. */
export const isMember = (channel: ChannelRecord, userId: string): boolean => channel.members.includes(userId);

/** The channels a person sees in the sidebar: public ones and those one is in. */
export const channelsOf = (workspace: Workspace, userId: string): readonly ChannelRecord[] =>
  workspace.store.all('channels').filter((channel) => channel.kind === 'public' || isMember(channel, userId));
