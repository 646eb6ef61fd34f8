import type { MemberActor, Role } from '../../kernel/actor.js';

/** What a person may do; who may do it is the table below and nothing else (decisions on the model, 19). */
export type Right =
  | 'orders.see.department'
  | 'orders.see.all'
  | 'orders.request.department'
  | 'orders.request.all'
  | 'requests.decide.manager'
  | 'requests.decide.finance'
  | 'payouts.confirm'
  | 'steps.retry.stock'
  | 'steps.retry.finance'
  | 'steps.retry.settle'
  | 'audit.read'
  | 'members.manage'
  | 'channels.manage';

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  sales: ['orders.see.department', 'orders.request.department'],
  manager: ['orders.see.all', 'orders.request.all', 'requests.decide.manager', 'steps.retry.settle'],
  finance: [
    'orders.see.all',
    'orders.request.all',
    'requests.decide.finance',
    'payouts.confirm',
    'steps.retry.finance',
    'steps.retry.settle',
  ],
  warehouse: ['orders.see.all', 'steps.retry.stock'],
  auditor: ['orders.see.all', 'audit.read'],
  admin: ['members.manage', 'channels.manage'],
};

/** Whether the person may; one who is no longer active may nothing. */
export const may = (actor: MemberActor, right: Right): boolean =>
  actor.active && actor.roles.some((role) => RIGHTS[role].includes(right));

/** The roles that carry a right, for saying whom to ask. */
export const rolesWith = (right: Right): Role[] =>
  (Object.keys(RIGHTS) as Role[]).filter((role) => RIGHTS[role].includes(right)); // keys of a Record<Role, …>
