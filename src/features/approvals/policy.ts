import { toMinor } from '../../kernel/money.js';

/** Roles that a step can ask for, in the sequence in which they decide. */
export const STEP_ROLES = ['manager', 'finance'] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/** Frozen with each request, so that a later policy does not touch requests in flight. */
export const POLICY_VERSION = 'default-1';

/** Up to this much at risk (major units of the base currency) nobody has to decide. */
const NOBODY_UP_TO = '200';
/** Above this much finance decides too. */
const FINANCE_ABOVE = '5000';

/** Why a step is required, for the person who asks. */
export type StepReason = 'above-nobody-limit' | 'above-finance-limit' | 'money-was-paid';

export interface RequiredStep {
  readonly role: StepRole;
  readonly because: StepReason;
}

/**
 * Who has to decide, manager before finance, each at most once (decisions on the model, 6 and 7). `atRisk` is in minor
 * units of `baseCurrency`; `moneyMoved` is whether anything was paid, returned or kept.
 */
export const requiredSteps = (facts: {
  readonly atRisk: bigint;
  readonly baseCurrency: string;
  readonly moneyMoved: boolean;
}): RequiredStep[] => {
  if (facts.moneyMoved) {
    return [
      { role: 'manager', because: 'money-was-paid' },
      { role: 'finance', because: 'money-was-paid' },
    ];
  }
  const steps: RequiredStep[] = [];
  if (facts.atRisk > toMinor(NOBODY_UP_TO, facts.baseCurrency)) {
    steps.push({ role: 'manager', because: 'above-nobody-limit' });
  }
  if (facts.atRisk > toMinor(FINANCE_ABOVE, facts.baseCurrency)) {
    steps.push({ role: 'finance', because: 'above-finance-limit' });
  }
  return steps;
};
