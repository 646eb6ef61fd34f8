import { listed, narrowed, type Way } from './ways-store.js';

/** Ways that all lead to the same orders. */
export type Path = readonly Way[];

/** More are not planned in a hurry. */
export const MOST_PATHS = 48;

const PARTIES = ['customer', 'supplier'];

/** The path narrowed by one more way; none where no order can be on both. */
const along = (path: Path, way: Way): readonly Path[] => {
  if (PARTIES.includes(way.kind) && path.some(({ kind }) => PARTIES.includes(kind) && kind !== way.kind))
    return [];
  // An order has one party, one owner and one number, but many products.
  const at = way.kind === 'product' ? -1 : path.findIndex(({ kind }) => kind === way.kind);
  const known = path[at];
  if (known === undefined) return [[...path, way]];
  const both = meet(known, way);
  if (both === undefined) return [[...path, way]];
  return both.ids?.length === 0 ? [] : [path.with(at, both)];
};

/** Two ways through the same kind as one, where either is listed. */
const meet = (one: Way, other: Way): Way | undefined => {
  if (one.ids !== null && other.ids !== null) {
    const wanted = new Set(other.ids);
    const both = one.ids.filter((id) => wanted.has(id));
    return listed(one.kind, one.rank, both);
  }
  const ids = one.ids ?? other.ids;
  const naming = one.naming ?? other.naming;
  return ids === null || naming === undefined ? undefined : narrowed(one, ids, naming);
};

const keyOf = (path: Path): string =>
  JSON.stringify(path.map(({ kind, ids, condition }) => [kind, ids ?? [condition.sql, condition.values]]));

/** Each path, narrowed by each of these ways: the orders on them are those that had been on any and have this word too. */
export const narrowPaths = (paths: readonly Path[], ways: readonly Way[]): readonly Path[] => {
  const narrower = paths.flatMap((path) => ways.flatMap((way) => along(path, way)));
  return [...new Map(narrower.map((path) => [keyOf(path), path])).values()];
};
