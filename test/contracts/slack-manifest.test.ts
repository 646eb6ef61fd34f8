import { readFile } from 'node:fs/promises';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIND_IN_MESSAGE, LOOK_UP_SHORTCUT, ORDER_COMMAND } from '../../src/edges/slack/action-ids.js';
import { createGuard } from '../../src/edges/slack/block-kit/guard.js';
import { createSlackDeps } from '../../src/edges/slack/deps.js';
import { registerHome } from '../../src/edges/slack/home/register.js';
import { registerParts } from '../../src/edges/slack/register.js';
import type { Switchboard } from '../../src/edges/slack/switchboard.js';
import { systemClock } from '../../src/kernel/clock.js';
import { openDatabase } from '../../src/platform/db/client.js';
import { DEFAULT_APP } from '../../src/sandbox/default-app.js';
import { keptLog } from '../support/log-scan/kept-log.js';

const MANIFEST = new URL('../../slack-manifest.yaml', import.meta.url);

let manifest: string;
beforeAll(async () => {
  manifest = (await readFile(MANIFEST, 'utf8')).replace(/^\s*#.*\n/gm, '');
});

/** The values of a key, wherever it stands. */
const valuesOf = (key: string): string[] =>
  [...manifest.matchAll(new RegExp(`^\\s*(?:- )?${key}: (.*)$`, 'gm'))].map(([, value]) => value ?? '');

/** The items of the list under a key. */
const listOf = (key: string): string[] => {
  const [, items = ''] = new RegExp(`^\\s*${key}:\\n((?:\\s+- .*\\n?)+)`, 'm').exec(manifest) ?? [];
  return items.split('\n').flatMap((item) => /- (\S+)/.exec(item)?.[1] ?? []);
};

/** What the product listens to, by kind of listener. */
const registered = () => {
  const log = keptLog();
  const client = new WebClient('x');
  const names = {
    command: [] as string[],
    shortcut: [] as string[],
    event: [] as string[],
    action: [] as string[],
    view: [] as string[],
  };
  const note =
    (kind: keyof typeof names) =>
    (constraint: string | { action_id?: string; callback_id?: string }): void => {
      names[kind].push(
        typeof constraint === 'string' ? constraint : String(constraint.action_id ?? constraint.callback_id),
      );
    };
  const app = {
    command: note('command'),
    shortcut: note('shortcut'),
    event: note('event'),
    action: note('action'),
    view: note('view'),
  };
  const deps = createSlackDeps({
    // Never connected: nothing is called, only registered.
    db: openDatabase({ url: 'postgresql://127.0.0.1:1/none', poolSize: 1, onError: () => undefined }),
    clock: systemClock,
    baseCurrency: 'USD',
    clients: { interactive: client, posts: client },
    guard: createGuard({ strict: true, report: () => undefined }),
    team: () => undefined,
    log,
  });
  // Safe: the registrations call these five alone, and anything else would throw here.
  registerParts(app as unknown as Switchboard, deps);
  registerHome(app as unknown as App, deps);
  return names;
};

describe('slack-manifest.yaml', () => {
  it('names the command, the shortcuts and the events that the product listens to, and no others', () => {
    const listens = registered();
    expect(valuesOf('command')).toEqual([ORDER_COMMAND]);
    expect(listens.command).toEqual([ORDER_COMMAND]);
    expect(valuesOf('callback_id')).toEqual([LOOK_UP_SHORTCUT, FIND_IN_MESSAGE]);
    expect(listens.shortcut).toEqual([LOOK_UP_SHORTCUT, FIND_IN_MESSAGE]);
    expect(listOf('bot_events')).toEqual([...new Set(listens.event)]);
  });

  it('asks for the scopes that are used and for no more', () => {
    expect(listOf('bot').sort()).toEqual(
      [
        'channels:history',
        'chat:write',
        'commands',
        'groups:history',
        'im:history',
        'im:write',
        'users:read',
        'users:read.email',
      ].sort(),
    );
  });

  it('is private, speaks Socket Mode, has a Home and takes clicks', () => {
    expect(valuesOf('socket_mode_enabled')).toEqual(['true']);
    expect(valuesOf('org_deploy_enabled')).toEqual(['false']);
    expect(valuesOf('home_tab_enabled')).toEqual(['true']);
    expect(manifest).toMatch(/interactivity:\n\s+is_enabled: true/);
    expect(valuesOf('should_escape')).toEqual(['true']);
    expect(manifest).not.toMatch(/distribution|public/i);
  });

  it('grants the app in the sandbox the same', () => {
    expect([...DEFAULT_APP.scopes].sort()).toEqual(listOf('bot').sort());
    expect(DEFAULT_APP.commands).toEqual(valuesOf('command'));
    expect([DEFAULT_APP.commandHelp[ORDER_COMMAND]?.usageHint]).toEqual(
      valuesOf('usage_hint').map((quoted) => quoted.replaceAll('"', '')),
    );
    const declared = manifest.slice(manifest.indexOf('  shortcuts:'), manifest.indexOf('  slash_commands:'));
    expect(DEFAULT_APP.shortcuts).toEqual(
      [...declared.matchAll(/name: (.+)\n +type: (.+)\n +callback_id: (.+)\n +description: (.+)/g)].map(
        ([, name, kind, callbackId, description]) => ({ callbackId, kind, name, description }),
      ),
    );
    expect(DEFAULT_APP.shortcuts.map(({ callbackId }) => callbackId)).toEqual(valuesOf('callback_id'));
    expect(DEFAULT_APP.events).toEqual(listOf('bot_events'));
  });
});

describe('the listeners', () => {
  it('stand each under a name of their own, because all that match would run', () => {
    for (const [kind, names] of Object.entries(registered()))
      expect(names.length, kind).toBe(new Set(names).size);
  });
});
