const HIDDEN = '[redacted]';

/** Keys whose values are secrets, or how to reach a person: neither belongs into a log. */
const SECRET_KEY =
  /token|secret|password|passwd|authorization|cookie|^(e-?mail|phone|contact)(s|address|name)?$|databaseurl|redisurl|smtpurl/i;

// Every repetition is bounded: what a person typed may stand in an error, and must not make a line take seconds.
const SECRET_TEXT: readonly [RegExp, string][] = [
  [/\b(?:xox[a-z]|xapp)-[A-Za-z0-9][\w.-]{2,}/g, HIDDEN],
  // The password of a URL; the host stays, since it is what one needs to know.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"]{0,200}):[^\s@"]{1,500}@/gi, `$1:${HIDDEN}@`],
  // A password among the parameters of a URL, as a Sentinel's.
  [/([?&][a-z]{0,30}(?:password|secret|token)=)[^\s&"#]{1,500}/gi, `$1${HIDDEN}`],
  // A line of JSON, such as one with what is bound to a child of the log.
  [
    /"([\w-]{0,40}(?:token|secret|password|authorization)[\w-]{0,40}|e-?mail|phone|contact)":"(?:[^"\\]|\\.)*"/gi,
    `"$1":"${HIDDEN}"`,
  ],
  [/\b(Bearer|Basic) [\w+/=.~-]{8,}/gi, `$1 ${HIDDEN}`],
];

/** How errors of the database and of mail servers name people: in the values that they quote. */
const CONTACT_TEXT: readonly [RegExp, string][] = [
  // PostgreSQL quotes the whole row, or the key that is there already.
  [/Failing row contains \((?:[^"\\]|\\.)*/g, `Failing row contains (${HIDDEN})`],
  [/Key \(([^"=]{1,200})\)=\((?:[^"\\]|\\.)*/g, `Key ($1)=(${HIDDEN})`],
  // Prisma quotes what it was given: email: \"…\".
  [/\b(e-?mail|phone|contact): \\"[^"]{0,500}"/gi, `$1: ${HIDDEN}`],
  [/(?<![\w/])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,20}\b/gi, HIDDEN],
];

/** Text with tokens and passwords of URLs made unreadable. */
export const redactText = (text: string): string =>
  SECRET_TEXT.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);

/** A line of the log, in JSON, with what `redactText` hides and with how to reach people made unreadable. */
export const redactLine = (line: string): string =>
  CONTACT_TEXT.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), redactText(line));

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
const errorFields = (error: Error): Record<string, unknown> => {
  // What ioredis was asking when Redis refused it: its arguments are data, and those of AUTH the password.
  const { command, ...own } = error as Error & { readonly command?: unknown }; // Reading a field that may be there.
  return {
    ...own,
    ...(command === undefined ? {} : { command: HIDDEN }),
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  };
};
