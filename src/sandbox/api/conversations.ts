import { changeChannel, isMember, openIm } from '../workspace/conversations.js';
import type { JsonObject } from '../workspace/json.js';
import type { ChannelRecord } from '../workspace/records.js';
import type { Workspace } from '../workspace/workspace.js';
import { type ApiMethod, failure, lacks, ok } from './method.js';
import { page } from './page.js';
import { readableChannel } from './target-channel.js';

/** A conversation object. */
export const channelJson = (workspace: Workspace, channel: ChannelRecord): JsonObject => {
  const shared = {
    id: channel.id,
    created: Math.floor(channel.createdAt / 1000),
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: workspace.identity.teamId,
  };
  if (channel.kind === 'im') {
    const user = channel.members.find((member) => member !== workspace.identity.botUserId);
    return { ...shared, user, is_user_deleted: false, priority: 0 };
  }
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_member: isMember(channel, workspace.identity.botUserId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  };
};

export const conversationsOpen: ApiMethod = {
  name: 'conversations.open',
  token: 'bot',
  scopes: ['im:write'],
  tier: 3,
  run: ({ workspace, args }) => {
    const known = workspace.store.get('channels', args.text('channel') ?? '');
    if (known !== undefined) return ok({ no_op: true, already_open: true, channel: { id: known.id } });
    const ids = (args.text('users') ?? '').split(',').filter((id) => id !== '');
    const [id] = ids;
    if (id === undefined) return failure('users_list_not_supplied');
    if (ids.length > 1)
      return failure('missing_scope', { needed: 'mpim:write', provided: workspace.app.scopes.join(',') });
    const user = workspace.store.get('users', id);
    if (user === undefined) return failure('user_not_found');
    if (user.isBot) return failure('cannot_dm_bot');
    if (user.deleted) return failure('user_disabled');
    const channel = openIm(workspace, user);
    return ok({ channel: args.flag('return_im') ? channelJson(workspace, channel) : { id: channel.id } });
  },
};

export const conversationsInfo: ApiMethod = {
  name: 'conversations.info',
  token: 'bot',
  scopes: [],
  tier: 3,
  run: (call) => {
    const target = readableChannel(call, 'read');
    return target.ok ? ok({ channel: channelJson(call.workspace, target.channel) }) : target.answer;
  },
};

const TYPES: Readonly<Record<string, { readonly kind: ChannelRecord['kind']; readonly scope: string }>> = {
  public_channel: { kind: 'public', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
};

export const conversationsList: ApiMethod = {
  name: 'conversations.list',
  token: 'bot',
  scopes: [],
  tier: 2,
  run: (call) => {
    const { workspace, args } = call;
    const kinds: string[] = [];
    for (const type of (args.text('types') ?? 'public_channel').split(',')) {
      const wanted = TYPES[type];
      if (wanted === undefined) return failure('invalid_types');
      const missing = lacks(call, wanted.scope);
      if (missing !== undefined) return missing;
      kinds.push(wanted.kind);
    }
    const bot = workspace.identity.botUserId;
    const channels = workspace.store
      .all('channels')
      .filter((channel) => kinds.includes(channel.kind))
      .filter((channel) => channel.kind === 'public' || isMember(channel, bot))
      .filter((channel) => !(args.flag('exclude_archived') && channel.archived));
    const cut = page(args, channels, 100);
    if (!cut.ok) return cut.answer;
    return ok({
      channels: cut.items.map((one) => channelJson(workspace, one)),
      response_metadata: { next_cursor: cut.next },
    });
  },
};

export const conversationsMembers: ApiMethod = {
  name: 'conversations.members',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: (call) => {
    const target = readableChannel(call, 'read');
    if (!target.ok) return target.answer;
    const cut = page(call.args, target.channel.members, 100);
    return cut.ok ? ok({ members: cut.items, response_metadata: { next_cursor: cut.next } }) : cut.answer;
  },
};

export const conversationsJoin: ApiMethod = {
  name: 'conversations.join',
  token: 'bot',
  scopes: ['channels:join'],
  tier: 3,
  run: ({ workspace, args }) => {
    const channel = workspace.store.get('channels', args.text('channel') ?? '');
    if (channel === undefined) return failure('channel_not_found');
    if (channel.kind !== 'public') return failure('method_not_supported_for_channel_type');
    if (channel.archived) return failure('is_archived');
    const bot = workspace.identity.botUserId;
    if (isMember(channel, bot))
      return ok({ channel: channelJson(workspace, channel), warning: 'already_in_channel' });
    const joined = changeChannel(workspace, channel, { members: [...channel.members, bot] });
    return ok({ channel: channelJson(workspace, joined) });
  },
};
