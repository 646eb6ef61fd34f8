import { findByEmail, userJson } from '../workspace/users.js';
import { type ApiMethod, type Call, failure, ok } from './method.js';
import { page } from './page.js';

const shown = (call: Call) => ({
  email: call.workspace.app.scopes.includes('users:read.email'),
  locale: call.args.flag('include_locale'),
});

export const usersInfo: ApiMethod = {
  name: 'users.info',
  token: 'bot',
  scopes: ['users:read'],
  tier: 4,
  run: (call) => {
    const user = call.workspace.store.get('users', call.args.text('user') ?? '');
    return user === undefined
      ? failure('user_not_found')
      : ok({ user: userJson(call.workspace, user, shown(call)) });
  },
};

export const usersList: ApiMethod = {
  name: 'users.list',
  token: 'bot',
  scopes: ['users:read'],
  tier: 2,
  run: (call) => {
    const cut = page(call.args, call.workspace.store.all('users'), 1_000);
    if (!cut.ok) return cut.answer;
    return ok({
      members: cut.items.map((user) => userJson(call.workspace, user, shown(call))),
      cache_ts: Math.floor(call.workspace.now() / 1000),
      response_metadata: { next_cursor: cut.next },
    });
  },
};

export const usersLookupByEmail: ApiMethod = {
  name: 'users.lookupByEmail',
  token: 'bot',
  scopes: ['users:read.email'],
  tier: 3,
  run: (call) => {
    const user = findByEmail(call.workspace, call.args.text('email') ?? '');
    // Slack answers for a closed account as for none.
    return user === undefined || user.deleted
      ? failure('users_not_found')
      : ok({ user: userJson(call.workspace, user, { ...shown(call), email: true }) });
  },
};
