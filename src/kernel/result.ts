/**
 * The answer of a use case. What a user can cause is a refusal, a value that names every blocker at once;
 * exceptions are left to bugs and outages.
 */
export type Result<T, R> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly R[] };

export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refused = <R>(...refusals: R[]): { readonly ok: false; readonly refusals: readonly R[] } => ({
  ok: false,
  refusals,
});
