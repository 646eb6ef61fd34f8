import type { ReactNode } from 'react';
import type { Glance } from '../../../desk-port.js';
import { useLanguage, useWords } from '../words-context.js';

const LANES = ['steps', 'messages'] as const;
const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** What the queue itself says. */
export const Jobs = ({ of: jobs }: { readonly of: Glance['jobs'] }): ReactNode => {
  const words = useWords().desk.queue;
  const numbers = new Intl.NumberFormat(useLanguage());
  if (jobs === null) return <p className="note">{words.noJobs}</p>;
  return (
    <>
      <h3 id="desk-jobs">{words.jobs[jobs.backend]}</h3>
      <table aria-labelledby="desk-jobs">
        <thead>
          <tr>
            <th scope="col">{words.lane}</th>
            {STATES.map((state) => (
              <th key={state} scope="col" className="right">
                {words.states[state]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LANES.map((lane) => (
            <tr key={lane}>
              <th scope="row">{words.lanes[lane]}</th>
              {STATES.map((state) => (
                <td key={state} className="right">
                  {numbers.format(jobs.lanes[lane][state])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
