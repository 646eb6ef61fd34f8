import { z } from 'zod';
import { type Operation, operation } from './operation.js';

const nothing = z.strictObject({});

/** The mailbox beside the workspace, when there is one. */
export const MAILBOX_OPERATIONS: Readonly<Record<string, Operation>> = {
  mails: operation('Mails that arrived', nothing, ({ parts }) => parts.mailbox?.messages() ?? []),
  'add-mail-fault': operation(
    'Make the mail server refuse, hang or drop',
    z.strictObject({
      kind: z.enum(['reject', 'temporary', 'hang', 'drop-after']),
      to: z.string().optional(),
      times: z.number().int().positive().optional(),
      text: z.string().optional(),
    }),
    ({ parts }, fault) => {
      parts.mailbox?.addFault(fault);
      return { ok: parts.mailbox !== undefined };
    },
  ),
  'clear-mail-faults': operation('Mail works again', nothing, ({ parts }) => {
    parts.mailbox?.clearFaults();
    return { ok: parts.mailbox !== undefined };
  }),
};
