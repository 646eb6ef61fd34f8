import { WebAPIRateLimitedError } from '@slack/web-api';
import { expect, test } from 'vitest';
import { codeOf } from '../../support/sandbox/slack-code.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';

const slack = useSandbox();
const id = (name: string) => slack.sandbox.control.channel(name).id;
const post = (args: Record<string, unknown>) => codeOf(slack.client().apiCall('chat.postMessage', args));

test('a token is required, must exist and must be of the right kind', async () => {
  const { apiUrl, appToken, botToken } = slack.sandbox.credentials;
  const bare = await fetch(`${apiUrl}auth.test`, { method: 'POST' });
  expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
  expect(await codeOf(slack.client('xoxb-wrong').auth.test())).toBe('invalid_auth');
  expect(await codeOf(slack.client(appToken).auth.test())).toBe('not_allowed_token_type');
  expect(await codeOf(slack.client(botToken).apps.connections.open({}))).toBe('not_allowed_token_type');
  expect(await slack.client().auth.test()).toMatchObject({
    team_id: slack.sandbox.credentials.teamId,
    user_id: slack.sandbox.credentials.botUserId,
  });
});

test('a method without its scope is refused with the scope that it needs', async () => {
  await expect(slack.client().conversations.info({ channel: id('general') })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'channels:read' },
  });
  expect(await codeOf(slack.client().files.getUploadURLExternal({ filename: 'a', length: 1 }))).toBe(
    'missing_scope',
  );
});

test('a method that the sandbox does not know is refused and recorded', async () => {
  expect(await codeOf(slack.client().apiCall('reactions.add', { name: 'tada' }))).toBe('unknown_method');
  expect(slack.sandbox.control.unknownCalls()).toMatchObject([
    { method: 'reactions.add', args: { name: 'tada' } },
  ]);
});

test('the record of calls never holds a token', async () => {
  await slack.client().apiCall('auth.test', { token: slack.sandbox.credentials.botToken });
  expect(JSON.stringify(slack.sandbox.control.calls())).not.toContain('xoxb');
});

test('posting answers with Slack’s error for each thing that is wrong', async () => {
  slack.sandbox.control.addChannel('secret', 'private', []);
  slack.sandbox.control.addChannel('open', 'public', []);
  slack.sandbox.control.changeChannel('order-ops', { archived: true });
  const long = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2_900) } };
  expect({
    unknown: await post({ channel: 'C0NOWHERE', text: 'x' }),
    private: await post({ channel: 'secret', text: 'x' }),
    outside: await post({ channel: 'open', text: 'x' }),
    archived: await post({ channel: 'order-ops', text: 'x' }),
    empty: await post({ channel: 'general' }),
    long: await post({ channel: 'general', text: 'x'.repeat(40_001) }),
    blocks: await post({ channel: 'general', text: 'x', blocks: 'not json' }),
    heavy: await post({ channel: 'general', text: 'x', blocks: Array.from({ length: 5 }, () => long) }),
    thread: await post({ channel: 'general', text: 'x', thread_ts: '1.000001' }),
    metadata: await post({ channel: 'general', text: 'x', metadata: { event_type: 'a' } }),
  }).toEqual({
    unknown: 'channel_not_found',
    private: 'channel_not_found',
    outside: 'not_in_channel',
    archived: 'is_archived',
    empty: 'no_text',
    long: 'msg_too_long',
    blocks: 'invalid_blocks_format',
    heavy: 'msg_blocks_too_long',
    thread: 'thread_not_found',
    metadata: 'invalid_metadata_format',
  });
});

test('wrong blocks are refused with the place of each breach', async () => {
  const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } };
  await expect(
    slack.client().apiCall('chat.postMessage', {
      channel: 'general',
      text: 'x',
      blocks: [header, { type: 'alert', text: { type: 'plain_text', text: 'x' } }],
    }),
  ).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      response_metadata: {
        messages: [
          '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
          '[ERROR] alert is not supported in a message [json-pointer:/blocks/1/type]',
        ],
      },
    },
  });
});

test('a message is posted by channel name or person, changed and deleted, and its history stays known', async () => {
  const {
    channel = '',
    ts = '',
    message,
  } = await slack.client().chat.postMessage({ channel: '#order-ops', text: 'first' });
  expect([channel, message?.text]).toEqual([id('order-ops'), 'first']);
  await slack.client().chat.update({ channel, ts, text: 'second' });
  await slack.client().chat.delete({ channel, ts });
  expect(await codeOf(slack.client().chat.update({ channel, ts, text: 'third' }))).toBe('message_not_found');
  expect(slack.sandbox.control.allMessages('order-ops')).toMatchObject([
    { versions: [{ text: 'first' }, { text: 'second' }] },
  ]);

  const nancy = slack.sandbox.as('nancy@example.com');
  const direct = await slack.client().chat.postMessage({ channel: nancy.id, text: 'psst' });
  const opened = await slack.client().conversations.open({ users: nancy.id });
  expect(direct.channel).toBe(opened.channel?.id);
  expect(nancy.messages().map(({ versions }) => versions[0]?.text)).toEqual(['psst']);
});

test('only one’s own messages can be changed, and an update takes 4,000 characters', async () => {
  const nancy = slack.sandbox.as('nancy@example.com');
  await nancy.say('mine', { channel: 'general' });
  const at = { channel: id('general'), ts: nancy.messages('general')[0]?.ts ?? '' };
  expect(await codeOf(slack.client().chat.update({ ...at, text: 'yours' }))).toBe('cant_update_message');
  expect(await codeOf(slack.client().chat.delete(at))).toBe('cant_delete_message');
  const { channel = '', ts = '' } = await slack.client().chat.postMessage({ channel: 'general', text: 'x' });
  expect(await codeOf(slack.client().chat.update({ channel, ts, text: 'x'.repeat(4_001) }))).toBe(
    'msg_too_long',
  );
  expect((await slack.client().chat.getPermalink({ channel, message_ts: ts })).permalink).toContain(
    ts.replace('.', ''),
  );
});

test('an update with text alone leaves the blocks, one with an empty list takes them away', async () => {
  const blocks = [{ type: 'divider' as const, block_id: 'line' }];
  const { channel = '', ts = '' } = await slack
    .client()
    .chat.postMessage({ channel: 'general', text: 'a', blocks });
  const shown = () => slack.sandbox.control.allMessages('general')[0]?.versions.at(-1);
  await slack.client().chat.update({ channel, ts, text: 'b' });
  expect(shown()).toMatchObject({ text: 'b', blocks });
  await slack.client().chat.update({ channel, ts, text: 'c', blocks: [] });
  expect(shown()).toMatchObject({ text: 'c', blocks: [] });
});

test('history and replies show what was said, with metadata and block ids, but nothing ephemeral', async () => {
  const blocks = [
    { type: 'section' as const, block_id: 'delivery-1', text: { type: 'mrkdwn' as const, text: 'x' } },
  ];
  const root = await slack.client().chat.postMessage({
    channel: 'order-ops',
    text: 'root',
    blocks,
    metadata: { event_type: 'delivery', event_payload: { id: '1' } },
  });
  await slack.client().chat.postMessage({ channel: 'order-ops', text: 'reply', thread_ts: root.ts ?? '' });
  await slack.client().chat.postEphemeral({
    channel: id('order-ops'),
    user: slack.sandbox.as('nancy@example.com').id,
    text: 'psst',
  });
  const history = await slack
    .client()
    .conversations.history({ channel: id('order-ops'), include_all_metadata: true });
  expect(history.messages).toMatchObject([
    {
      text: 'root',
      reply_count: 1,
      blocks: [{ block_id: 'delivery-1' }],
      metadata: { event_type: 'delivery' },
    },
  ]);
  const replies = await slack.client().conversations.replies({ channel: id('order-ops'), ts: root.ts ?? '' });
  expect(replies.messages?.map(({ text }) => text)).toEqual(['root', 'reply']);
});

test('history comes in pages, newest first, between two times', async () => {
  for (const text of ['a', 'b', 'c']) await slack.client().chat.postMessage({ channel: 'order-ops', text });
  const channel = id('order-ops');
  const first = await slack.client().conversations.history({ channel, limit: 2 });
  const second = await slack
    .client()
    .conversations.history({ channel, limit: 2, cursor: first.response_metadata?.next_cursor ?? '' });
  expect([first.messages, second.messages].map((page) => page?.map(({ text }) => text))).toEqual([
    ['c', 'b'],
    ['a'],
  ]);
  const [, b] = first.messages ?? [];
  const later = await slack.client().conversations.history({ channel, oldest: b?.ts ?? '' });
  expect(later.messages?.map(({ text }) => text)).toEqual(['c']);
});

test('people are found by id and by e-mail in any case, and a closed account is said to be closed', async () => {
  const wei = slack.sandbox.as('wei@example.com');
  const info = await slack.client().users.info({ user: wei.id, include_locale: true });
  expect(info.user).toMatchObject({
    real_name: '王伟',
    locale: 'zh-CN',
    tz: 'Asia/Shanghai',
    tz_offset: 28_800,
    deleted: false,
    is_stranger: false,
    profile: { email: 'wei@example.com' },
  });
  expect((await slack.client().users.lookupByEmail({ email: 'WEI@example.com' })).user?.id).toBe(wei.id);
  slack.sandbox.control.changePerson(wei.id, { deleted: true });
  expect((await slack.client().users.info({ user: wei.id })).user?.deleted).toBe(true);
  expect(await codeOf(slack.client().users.lookupByEmail({ email: 'wei@example.com' }))).toBe(
    'users_not_found',
  );
  expect(await codeOf(slack.client().users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
  expect(await codeOf(slack.client().chat.postMessage({ channel: wei.id, text: 'x' }))).toBe('user_disabled');
  expect((await slack.client().users.list({})).members).toHaveLength(4);
});

test('an ephemeral message needs a reader who is in the channel', async () => {
  const ephemeral = (user: string) =>
    codeOf(slack.client().chat.postEphemeral({ channel: id('order-ops'), user, text: 'x' }));
  const guest = slack.sandbox.control.addPerson({ email: 'g@example.com', name: 'G', isRestricted: true });
  expect([await ephemeral('U0NOBODY'), await ephemeral(guest.id)]).toEqual([
    'user_not_found',
    'user_not_in_channel',
  ]);
});

test('blocks.validate tells each breach without showing anything to anybody', async () => {
  const answer = slack.client().apiCall('blocks.validate', { blocks: [{ type: 'divider', colour: 'red' }] });
  await expect(answer).rejects.toMatchObject({
    data: { errors: [{ pointer: '/blocks/0', code: 'unknown_field' }] },
  });
  expect(await codeOf(slack.client().apiCall('blocks.validate', { blocks: [{ type: 'divider' }] }))).toBe(
    'ok',
  );
});

test('switched on, rate limits hold a post a second a channel and name the time to wait', async () => {
  slack.sandbox.control.setRateLimits(true);
  const send = (channel: string) => slack.client().chat.postMessage({ channel, text: 'x' });
  await send('general');
  await expect(send('general')).rejects.toBeInstanceOf(WebAPIRateLimitedError);
  await expect(send('order-ops')).resolves.toMatchObject({ ok: true });
  expect(slack.sandbox.control.allMessages('general')).toHaveLength(1);
});
