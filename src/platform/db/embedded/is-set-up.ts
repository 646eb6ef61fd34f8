import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { recordedPlace } from './place.js';

/** Whether the data folder has a built-in PostgreSQL. Creates nothing; a folder that cannot be read counts as having one. */
export const isSetUp = async (home: string): Promise<boolean> => {
  const own = join(home, 'postgres');
  try {
    await stat(join((await recordedPlace(join(own, 'place.json'))) ?? own, 'cluster'));
    return true;
  } catch (error) {
    return !(
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    );
  }
};
