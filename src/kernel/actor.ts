/** Rights are given by role, see features/access/rights.ts. */
export const ROLES = ['sales', 'manager', 'finance', 'warehouse', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A person of the company, already identified from a verified payload or from the shell. */
export interface MemberActor {
  readonly kind: 'member';
  readonly memberId: string;
  readonly name: string;
  readonly department: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

/** The product itself: a worker, the sweep, or the policy where nobody has to decide. */
export interface SystemActor {
  readonly kind: 'system';
  readonly process:
    | 'policy'
    | 'worker'
    | 'sweep'
    | 'import'
    | 'command-line'
    | 'slack'
    | 'configuration'
    | 'sandbox';
}

export type Actor = MemberActor | SystemActor;

export const system = (process: SystemActor['process']): SystemActor => ({ kind: 'system', process });
