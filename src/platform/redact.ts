const HIDDEN = '[redacted]';

/** Keys whose values are secrets, or how to reach a person: neither belongs into a log. */
const SECRET_KEY =
  /token|secret|password|passwd|authorization|cookie|^(e-?mail|phone|contact)(s|address|name)?$|databaseurl|redisurl|smtpurl/i;

const SECRET_TEXT: readonly [RegExp, string][] = [
  [/\b(?:xox[a-z]|xapp)-[A-Za-z0-9][\w.-]{2,}/g, HIDDEN],
  // The password of a URL; the host stays, since it is what one needs to know.
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@"]+@/gi, `$1:${HIDDEN}@`],
  // A line of JSON, such as one with what is bound to a child of the log.
  [
    /"([\w-]*(?:token|secret|password|authorization)[\w-]*|e-?mail|phone|contact)":"(?:[^"\\]|\\.)*"/gi,
    `"$1":"${HIDDEN}"`,
  ],
  [/\b(Bearer|Basic) [\w+/=.~-]{8,}/gi, `$1 ${HIDDEN}`],
];

/** Text with tokens and passwords of URLs made unreadable. */
export const redactText = (text: string): string =>
  SECRET_TEXT.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);

/** A copy of a value for printing: secrets hidden by key at any depth, and by pattern in every text. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  // Deeper than anything we log on purpose, so a cycle ends here too.
  if (depth > 8) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const shown = value instanceof Error ? errorFields(value) : value;
  return Object.fromEntries(
    Object.entries(shown).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) && item !== undefined && item !== null ? HIDDEN : redact(item, depth + 1),
    ]),
  );
};

/** An error's own fields and those that are not enumerable: type, message, stack, cause. */
const errorFields = (error: Error): Record<string, unknown> => ({
  ...error,
  type: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause === undefined ? {} : { cause: error.cause }),
});
