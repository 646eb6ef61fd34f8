import type { AppManifest } from './workspace/workspace.js';

/** What the app in the sandbox is granted when nothing else is said: the same as slack-manifest.yaml asks for. */
export const DEFAULT_APP: AppManifest = {
  name: 'Countermand',
  scopes: [
    'chat:write',
    'commands',
    'im:write',
    'users:read',
    'users:read.email',
    'channels:history',
    'groups:history',
    'im:history',
  ],
  commands: ['/order'],
  commandHelp: {
    '/order': {
      description: 'Look up and recall orders',
      usageHint: '[number] | find words | cancel number | history number | pending | help',
    },
  },
  shortcuts: [
    {
      callbackId: 'look-up-order',
      kind: 'global',
      name: 'Look up an order',
      description: 'Find an order and what can be done with it',
    },
    {
      callbackId: 'find-in-message',
      kind: 'message',
      name: 'Find orders in this message',
      description: 'Show the orders whose numbers a message mentions',
    },
  ],
  events: ['app_home_opened'],
};
