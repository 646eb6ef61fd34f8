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
