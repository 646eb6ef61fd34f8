import { isObject } from '../workspace/json.js';
import type { WorkspaceRecord } from '../workspace/records.js';

const HIDDEN = '•••';
/** Addresses that are a key in themselves: whoever knows them may post, upload or listen. */
const KEYS_IN_ADDRESSES = /(\/response\/|\/upload\/|\?ticket=)[\w/-]+/g;

/** A JSON value as it may be shown: without tokens, signing secret and addresses that are keys. */
export const hideSecrets = (identity: WorkspaceRecord, value: unknown): unknown => {
  const { botToken, appToken, signingSecret, verificationToken } = identity;
  const secrets = [botToken, appToken, signingSecret, verificationToken];
  const hide = (inner: unknown): unknown => {
    if (typeof inner === 'string')
      return secrets
        .reduce((text, secret) => text.replaceAll(secret, HIDDEN), inner)
        .replaceAll(KEYS_IN_ADDRESSES, `$1${HIDDEN}`);
    if (Array.isArray(inner)) return inner.map(hide);
    if (!isObject(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([name, one]) => [name, name === 'token' ? HIDDEN : hide(one)]),
    );
  };
  return hide(value);
};
