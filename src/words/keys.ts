import type { en } from './en/index.js';

type English = typeof en;
type Topic = keyof English & string;

/** `orders_one` and `orders_other` are asked for as `orders`, with a count. */
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

type KeysOf<T extends Topic> = keyof English[T] & string;

/** Every key, as `topic.key`. */
export type WordKey = { [T in Topic]: `${T}.${WithoutPlural<KeysOf<T>>}` }[Topic];

type Template<K extends WordKey> = K extends `${infer T extends Topic}.${infer Key}`
  ? English[T][Extract<KeysOf<T>, Key | `${Key}_one` | `${Key}_other`>]
  : never;

type IsPlural<K extends WordKey> = K extends `${infer T extends Topic}.${infer Key}`
  ? Extract<KeysOf<T>, `${Key}_other`> extends never
    ? false
    : true
  : never;

/** The names between {{ and }} of a text. */
type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What a text needs to be filled with; a plural needs its count, as a number. */
export type WordValues<K extends WordKey> = {
  readonly [Name in Exclude<Placeholders<Template<K>>, 'count'>]: string | number;
} & (IsPlural<K> extends true ? { readonly count: number } : unknown);

/** The arguments of `t` after the key: none where the text has no gaps. */
export type WordArguments<K extends WordKey> = keyof WordValues<K> extends never
  ? []
  : [values: WordValues<K>];

/** Another language: the topics and keys of English, no more and no less; `_one` falls away where a language has none. */
export type Catalogue = {
  readonly [T in Topic]: { readonly [K in KeysOf<T> as K extends `${string}_one` ? never : K]: string };
};
