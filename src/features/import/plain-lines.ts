import { isUtf8 } from 'node:buffer';
import { Transform, type TransformCallback } from 'node:stream';

/** The bytes are not UTF-8, first on this line of the file, from 1. */
export class NotUtf8 extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`not UTF-8 on line ${line}`);
    this.name = 'NotUtf8';
    this.line = line;
  }
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Every line end as a single line feed: by bytes, because neither byte is ever part of a longer character. */
const withLineFeeds = (bytes: Buffer): Buffer =>
  bytes.includes(CARRIAGE_RETURN)
    ? Buffer.from(bytes.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1')
    : bytes;

/** Passes a file's bytes on with one kind of line end, and fails with NotUtf8 at the first line that is not UTF-8. */
export const plainLines = (): Transform => {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);

  const check = (bytes: Buffer): void => {
    if (isUtf8(bytes)) {
      for (const byte of bytes) if (byte === LINE_FEED) line += 1;
      return;
    }
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, start);
      if (end < 0 || !isUtf8(bytes.subarray(start, end))) throw new NotUtf8(line);
      line += 1;
      start = end + 1;
    }
  };

  const attempt = (done: TransformCallback, raw: Buffer): void => {
    try {
      const bytes = withLineFeeds(raw);
      check(bytes);
      done(null, bytes);
    } catch (wrong) {
      // Safe: check throws nothing but NotUtf8.
      done(wrong as NotUtf8);
    }
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      // A line feed is never part of a longer character, so what ends in one can be judged by itself.
      const whole = bytes.lastIndexOf(LINE_FEED) + 1;
      rest = bytes.subarray(whole);
      attempt(done, bytes.subarray(0, whole));
    },
    flush(done) {
      attempt(done, rest);
    },
  });
};
