import type { ResponseUrlRecord } from './records.js';
import { secret } from './slack-ids.js';
import type { Workspace } from './workspace.js';

export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFE_MS = 30 * 60 * 1000;

/** A new response_url for what a person did in a channel, perhaps on a message. */
export const mintResponseUrl = (
  workspace: Workspace,
  from: { userId: string; channel: string; message: ResponseUrlRecord['message'] },
): string => {
  const id = `${workspace.identity.teamId}/${secret(12)}`;
  workspace.store.put('responseUrls', id, { id, ...from, mintedAt: workspace.now(), uses: 0 });
  return `${workspace.publicUrl}/response/${id}`;
};

/** Counts a use; a refusal counts nothing. */
export const spendResponseUrl = (
  workspace: Workspace,
  id: string,
):
  | { readonly ok: true; readonly url: ResponseUrlRecord }
  | { readonly ok: false; readonly error: 'invalid_url' | 'expired_url' | 'used_url' } => {
  const url = workspace.store.get('responseUrls', id);
  if (url === undefined) return { ok: false, error: 'invalid_url' };
  if (workspace.now() - url.mintedAt > RESPONSE_URL_LIFE_MS) return { ok: false, error: 'expired_url' };
  if (url.uses >= RESPONSE_URL_USES) return { ok: false, error: 'used_url' };
  return { ok: true, url: workspace.store.put('responseUrls', id, { ...url, uses: url.uses + 1 }) };
};
