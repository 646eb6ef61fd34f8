import { basename } from 'node:path';
import { expect } from 'vitest';

/** The name of the test file that runs in this process. */
export const testFile = (): string => basename(expect.getState().testPath ?? 'unknown', '.ts');
