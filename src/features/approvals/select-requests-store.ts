import type { Role } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import type { Prisma } from '../../platform/db/generated/client.js';
import type { InJson } from '../../platform/db/in-json.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { RequestState } from './transitions.js';

/** What one person said to one step. */
interface StoredDecision {
  readonly memberId: string;
  readonly verdict: 'approved' | 'rejected';
  readonly reason: string | null;
  readonly decidedAt: Date;
  /** As they are now, not as they were when they decided. */
  readonly member: {
    readonly name: string;
    readonly active: boolean;
    readonly roles: readonly Role[];
    readonly slackTeamId: string | null;
    readonly slackUserId: string | null;
  };
}

interface StoredStep {
  readonly id: string;
  readonly position: number;
  readonly role: Role;
  readonly decision: StoredDecision | null;
}

/** A request with its steps in their sequence and what was decided on each. */
export interface StoredRequest {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly action: string;
  readonly state: RequestState;
  readonly planHash: string;
  readonly policyVersion: string;
  readonly requestedById: string;
  readonly previousId: string | null;
  /** Why it ended, where more is known than its state says. */
  readonly ended: Prisma.JsonValue;
  readonly version: number;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly requestedBy: {
    readonly id: string;
    readonly name: string;
    readonly department: string;
    readonly slackUserId: string | null;
    readonly locale: string | null;
  };
  readonly steps: readonly StoredStep[];
}

/**
 * Requests by a condition on `r`, in one statement: a cancellation reads its request ten times, and Prisma would ask
 * five tables one after the other each time.
 */
export const selectRequests = async (
  db: Transaction | Database['prisma'],
  which: Prisma.Sql,
): Promise<StoredRequest[]> => {
  const rows = await db.$queryRaw<(Omit<StoredRequest, 'steps'> & InJson<Pick<StoredRequest, 'steps'>>)[]>`
    SELECT r.id, r.subject_type AS "subjectType", r.subject_id AS "subjectId", r.action, r.state::text AS state,
      r.plan_hash AS "planHash", r.policy_version AS "policyVersion", r.requested_by_id AS "requestedById",
      r.previous_id AS "previousId", r.ended, r.version, r.created_at AS "createdAt", r.closed_at AS "closedAt",
      json_build_object('id', asker.id, 'name', asker.name, 'department', asker.department,
        'slackUserId', asker.slack_user_id, 'locale', asker.locale) AS "requestedBy",
      (SELECT coalesce(json_agg(json_build_object('id', s.id, 'position', s.position, 'role', s.role, 'decision',
          CASE WHEN d.id IS NOT NULL THEN json_build_object('memberId', d.member_id, 'verdict', d.verdict,
            'reason', d.reason, 'decidedAt', d.decided_at, 'member', json_build_object('name', m.name,
            'active', m.active, 'roles', m.roles, 'slackTeamId', m.slack_team_id, 'slackUserId', m.slack_user_id))
          END) ORDER BY s.position), '[]')
        FROM request_step s LEFT JOIN decision d ON d.step_id = s.id LEFT JOIN member m ON m.id = d.member_id
        WHERE s.request_id = r.id) AS steps
    FROM request r JOIN member asker ON asker.id = r.requested_by_id
    ${which}`;
  return rows.map((row) => ({ ...row, steps: row.steps.map(stepOf) }));
};

const stepOf = ({ decision, ...step }: InJson<StoredStep>): StoredStep => ({
  ...step,
  decision: decision === null ? null : { ...decision, decidedAt: new Date(decision.decidedAt) },
});
