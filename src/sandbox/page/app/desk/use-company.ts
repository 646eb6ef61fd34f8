import { useCallback, useEffect, useState } from 'react';
import { ask } from '../ask.js';
import { useLanguage } from '../words-context.js';

/** The company behind the app, as far as it matters here. */
export interface Company {
  readonly demo: boolean;
  readonly departments: readonly string[];
  readonly roles: readonly string[];
}

/** The company, or why it is not known; `again` reads it once more. */
export const useCompany = (): {
  readonly company: Company | undefined;
  readonly problem: unknown;
  again(): void;
} => {
  const locale = useLanguage();
  const [company, setCompany] = useState<Company>();
  const [problem, setProblem] = useState<unknown>();
  const again = useCallback(() => {
    ask<Company>('company', { locale }).then(
      (found) => {
        setCompany(found);
        setProblem(undefined);
      },
      (error: unknown) => setProblem(error),
    );
  }, [locale]);
  useEffect(again, [again]);
  return { company, problem, again };
};
