import { type Answer, type Args, failure } from './method.js';

const encode = (offset: number): string => Buffer.from(`next:${offset}`).toString('base64');
const decode = (cursor: string): number | undefined => {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match === null ? undefined : Number(match[1]);
};

/** One page of a list by `cursor` and `limit`, with the cursor of the next (empty at the end). */
export const page = <T>(
  args: Args,
  items: readonly T[],
  usual: number,
):
  | { readonly ok: true; readonly items: readonly T[]; readonly next: string }
  | { readonly ok: false; readonly answer: Answer } => {
  const cursor = args.text('cursor');
  const from = cursor === undefined ? 0 : decode(cursor);
  if (from === undefined) return { ok: false, answer: failure('invalid_cursor') };
  const limit = args.integer('limit', usual);
  if (limit < 1 || limit > 1_000) return { ok: false, answer: failure('invalid_limit') };
  const end = from + limit;
  return { ok: true, items: items.slice(from, end), next: end < items.length ? encode(end) : '' };
};
