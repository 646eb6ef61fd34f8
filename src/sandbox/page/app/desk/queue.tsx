import type { ReactNode } from 'react';
import type { Glance, Waiting } from '../../../desk-port.js';
import { problemText } from '../problem-text.js';
import { useLanguage, useWords } from '../words-context.js';
import { ageText } from './age.js';
import './desk.css';
import { Jobs } from './jobs.js';
import { Latest, Underway } from './latest.js';
import { useGlance } from './use-glance.js';

/** What the app is busy with, and what waits, kept up to date while it is looked at. */
export const Queue = (): ReactNode => {
  const words = useWords();
  const { glance, problem } = useGlance();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="desk scroll" tabIndex={0} aria-label={words.scenes.places.queue.name}>
      {problem === undefined ? null : (
        <p className="error" role="alert">
          {words.desk.queue.readAgain} {problemText(problem, words)}
        </p>
      )}
      {glance === undefined ? (
        <p role="status">{problem === undefined ? words.window.loading : ''}</p>
      ) : (
        <>
          <Headline of={glance} />
          <Counts of={glance} />
          <Underway of={glance.executions.first} />
          <Jobs of={glance.jobs} />
          <Latest of={glance.events} />
        </>
      )}
    </section>
  );
};

/** What nobody has to do anything for: it goes on by itself. */
const onItsWay = ({ outbox, executions, requests, deliveries, jobs }: Glance): number => {
  const queued = Object.values(jobs?.lanes ?? {}).reduce(
    (sum, { waiting, active, delayed }) => sum + waiting + active + delayed,
    0,
  );
  const owed =
    outbox.count +
    Math.max(0, executions.count - requests.attention.count) +
    deliveries.due.count +
    deliveries.retrying.count +
    deliveries.unknown.count;
  // A job is on its way for what is owed: the same thing is not counted twice.
  return Math.max(owed, queued);
};

const Headline = ({ of: glance }: { readonly of: Glance }): ReactNode => {
  const words = useWords().desk.queue;
  const things = onItsWay(glance);
  const { pending, attention } = glance.requests;
  const people = pending.count + attention.count;
  return (
    <p className="headline" role="status">
      {things === 0 && people > 0 ? null : (
        <strong>{things === 0 ? words.nothing : words.waiting(things)}</strong>
      )}{' '}
      {words.people(people)}
    </p>
  );
};

const Counts = ({
  of: { outbox, executions, requests, deliveries, ...rest },
}: {
  readonly of: Glance;
}): ReactNode => {
  const words = useWords().desk.queue;
  const rows: readonly (readonly [keyof typeof words.rows, Waiting])[] = [
    ['outbox', outbox],
    ['executions', executions],
    ['due', deliveries.due],
    ['retrying', deliveries.retrying],
    ['unknown', deliveries.unknown],
    ['pending', requests.pending],
    ['approved', requests.approved],
    ['attention', requests.attention],
    ['failed', deliveries.failed],
    ['kept', deliveries.kept],
  ];
  const errors = [outbox.error, rest.deliveryError].filter((error) => error !== null);
  return (
    <>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col" className="right">
              {words.many}
            </th>
            <th scope="col" className="right">
              {words.oldest}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, waiting]) => (
            <Count key={name} text={words.rows[name]} of={waiting} />
          ))}
        </tbody>
      </table>
      {errors.map((error) => (
        <p key={error} className="small">
          {words.lastError} <code>{error}</code>
        </p>
      ))}
    </>
  );
};

const Count = ({
  text,
  of: { count, oldestMs },
}: {
  readonly text: string;
  readonly of: Waiting;
}): ReactNode => {
  const language = useLanguage();
  return (
    <tr className={count === 0 ? 'none' : ''}>
      <th scope="row">{text}</th>
      <td className="right">{new Intl.NumberFormat(language).format(count)}</td>
      <td className="right">{oldestMs === null ? '–' : ageText(oldestMs, language)}</td>
    </tr>
  );
};
