import { type ReactNode, useState } from 'react';
import { type ImportAnswer, MOST_IMPORT_BYTES } from '../../../desk-port.js';
import type { UserRecord } from '../../../workspace/records.js';
import { ask } from '../ask.js';
import { problemText } from '../problem-text.js';
import { useTools } from '../window-context.js';
import { useLanguage, useWords } from '../words-context.js';
import { ChooseFiles } from './choose-files.js';
import { readChosen, type SentFile } from './chosen-files.js';
import './desk.css';
import { ImportReport } from './import-report.js';
import { useCompany } from './use-company.js';

const plain = (text: string) => ({ type: 'plain_text', text });

/** What the last import gave: it is read by somebody else, when whoever imported has left with the demo company. */
let lastImport: ImportAnswer | undefined;

/** Chooses files, shows what importing them would give, and imports them. */
export const ImportFolder = (): ReactNode => {
  const words = useWords();
  const locale = useLanguage();
  const { confirm, be } = useTools();
  const { company, problem: unknown, again } = useCompany();
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [busy, setBusy] = useState<'checking' | 'importing'>();
  const [own, setAnswer] = useState<ImportAnswer>();
  const answer = own ?? lastImport;
  const [problem, setProblem] = useState<string>();
  const said = words.desk.importing;
  const demo = company?.demo === true;

  const send = async (sent: readonly SentFile[], dryRun: boolean): Promise<ImportAnswer | undefined> => {
    setBusy(dryRun ? 'checking' : 'importing');
    setProblem(undefined);
    lastImport = undefined;
    setAnswer(undefined);
    try {
      const given = await ask<ImportAnswer>('import-files', {
        files: sent,
        dryRun,
        replaceDemo: demo,
        locale,
      });
      lastImport = dryRun ? undefined : given;
      setAnswer(given);
      if (given.kind === 'demo-changed' || !dryRun) again();
      return given;
    } catch (error) {
      setProblem(problemText(error, words));
      return undefined;
    } finally {
      setBusy(undefined);
    }
  };
  const choose = async (all: readonly File[]): Promise<void> => {
    const chosen = await readChosen(all);
    setFiles(chosen.ok ? chosen.files : []);
    if (chosen.ok) await send(chosen.files, true);
    else {
      setAnswer(undefined);
      const most = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte' });
      setProblem(
        chosen.why === 'no-csv' ? said.noCsv : said.tooLarge(most.format(MOST_IMPORT_BYTES / 1024 ** 2)),
      );
    }
  };
  const load = async (): Promise<void> => {
    const sure =
      !demo ||
      (await confirm({
        title: plain(said.replaceTitle),
        text: plain(said.replaceSure),
        confirm: plain(said.replaceYes),
        deny: plain(said.no),
        style: 'danger',
      }));
    if (!sure) return;
    const given = await send(files, false);
    // Whoever one was has left with the demo company.
    if (demo && given?.kind === 'report') be(await anybody(), { kind: 'import' });
  };
  const ready = answer?.kind === 'report' && answer.dryRun;
  const trouble = problem ?? (unknown === undefined ? undefined : problemText(unknown, words));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="desk scroll" tabIndex={0} aria-label={words.scenes.places.import.name}>
      <p>{said.about}</p>
      <ChooseFiles busy={busy !== undefined || company === undefined} onChosen={(all) => void choose(all)} />
      {files.length === 0 ? null : <p className="small">{said.chosen(files.map(({ name }) => name))}</p>}
      <div role="status">
        {busy === undefined ? null : <p>{said[busy]}</p>}
        {answer === undefined ? null : <ImportReport of={answer} />}
        {answer?.kind === 'report' && !answer.dryRun ? <p>{said.welcome}</p> : null}
      </div>
      {trouble === undefined ? null : (
        <p role="alert" className="error">
          {trouble}
        </p>
      )}
      {ready ? (
        <button
          type="button"
          className={demo ? 'button danger' : 'button primary'}
          onClick={() => void load()}
        >
          {demo ? said.replaceButton : said.button}
        </button>
      ) : null}
    </section>
  );
};

/** Somebody of the company that is there now. */
const anybody = async (): Promise<string> => {
  const people = await ask<readonly UserRecord[]>('people', {});
  const person = people.find(({ isBot, deleted }) => !isBot && !deleted);
  return person?.email ?? person?.id ?? '';
};
