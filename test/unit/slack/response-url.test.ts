import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuard } from '../../../src/edges/slack/block-kit/guard.js';
import { postToResponseUrl } from '../../../src/edges/slack/connection/response-url.js';

const guard = createGuard({ strict: true, report: () => undefined });
let heard = 0;
const server = createServer((_request, response) => {
  heard += 1;
  response.end('ok');
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Cast: a TCP server that listens has an AddressInfo.
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

describe('an answer through a response_url', () => {
  it('goes to the host to which all calls go', async () => {
    await postToResponseUrl(guard, `http://127.0.0.1:${port}/api/`)(`http://127.0.0.1:${port}/r`, {
      text: 'a',
    });
    expect(heard).toBe(1);
  });

  it.each([
    ['another machine', () => `http://127.0.0.1:${port}/r`],
    ['one whose name only ends like Slack', () => `https://notslack.com:${port}/r`],
    ['one that Slack stands before as a user', () => `https://hooks.slack.com@127.0.0.1:${port}/r`],
    ['Slack without TLS', () => 'http://hooks.slack.com/r'],
    ['no address', () => 'x'],
  ])('never goes to %s', async (_what, url) => {
    const before = heard;
    await expect(
      postToResponseUrl(guard, 'https://slack.com/api/')(url(), { text: 'a' }),
    ).rejects.toMatchObject({
      code: 'foreign-response-url',
    });
    expect(heard).toBe(before);
  });
});
