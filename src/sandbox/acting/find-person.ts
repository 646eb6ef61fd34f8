import type { Parts } from '../parts.js';
import { findByEmail } from '../workspace/users.js';
import { Person } from './person.js';

/** A person by e-mail address or id; throws when there is none. */
export const findPerson = (parts: Parts, emailOrId: string): Person => {
  const user = parts.workspace.store.get('users', emailOrId) ?? findByEmail(parts.workspace, emailOrId);
  if (user === undefined) throw new NoSuchRecord(`there is no person ${emailOrId} in the sandbox`);
  return new Person(parts, user.id);
};

/** Someone named a person or channel that is not there: a mistake of the test or page that asked. */
export class NoSuchRecord extends Error {}
