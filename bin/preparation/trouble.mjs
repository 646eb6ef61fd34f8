/**
 * What the person at the terminal can do something about: the name and the values of a trouble in words.mjs, where it
 * happened if that is known, and what else to show them.
 */
export class Trouble extends Error {
  constructor(name, { values = {}, path = '', output = '' } = {}) {
    super(name);
    this.values = values;
    this.path = path;
    this.output = output;
  }
}

const BY_CODE = {
  ENOSPC: 'diskFull',
  EDQUOT: 'quotaUsed',
  EACCES: 'notWritable',
  EPERM: 'notWritable',
  EROFS: 'readOnly',
};

/** The trouble behind an error of the file system; undefined where it is something else. */
export const troubleOf = (code, path = '') => {
  const known = BY_CODE[code];
  return known === undefined ? undefined : new Trouble(known, { path });
};

/** A trouble in the given words, in one line: what happened and what to do. */
export const sayTrouble = ({ message, values, path }, words) => {
  const [what, advice] = words.troubles[message](values);
  return words.failed({ what: path === '' ? what : words.at({ what, path }), advice });
};
