import type { Role } from '../../kernel/actor.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { KnownMember } from './known-member.js';
import { activeMembersWithRole, membersOfPeople } from './member-store.js';

/** More direct messages than this would be noise; the channel card is for everybody. */
const MOST_ASKED = 10;

/**
 * Whom to ask by direct message to decide a step: active members with the role in the owner's department, or all with
 * the role when there are none, ten at most. `except` are the requester and whoever decided an earlier step.
 */
export const decidersFor = async (
  tx: Transaction,
  step: { readonly role: Role; readonly department: string; readonly except: readonly string[] },
): Promise<KnownMember[]> => {
  // Also under another address: they would be asked, and refused.
  const except = await membersOfPeople(tx, step.except);
  // An empty department is none: those without one have nothing in common.
  const near =
    step.department === ''
      ? []
      : await activeMembersWithRole(tx, step.role, { department: step.department, except });
  const asked = near.length > 0 ? near : await activeMembersWithRole(tx, step.role, { except });
  return asked.slice(0, MOST_ASKED);
};

/**
 * The first step that nobody is left to decide when each person decides at most one step and the requester none;
 * null when all can be decided. `candidates` are the eligible people of each step, in order.
 */
export const stepWithoutDecider = <R extends string>(
  candidates: ReadonlyArray<{ readonly role: R; readonly people: readonly string[] }>,
): R | null => {
  const takenBy = new Map<string, number>();
  // Augmenting paths: a person already taken is freed when their step finds somebody else.
  const place = (step: number, tried: Set<string>): boolean => {
    for (const person of candidates[step]?.people ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const other = takenBy.get(person);
      if (other === undefined || place(other, tried)) {
        takenBy.set(person, step);
        return true;
      }
    }
    return false;
  };
  for (const [index, step] of candidates.entries()) {
    if (!place(index, new Set())) return step.role;
  }
  return null;
};
