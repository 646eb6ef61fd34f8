import { z } from 'zod';
import { NoSuchRecord } from '../acting/find-person.js';
import type { Desk } from '../desk-port.js';
import type { Parts } from '../parts.js';
import { invitation, invite } from './invitation.js';
import { type Operation, operation } from './operation.js';

const locale = z.string().default('en').describe('in which the answer is worded');
const nothing = z.strictObject({ locale });

const MOST_FILES = 50;

const files = z
  .array(
    z.strictObject({
      // A bare name: no folder of theirs means anything here.
      name: z.string().regex(/^[a-z0-9][a-z0-9 _-]{0,80}\.csv$/i, 'not the name of a CSV file'),
      base64: z.base64(),
    }),
  )
  .min(1)
  .max(MOST_FILES);

const deskOf = ({ desk }: Parts): Desk => {
  if (desk === undefined) throw new NoSuchRecord('there is no company behind this sandbox');
  return desk;
};

/** The company behind the app: what it is busy with, and how to change it. */
export const DESK_OPERATIONS: Readonly<Record<string, Operation>> = {
  company: operation(
    'Whether the company is the demo; its departments, the roles there are',
    nothing,
    async ({ parts }, input) => {
      const desk = deskOf(parts);
      return { ...(await desk.company(input.locale)), roles: desk.roles };
    },
  ),
  glance: operation(
    'What waits or is under way in outbox, queue and deliveries',
    nothing,
    ({ parts }, input) => deskOf(parts).glance(input.locale),
  ),
  'check-books': operation('Check what must hold on every row', nothing, ({ parts }, input) =>
    deskOf(parts).checkBooks(input.locale),
  ),
  'import-files': operation(
    'Import CSV files, or with `dryRun` only say what that would give',
    z.strictObject({
      files,
      dryRun: z.boolean().default(false),
      replaceDemo: z.boolean().default(false),
      locale,
    }),
    ({ parts, control }, { files: sent, ...how }) =>
      control.importFiles(
        deskOf(parts),
        sent.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
        how,
      ),
  ),
  invite: operation(
    'Invite a person, and make them a member of the company if wished',
    invitation,
    ({ parts, control }, input) => invite({ parts, control, desk: () => deskOf(parts) }, input),
  ),
  'start-over': operation(
    'Forget what was said and done; the demo company goes back to its first day, another is kept',
    nothing,
    async ({ control }, input) => {
      await control.startOver(input.locale);
      return { ok: true };
    },
  ),
};
