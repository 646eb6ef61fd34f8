import { listed, type Way } from './ways-store.js';

/** Ways that all lead to the same orders. */
export type Path = readonly Way[];

/** More are not planned in a hurry. */
export const MOST_PATHS = 32;

const PARTIES = ['customer', 'supplier'];

/** The path narrowed by one more way; none where no order can be on both. */
const along = (path: Path, way: Way): readonly Path[] => {
  if (PARTIES.includes(way.kind) && path.some(({ kind }) => PARTIES.includes(kind) && kind !== way.kind))
    return [];
  const { ids } = way;
  // An order has one party, one owner and one number, but many products.
  const same = path.findIndex((one) => one.kind === way.kind && one.ids !== null && one.kind !== 'product');
  const known = path[same]?.ids ?? null;
  if (ids === null || known === null) return [[...path, way]];
  const wanted = new Set(ids);
  const both = known.filter((id) => wanted.has(id));
  return both.length === 0 ? [] : [path.with(same, listed(way.kind, both))];
};

const keyOf = (path: Path): string =>
  JSON.stringify(path.map(({ kind, ids, condition }) => [kind, ids ?? [condition.sql, condition.values]]));

/** Every path by one way of each word: the orders that have all the words are those on any of them. Each path once. */
export const combineWays = (words: readonly (readonly Way[])[]): readonly Path[] => {
  const paths = words.reduce<readonly Path[]>(
    (before, ways) => before.flatMap((path) => ways.flatMap((way) => along(path, way))),
    [[]],
  );
  return [...new Map(paths.map((path) => [keyOf(path), path])).values()];
};
