import { expect, test } from 'vitest';
import { DEFAULT_APP } from '../../../src/sandbox/default-app.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';

const slack = useSandbox({ app: { scopes: [...DEFAULT_APP.scopes, 'files:write'] } });

test('a file is uploaded in three steps and shared in a channel', async () => {
  const channel = slack.sandbox.control.channel('order-ops').id;
  await slack.client().files.uploadV2({
    channel_id: channel,
    filename: 'audit.csv',
    content: 'a,b\n1,2\n',
    title: 'Audit',
    initial_comment: 'here',
  });
  const [message] = slack.sandbox.as('nancy@example.com').messages('order-ops');
  expect(message?.versions[0]?.text).toBe('here');
  const served = await fetch(`${slack.sandbox.url}/files/${message?.fileIds[0]}`);
  expect(await served.text()).toBe('a,b\n1,2\n');
});

test('a file whose bytes never came cannot be shared', async () => {
  const { file_id = '' } = await slack.client().files.getUploadURLExternal({ filename: 'a.csv', length: 3 });
  await expect(slack.client().files.completeUploadExternal({ files: [{ id: file_id }] })).rejects.toThrow(
    'file_not_found',
  );
});

test('a picture is shown as what it is, whatever it is called; everything else is only handed out', async () => {
  const channel = slack.sandbox.control.channel('order-ops').id;
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  await slack.client().files.uploadV2({ channel_id: channel, file: png, filename: 'proof.bin' });
  await slack.client().files.uploadV2({ channel_id: channel, content: script, filename: 'proof.png' });
  const served = slack.sandbox
    .as('nancy@example.com')
    .messages('order-ops')
    .map(async ({ fileIds }) => {
      const { headers } = await fetch(`${slack.sandbox.url}/files/${fileIds[0]}`);
      return [headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]];
    });
  expect(await Promise.all(served)).toEqual([
    ['image/png', 'inline'],
    ['application/octet-stream', 'attachment'],
  ]);
});
