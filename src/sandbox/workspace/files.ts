import type { FileRecord } from './records.js';

/** How the files begin that every browser shows and none runs; a name proves nothing. */
const PICTURES: readonly (readonly [type: string, start: RegExp])[] = [
  ['image/png', /^.PNG\r\n/s],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
];
/** As many base64 characters as hold the longest start. */
const ENOUGH = 24;

/** The type of a picture that can be shown as it is; undefined for every other file, and for one that has not come. */
export const pictureType = (file: FileRecord): string | undefined => {
  const start = Buffer.from((file.contentBase64 ?? '').slice(0, ENOUGH), 'base64').toString('latin1');
  return PICTURES.find(([, pattern]) => pattern.test(start))?.[0];
};
