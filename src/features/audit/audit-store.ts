import type { Actor } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import type { Prisma } from '../../platform/db/generated/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';

/** One line of the audit: what was meant, by whom, about what. `details` hold codes, ids and amounts, no contact data. */
export interface AuditEntry {
  readonly actor: Actor;
  /** The intent, e.g. `cancellation.requested`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly subjectType: 'order' | 'request' | 'execution' | 'refund' | 'member' | 'company';
  readonly subjectId?: string;
  readonly requestId?: string;
  readonly details: Prisma.InputJsonObject;
  /** When it happened; now when left out. */
  readonly at?: Date;
}

/** Writes one line, in the transaction of what it tells of. */
export const recordAudit = async (tx: Transaction | Database['prisma'], entry: AuditEntry): Promise<void> => {
  await tx.auditEvent.create({
    data: {
      id: newId(),
      actor: entry.actor.kind === 'member' ? 'member' : entry.actor.process,
      memberId: entry.actor.kind === 'member' ? entry.actor.memberId : null,
      action: entry.action,
      outcome: entry.outcome,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId ?? null,
      requestId: entry.requestId ?? null,
      details: entry.details,
      ...(entry.at === undefined ? {} : { at: entry.at }),
    },
    select: { id: true },
  });
};

/** Refuses, and records it: who wanted what of which subject, and why they did not get it (C5). */
export const refuseOnRecord = async <R extends { readonly code: string }>(
  tx: Transaction,
  about: Omit<AuditEntry, 'outcome' | 'details'> & { readonly details?: AuditEntry['details'] },
  refusal: R,
): Promise<{ readonly ok: false; readonly refusals: readonly R[] }> => {
  await recordAudit(tx, {
    ...about,
    outcome: 'refused',
    details: { ...about.details, refusal: refusal.code },
  });
  return refused(refusal);
};

/** One line as a reader sees it. */
export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly memberId: string | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly requestId: string | null;
  readonly details: Prisma.JsonValue;
}

/** The newest lines about one subject, newest first. */
export const readAudit = async (
  db: Database,
  about: { readonly subjectType: string; readonly subjectId: string; readonly limit: number },
): Promise<AuditLine[]> =>
  db.prisma.auditEvent.findMany({
    where: { subjectType: about.subjectType, subjectId: about.subjectId },
    // Not by id, which the clock of the machine that wrote it made.
    orderBy: { seq: 'desc' },
    take: about.limit,
    select: {
      id: true,
      at: true,
      actor: true,
      memberId: true,
      action: true,
      outcome: true,
      requestId: true,
      details: true,
    },
  });
