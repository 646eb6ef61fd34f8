import { Failure } from '../../../kernel/errors.js';
import type { Finding } from './limits/checks.js';
import { repair } from './repair.js';
import { validate } from './validate.js';

/** Hands back what may be sent; `where` names the call for the report, such as `views.open`. */
export type Guard = <T extends object>(payload: T, where: string) => T;

export interface GuardOptions {
  /** In tests: a payload over a limit is a bug and throws a Failure. Otherwise it is repaired, sent and reported. */
  readonly strict: boolean;
  readonly report: (where: string, findings: readonly Finding[]) => void;
}

/** Stands before every send: a customer's long name must not cost anybody their approval card. */
export const createGuard =
  ({ strict, report }: GuardOptions): Guard =>
  (payload, where) => {
    const findings = validate(payload);
    if (findings.length === 0) return payload;
    if (strict)
      throw new Failure('slack-payload-invalid', `${where}: ${JSON.stringify(findings)}`, {
        retryable: false,
        details: { where, findings },
      });
    report(where, findings);
    return repair(payload);
  };
