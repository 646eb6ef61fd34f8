import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** An id in Slack's form, such as U0A1B2C3D4E: a letter that names the kind, `0`, and nine of A-Z and 0-9. */
export const slackId = (kind: 'T' | 'A' | 'B' | 'U' | 'W' | 'C' | 'D' | 'V' | 'F'): string =>
  `${kind}0${[...randomBytes(9)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;

/** A secret of the given number of random bytes, in hexadecimal. */
export const secret = (bytes: number): string => randomBytes(bytes).toString('hex');
