import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackWorld, slackWorld } from './slack-world.js';

let world: SlackWorld;
let heard = 0;

beforeAll(async () => {
  world = await slackWorld({ transport: 'http' });
  world.slack.app.command('/order', async ({ ack }) => {
    heard += 1;
    await ack('here');
  });
  await world.slack.start();
});

afterAll(() => world.close());

interface Sent {
  readonly body: string;
  readonly ageSeconds?: number;
  readonly secret?: string;
  readonly type?: string;
  readonly method?: string;
}

const send = (sent: Sent): Promise<Response> => {
  const { body, ageSeconds = 0, secret = world.sandbox.credentials.signingSecret } = sent;
  const at = Math.floor(Date.now() / 1_000) - ageSeconds;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  return fetch(world.eventsUrl ?? '', {
    method: sent.method ?? 'POST',
    headers: {
      'content-type': sent.type ?? 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature,
    },
    body,
  });
};

const command = (text: string): string =>
  new URLSearchParams({
    command: '/order',
    text,
    team_id: world.sandbox.credentials.teamId,
    user_id: world.sandbox.as('anna@example.com').id,
  }).toString();

describe('POST /slack/events', () => {
  it('takes what Slack signed', async () => {
    heard = 0;
    const answer = await send({ body: command('one') });
    expect([answer.status, await answer.text(), heard]).toEqual([200, 'here', 1]);
  });

  it('K1: lets nobody replay a request that was overheard', async () => {
    heard = 0;
    const body = command('replay');
    const at = String(Math.floor(Date.now() / 1_000));
    const secret = world.sandbox.credentials.signingSecret;
    const request = () =>
      fetch(world.eventsUrl ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': at,
          'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
        },
        body,
      });
    expect((await request()).status).toBe(200);
    expect((await request()).status).toBe(409);
    expect(heard).toBe(1);
  });

  it.each<[string, () => Sent, number]>([
    ['signed by somebody else', () => ({ body: command('x'), secret: 'other' }), 401],
    ['six minutes old', () => ({ body: command('x'), ageSeconds: 360 }), 401],
    ['of six minutes ahead', () => ({ body: command('x'), ageSeconds: -360 }), 401],
    ['that is no JSON', () => ({ body: '{"type":', type: 'application/json' }), 400],
    ['that is no object', () => ({ body: '"hello"', type: 'application/json' }), 400],
    ['of five megabytes', () => ({ body: 'x'.repeat(5 * 1024 * 1024) }), 413],
    ['by another method', () => ({ body: 'x', method: 'PUT' }), 405],
    [
      'unsigned, claiming to be a check of the certificate',
      () => ({ body: `ssl_check=1&${command('x')}`, secret: 'other' }),
      401,
    ],
  ])('refuses a request %s, and nobody hears of it', async (_name, sent, status) => {
    heard = 0;
    expect((await send(sent())).status).toBe(status);
    expect(heard).toBe(0);
  });

  it('proves itself to Slack when the address is set up', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 't' });
    expect(await (await send({ body, type: 'application/json' })).json()).toEqual({ challenge: 'abc' });
    expect((await send({ body: 'ssl_check=1' })).status).toBe(200);
  });
});
