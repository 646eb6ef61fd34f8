import { isObject } from '../block-kit/limits/checks.js';

/** The view in which something was done. */
export interface ViewOfPayload {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly hash: string | undefined;
}

/** Undefined for a payload that comes from no view. */
export const viewOf = (body: unknown): ViewOfPayload | undefined => {
  if (!isObject(body) || !isObject(body.view)) return undefined;
  const { id, type, hash } = body.view;
  if (typeof id !== 'string') return undefined;
  return { id, type: type === 'home' ? 'home' : 'modal', hash: typeof hash === 'string' ? hash : undefined };
};
