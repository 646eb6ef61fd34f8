/** What the person at the terminal can do something about: one line of what happened, one of what to do. */
export class Trouble extends Error {
  constructor(message, advice, output = '') {
    super(message);
    this.advice = advice;
    this.output = output;
  }
}

const BY_CODE = {
  ENOSPC: ['The disk is full.', 'Free some space (about 1 GB is needed), then try again.'],
  EDQUOT: ['The disk quota is used up.', 'Free some space (about 1 GB is needed), then try again.'],
  EACCES: [
    'This folder may not be written to.',
    'Run as the user who owns it, or clone into a folder of your own.',
  ],
  EPERM: [
    'This folder may not be written to.',
    'Run as the user who owns it, or clone into a folder of your own.',
  ],
  EROFS: ['This folder is on a read-only disk.', 'Clone into a folder that can be written to.'],
};

/** The trouble behind an error of the file system; undefined where it is something else. */
export const troubleOf = (code, path = '') => {
  const known = BY_CODE[code];
  return known === undefined
    ? undefined
    : new Trouble(path === '' ? known[0] : `${known[0]} (${path})`, known[1]);
};
