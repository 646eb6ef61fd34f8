import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Microsoft's Northwind sample as an import folder; it lies beside the repository, not in it. */
export const NORTHWIND = fileURLToPath(new URL('../../../shared/data/northwind/', import.meta.url));

/** Whether the sample is there. Suites that need it say so in their title when it is not. */
export const hasNorthwind = existsSync(NORTHWIND);
