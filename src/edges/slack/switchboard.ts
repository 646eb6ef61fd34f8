import type { App } from '@slack/bolt';

/** Where listeners are registered, each under a name of its own; as in Bolt, names are exact. */
export type Switchboard = Pick<App, 'command' | 'action' | 'view' | 'shortcut'>;

/** What Bolt hands to a listener, as far as it says whose it is. */
interface Called {
  readonly body: { readonly type?: string };
  readonly payload: { readonly action_id?: string; readonly callback_id?: string; readonly command?: string };
}
type Listener = (called: Called) => Promise<unknown>;
type Named = string | { readonly type?: string; readonly action_id?: string; readonly callback_id?: string };

/** What a name alone means. */
const USUAL = {
  command: 'command',
  action: 'block_actions',
  view: 'view_submission',
  shortcut: 'shortcut',
} as const;
type Kind = keyof typeof USUAL;

/**
 * Bolt asks every listener about every payload, and does not acknowledge before: twenty of them cost fifty people at once
 * a third of the time that acknowledging takes. So Bolt gets one of each kind, and whose a payload is says a map. What
 * nobody is registered for stays unanswered, and the intake says so.
 */
export const createSwitchboard = (app: App): Switchboard => {
  const listeners = new Map<string, Listener>();
  const register =
    (kind: Kind) =>
    (named: Named, listener: Listener): void => {
      const { type = USUAL[kind], ...ids } = typeof named === 'string' ? { name: named } : named;
      const key = `${type} ${Object.values(ids).join()}`;
      if (listeners.has(key)) throw new Error(`two listeners for ${key}`);
      listeners.set(key, listener);
    };
  const pass =
    (kind: Kind) =>
    async (called: Called): Promise<void> => {
      const { action_id, callback_id, command } = called.payload;
      const name = { command, action: action_id, view: callback_id, shortcut: callback_id }[kind];
      const type = kind === 'command' ? USUAL.command : called.body.type;
      await listeners.get(`${type} ${name}`)?.(called);
    };
  const every = /^/;
  // Bolt's listeners take more than `Called`, and what it hands over has that: narrower is safe here.
  app.command(every, pass('command') as Parameters<App['command']>[1]);
  app.action(every, pass('action') as Parameters<App['action']>[1]);
  app.view(every, pass('view') as Parameters<App['view']>[1]);
  app.shortcut(every, pass('shortcut') as Parameters<App['shortcut']>[1]);
  // Safe: each is called with what Bolt hands to a listener of that kind and name, as its own types promise.
  return {
    command: register('command'),
    action: register('action'),
    view: register('view'),
    shortcut: register('shortcut'),
  } as Switchboard;
};
