/** Any JSON object, as Slack sends and receives them; its fields are looked at before they are trusted. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is a JSON object (no array, no null). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object, or an empty one. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The value as a list of objects; what is no object is left out. */
export const objectsOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The value when it is text, else undefined. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** JSON text parsed, or undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Length as Slack counts it: Unicode code points. */
export const codePoints = (text: string): number => [...text].length;
