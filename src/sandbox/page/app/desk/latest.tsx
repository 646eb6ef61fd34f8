import type { ReactNode } from 'react';
import type { OpenExecution, RecordedEvent } from '../../../desk-port.js';
import { useLanguage, useWords } from '../words-context.js';
import { ageText } from './age.js';

const useStepNames = (): ((steps: readonly string[]) => string[]) => {
  const { steps: names } = useWords().desk.queue;
  return (steps) => steps.map((step) => names[step] ?? step);
};

/** The cancellations that are being carried out, with what they lack. */
export const Underway = ({ of: executions }: { readonly of: readonly OpenExecution[] }): ReactNode => {
  const words = useWords().desk.queue;
  const language = useLanguage();
  const named = useStepNames();
  if (executions.length === 0) return null;
  return (
    <>
      <h3>{words.carriedOut}</h3>
      <ul className="lines">
        {executions.map(({ order, missing, attention, error, ageMs }) => (
          <li key={order}>
            <strong>{order}</strong>{' '}
            {attention.length > 0 ? words.parked(named(attention)) : words.missing(named(missing))}
            {error === null ? null : <code> {error}</code>}{' '}
            <span className="small">{words.ago(ageText(ageMs, language))}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The last facts, the newest first. */
export const Latest = ({ of: events }: { readonly of: readonly RecordedEvent[] }): ReactNode => {
  const words = useWords().desk.queue;
  const language = useLanguage();
  const named = useStepNames();
  return (
    <>
      <h3>{words.latest}</h3>
      {events.length === 0 ? <p>{words.noEvents}</p> : null}
      <ol className="lines">
        {events.map(({ id, type, order, step, ageMs, followedUp }) => (
          <li key={id}>
            <strong>{order}</strong> {words.events[type] ?? type}
            {step === null ? '' : ` (${named([step]).join()})`}{' '}
            <span className="small">
              {words.ago(ageText(ageMs, language))}
              {followedUp ? '' : ` · ${words.notFollowedUp}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
};
