import { describeError } from './describe-error.js';

/** One answer of a check. `reason` says in one line what is wrong, for the person who is woken by it. */
export interface CheckResult {
  readonly ok: boolean;
  readonly reason?: string;
}

export interface HealthReport {
  readonly ok: boolean;
  readonly state: HealthState;
  readonly checks: readonly ({ readonly name: string } & CheckResult)[];
}

/** Only `ready` takes new work; `draining` still finishes what it has. */
export type HealthState = 'starting' | 'ready' | 'draining';

export interface Health {
  /** Adds a check by name; a name can be taken once. */
  register(name: string, check: () => Promise<CheckResult> | CheckResult): void;
  setState(state: HealthState): void;
  /** Runs every check at once; one that throws or takes too long has failed with that as its reason. */
  report(): Promise<HealthReport>;
}

/** The named checks behind /readyz. `timeoutMs`: how long one check may take. */
export const createHealth = ({ timeoutMs = 2_000 }: { timeoutMs?: number } = {}): Health => {
  const checks = new Map<string, () => Promise<CheckResult> | CheckResult>();
  let state: HealthState = 'starting';
  return {
    register(name, check) {
      if (checks.has(name)) throw new RangeError(`a health check is already called ${name}`);
      checks.set(name, check);
    },
    setState(next) {
      state = next;
    },
    async report() {
      const results = await Promise.all(
        [...checks].map(async ([name, check]) => ({ name, ...(await runCheck(check, timeoutMs)) })),
      );
      return { ok: state === 'ready' && results.every(({ ok }) => ok), state, checks: results };
    },
  };
};

const runCheck = async (
  check: () => Promise<CheckResult> | CheckResult,
  timeoutMs: number,
): Promise<CheckResult> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, reason: `no answer within ${timeoutMs} ms` }), timeoutMs);
  });
  try {
    return await Promise.race([Promise.resolve(check()), late]);
  } catch (thrown) {
    return { ok: false, reason: describeError(thrown).message };
  } finally {
    clearTimeout(timer);
  }
};
