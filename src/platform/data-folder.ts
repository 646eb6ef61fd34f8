import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { asError, Failure } from '../kernel/errors.js';

/** What may be otherwise at the next try: no room, or too much open. */
const PASSING = new Set(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO']);

/** The failure `data-folder-unusable` for what the file system threw about the data folder; else what was thrown. */
export const asFolderFailure = (home: string, thrown: unknown): unknown => {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (thrown instanceof Failure || !/^E[A-Z]+$/.test(code)) return thrown;
  const why = asError(thrown).message;
  return new Failure(
    'data-folder-unusable',
    `the data folder ${home} cannot be used (${why}): set COUNTERMAND_HOME to one that can`,
    { retryable: PASSING.has(code), cause: thrown, details: { home, why } },
  );
};

/** Makes the data folder unless it is there. Throws `data-folder-unusable` where nothing can be written into it. */
export const makeDataFolder = async (home: string): Promise<void> => {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    throw asFolderFailure(home, error);
  }
};
