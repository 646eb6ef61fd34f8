import fc from 'fast-check';

type Json = unknown;
type Path = readonly (string | number)[];

/** A payload as Slack sends it. */
export type SlackPayload = Readonly<Record<string, Json>>;

/** What is done to a payload in one place, which is chosen among all of its places by a number. */
export interface Mutation {
  readonly where: number;
  readonly put: Json;
}

/** Stands for a value that is taken away. */
export const GONE = Symbol('gone');

/** Values that Slack would not send there: of the wrong type, empty, huge, hostile, or somebody else's id. */
export const mutation = (foreignIds: readonly string[]): fc.Arbitrary<Mutation> =>
  fc.record({
    where: fc.nat(),
    put: fc.oneof(
      fc.constant(GONE),
      fc.constantFrom(null, true, false, 0, -1, 1e308, '', ' ', '0', [], {}, [null], [[]], { id: null }),
      fc.constantFrom(
        '\u0000',
        'a\u0000b',
        '\uD800',
        '../../etc',
        "' OR 1=1 --",
        '%',
        '__proto__',
        'T0OTHER',
      ),
      fc.constantFrom(
        '<!channel>',
        '<@U0000000001|x>',
        '💥'.repeat(3_000),
        'x'.repeat(70_000),
        '9'.repeat(400),
      ),
      fc.constantFrom(
        'view_submission',
        'block_actions',
        'view_closed',
        'shortcut',
        'block_suggestion',
        'event',
      ),
      fc.constantFrom(...foreignIds),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  });

const placesIn = (value: Json, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, part]) =>
    placesIn(part, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return path.length === 0 ? inner : [path, ...inner];
};

const changed = (value: Json, [step, ...rest]: Path, put: Json): Json => {
  if (step === undefined) return put;
  if (Array.isArray(value)) {
    const next = value.map((part, index) => (index === step ? changed(part, rest, put) : part));
    return next.filter((part) => part !== GONE);
  }
  const entries = Object.entries(value ?? {}).map(
    ([name, part]) => [name, name === step ? changed(part, rest, put) : part] as const,
  );
  return Object.fromEntries(entries.filter(([, part]) => part !== GONE));
};

/** The payload with these changes, one after the other. */
export const mutated = (payload: SlackPayload, mutations: readonly Mutation[]): SlackPayload =>
  mutations.reduce<SlackPayload>((now, { where, put }) => {
    const places = placesIn(now);
    const place = places[where % Math.max(1, places.length)];
    // Safe: a change within an object leaves it one.
    return place === undefined ? now : (changed(now, place, put) as SlackPayload);
  }, payload);
