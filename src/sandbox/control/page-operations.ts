import { z } from 'zod';
import { showScreen } from '../page/show-screen.js';
import { type Operation, operation } from './operation.js';

/** What the page asks beside the acts of people. */
export const PAGE_OPERATIONS: Readonly<Record<string, Operation>> = {
  'page-screen': operation(
    'All that one person’s window shows; when nobody is named, of whoever comes first',
    z.strictObject({
      as: z.string().optional(),
      channel: z.string().optional(),
      limit: z.number().int().min(1).max(10_000).default(200),
      thread: z.string().optional(),
      known: z
        .strictObject({ revision: z.number(), channel: z.string(), from: z.string() })
        .optional()
        .describe('what the window shows already; then it is told only what is new'),
      read: z.record(z.string(), z.string()).default({}).describe('ts of what was read, by channel'),
    }),
    ({ parts }, input) => showScreen(parts, input),
  ),
};
