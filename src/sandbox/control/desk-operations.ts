import { z } from 'zod';
import { NoSuchRecord } from '../acting/find-person.js';
import type { Desk } from '../desk-port.js';
import type { Parts } from '../parts.js';
import { findByEmail } from '../workspace/users.js';
import { type ControlContext, type Operation, operation } from './operation.js';

const locale = z.string().default('en').describe('in which the answer is worded');
const nothing = z.strictObject({ locale });

const MOST_FILES = 50;
const LONGEST_NAME = 80;

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

const invitation = z.strictObject({
  name: z.string().transform((text) => text.trim()),
  email: z.string().transform((text) => text.trim()),
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  timezone: z.string(),
  guest: z.boolean().default(false),
  member: z
    .strictObject({
      department: z.string().transform((text) => text.trim()),
      roles: z.array(z.string()),
    })
    .nullable()
    .default(null),
  words: locale,
});

/** Why an invitation was not sent, by field. */
export type InvitationErrors = Readonly<
  Partial<
    Record<
      'name' | 'email' | 'timezone' | 'roles' | 'department',
      'required' | 'too-long' | 'not-an-email' | 'taken' | 'unknown'
    >
  >
>;

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
    (context, input) => invite(context, input),
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

const invite = async ({ parts, control }: ControlContext, input: z.infer<typeof invitation>) => {
  const errors = errorsOf(parts, input);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { name, email, timezone, guest, member } = input;
  if (member !== null) await deskOf(parts).addMember({ name, email, ...member }, input.words);
  const person = control.addPerson({ name, email, timezone, locale: input.locale, isRestricted: guest });
  // What they are in the company stands beside their name.
  if (member !== null) await control.readPeople();
  return { ok: true, id: person.id };
};

const errorsOf = (parts: Parts, input: z.infer<typeof invitation>): InvitationErrors => {
  const { name, email, timezone, member } = input;
  return {
    ...(name === '' ? { name: 'required' } : name.length > LONGEST_NAME ? { name: 'too-long' } : {}),
    ...(email === ''
      ? { email: 'required' }
      : !z.email().safeParse(email).success
        ? { email: 'not-an-email' }
        : findByEmail(parts.workspace, email) === undefined
          ? {}
          : { email: 'taken' }),
    ...(isZone(timezone) ? {} : { timezone: 'unknown' }),
    ...(member === null || member.roles.length > 0 ? {} : { roles: 'required' }),
    ...(member !== null && member.department === '' ? { department: 'required' } : {}),
    ...(member !== null && member.department.length > LONGEST_NAME ? { department: 'too-long' } : {}),
    ...(member?.roles.every((role) => parts.desk?.roles.includes(role) === true) === false
      ? { roles: 'unknown' }
      : {}),
  };
};

const isZone = (timezone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return timezone !== '';
  } catch {
    // Intl knows no such zone.
    return false;
  }
};
