import { z } from 'zod';
import type { Desk } from '../desk-port.js';
import type { Parts } from '../parts.js';
import { findByEmail } from '../workspace/users.js';
import type { ControlContext } from './operation.js';

const LONGEST_NAME = 80;

/** An invitation as it is sent; what is wrong in it is said by field. */
export const invitation = z.strictObject({
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
  words: z.string().default('en').describe('language of what is answered'),
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

/** Invites a person; with a membership they are a member first, so that nobody is here who should be one and is not. */
export const invite = async (
  { parts, control, desk }: ControlContext & { readonly desk: () => Desk },
  input: z.infer<typeof invitation>,
) => {
  const errors = errorsOf(parts, input);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { name, email, timezone, guest, member } = input;
  if (member !== null) await desk().addMember({ name, email, ...member }, input.words);
  // The same may have been sent twice at once: whoever waited for the desk longer looks again.
  if (findByEmail(parts.workspace, email) !== undefined)
    return { ok: false, errors: { email: 'taken' } satisfies InvitationErrors };
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
