import type { ReactNode } from 'react';
import type { ImportAnswer } from '../../../desk-port.js';
import { useLanguage, useWords } from '../words-context.js';

/** What an import gave or would give, or everything that is wrong. */
export const ImportReport = ({ of: answer }: { readonly of: ImportAnswer }): ReactNode => {
  const words = useWords().desk.importing;
  switch (answer.kind) {
    case 'nothing-to-import':
      return <p className="error">{words.nothing}</p>;
    case 'demo-changed':
      return <p className="error">{words.demoChanged}</p>;
    case 'wrong-rows':
      return <WrongRows of={answer} />;
    case 'report':
      return <Report of={answer} />;
  }
};

const WrongRows = ({
  of: { rows, total },
}: {
  readonly of: Extract<ImportAnswer, { kind: 'wrong-rows' }>;
}): ReactNode => {
  const words = useWords().desk.importing;
  return (
    <>
      <p className="headline error">
        {words.wrong(total)} {rows.length < total ? words.firstOf(rows.length) : ''}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="wide" tabIndex={0} aria-label={words.why}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.file}</th>
              <th scope="col" className="right">
                {words.line}
              </th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ file, line, column, reason }) => (
              <tr key={`${file} ${line} ${column} ${reason}`}>
                <td>{file}</td>
                <td className="right">{line}</td>
                <td>{column ?? words.whole}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
};

const Report = ({ of: report }: { readonly of: Extract<ImportAnswer, { kind: 'report' }> }): ReactNode => {
  const words = useWords().desk.importing;
  const numbers = new Intl.NumberFormat(useLanguage());
  const counts = ['created', 'updated', 'unchanged'] as const;
  return (
    <>
      <p className="headline">{report.dryRun ? words.nothingWrong : words.imported}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            {counts.map((count) => (
              <th key={count} scope="col" className="right">
                {words[count]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.files.map((file) => (
            <tr key={file.file}>
              <th scope="row">{file.file}</th>
              {counts.map((count) => (
                <td key={count} className="right">
                  {numbers.format(file[count])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">{words.reserved(report.reserved)}</p>
      {report.notes.length === 0 ? null : (
        <details>
          <summary>
            {words.notes} ({numbers.format(report.notes.length)})
          </summary>
          <ul className="lines">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
