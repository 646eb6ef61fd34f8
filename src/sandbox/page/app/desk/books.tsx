import { type ReactNode, useState } from 'react';
import type { BookCheck } from '../../../desk-port.js';
import { ask } from '../ask.js';
import { problemText } from '../problem-text.js';
import { useLanguage, useWords } from '../words-context.js';
import './desk.css';

/** What `verify` says of every row, when somebody asks. */
export const Books = (): ReactNode => {
  const words = useWords();
  const locale = useLanguage();
  const [checks, setChecks] = useState<readonly BookCheck[]>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const check = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setChecks(await ask<readonly BookCheck[]>('check-books', { locale }));
    } catch (error) {
      setChecks(undefined);
      setProblem(error);
    }
    setBusy(false);
  };
  const { books } = words.desk;
  const wrong = checks?.filter(({ ok }) => !ok).length ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="desk scroll" tabIndex={0} aria-label={words.scenes.places.books.name}>
      <p>{books.about}</p>
      <button type="button" className="button primary" aria-busy={busy} onClick={() => void check()}>
        {busy ? books.checking : books.check}
      </button>
      <p role="status" className={wrong > 0 ? 'headline error' : 'headline'}>
        {problem === undefined ? null : problemText(problem, words)}
        {checks === undefined
          ? null
          : wrong === 0
            ? books.right(checks.length)
            : books.wrong(wrong, checks.length)}
      </p>
      {checks === undefined ? null : <Results of={checks} />}
    </section>
  );
};

const Results = ({ of: checks }: { readonly of: readonly BookCheck[] }): ReactNode => {
  const { books } = useWords().desk;
  return (
    <ul className="lines">
      {checks.map(({ name, rule, ok, checked, failed, failures }) => (
        <li key={name}>
          {ok ? '✓ ' : '✗ '}
          {rule}: {ok ? books.holds : <strong className="error">{books.fails(failed)}</strong>}{' '}
          <span className="small">{books.looked(checked)}</span>
          {failures.length === 0 ? null : (
            <ul className="lines">
              {failures.map(({ id, problem }) => (
                <li key={`${id} ${problem}`}>
                  <code>{id}</code> {problem}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
};
