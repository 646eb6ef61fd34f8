import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actions,
  context,
  divider,
  fields,
  header,
  image,
  input,
  plainSection,
  richText,
  section,
  table,
} from '../../../src/edges/slack/block-kit/blocks.js';
import {
  button,
  checkboxes,
  radioButtons,
  staticSelect,
  textInput,
} from '../../../src/edges/slack/block-kit/elements.js';
import { home, message, modal } from '../../../src/edges/slack/block-kit/surfaces.js';
import { validate } from '../../../src/edges/slack/block-kit/validate.js';
import { boltLogger } from '../../../src/edges/slack/connection/bolt-logger.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { type SlackWorld, slackWorld } from './slack-world.js';

let world: SlackWorld;
let unguarded: WebClient;

beforeAll(async () => {
  world = await slackWorld({ transport: 'socket' });
  const { apiUrl, botToken } = world.sandbox.credentials;
  unguarded = new WebClient(botToken, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    logger: boltLogger(keptLog()),
  });
});

afterAll(() => world.close());

const taken = async (blocks: KnownBlock[]): Promise<boolean> =>
  unguarded.chat
    .postMessage({ channel: world.sandbox.control.channel('general').id, text: 'm', blocks })
    .then(() => true)
    .catch(() => false);

const x = (length: number): string => '文'.repeat(length);
const press = (more: Partial<Parameters<typeof button>[0]>) =>
  button({ actionId: 'a', text: 't', label: 'l', ...more });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const choices = (count: number) => times(count, (index) => ({ value: `v${index}`, text: 't' }));

/** At the limit, and one beyond it: our check and the sandbox's own must say the same of both. */
const limits: readonly (readonly [string, number, (size: number) => KnownBlock[]])[] = [
  ['section text', 3_000, (size) => [section(x(size))]],
  ['emoji in a section', 3_000, (size) => [plainSection('😀'.repeat(size))]],
  ['escaped text', 600, (size) => [section('&amp;'.repeat(size))]],
  ['header', 150, (size) => [header(x(size))]],
  ['field text', 1_997, (size) => [fields([{ label: 'L', value: x(size - 1) }])]],
  ['fields', 10, (size) => [fields(times(size, () => ({ label: 'l', value: 'v' })))]],
  ['context', 10, (size) => [context(times(size, () => 'c'))]],
  ['actions', 25, (size) => [actions(times(size, (index) => press({ actionId: `a${index}` })))]],
  ['button text', 75, (size) => [actions([press({ text: x(size) })])]],
  ['button value', 2_000, (size) => [actions([press({ value: x(size) })])]],
  ['button label', 75, (size) => [actions([press({ label: x(size) })])]],
  ['options', 100, (size) => [actions([staticSelect({ actionId: 's', choices: choices(size) })])]],
  ['radio buttons', 10, (size) => [actions([radioButtons({ actionId: 's', choices: choices(size) })])]],
  ['checkboxes', 10, (size) => [actions([checkboxes({ actionId: 's', choices: choices(size) })])]],
  ['alt text', 2_000, (size) => [image('https://example.com/a.png', x(size))]],
  ['block id', 255, (size) => [section('s', { blockId: x(size) })]],
  ['blocks', 50, (size) => times(size, divider)],
  [
    'table rows',
    100,
    (size) => [
      table(
        times(size, () => ['a']),
        [],
      ),
    ],
  ],
  ['table columns', 20, (size) => [table([times(size, () => 'a')], [])]],
];

describe('our limits and the sandbox’s own agree', () => {
  it.each(limits)('on %s: %i', async (_name, limit, make) => {
    for (const [size, fine] of [
      [limit, true],
      [limit + 1, false],
    ] as const) {
      const blocks = make(size);
      expect([size, validate(message('m', blocks)).length === 0, await taken(blocks)]).toEqual([
        size,
        fine,
        fine,
      ]);
    }
  });

  it('on rich text, modals with every field, and the App Home', async () => {
    expect(await taken([richText([[{ type: 'text', text: 'rich' }]])])).toBe(true);
    const user = world.sandbox.as('anna@example.com');
    const form = modal({
      callbackId: 'c',
      title: x(24),
      close: x(24),
      submit: x(24),
      metadata: x(3_000),
      blocks: [
        input('i', x(2_000), textInput({ actionId: 'a', multiline: true, maxLength: 3_000 }), {
          hint: x(2_000),
        }),
      ],
    });
    expect(validate(form)).toEqual([]);
    expect(
      await unguarded.views.publish({ user_id: user.id, view: home([section('s'), divider()]) }),
    ).toMatchObject({ ok: true });
    const { ok } = await unguarded.apiCall('blocks.validate', { view: form });
    expect(ok).toBe(true);
  });
});
