import { type ReactNode, useState } from 'react';
import { ask } from '../ask.js';
import { problemText } from '../problem-text.js';
import { forgetReadMarks } from '../read-marks.js';
import { useTools } from '../window-context.js';
import { useLanguage, useWords } from '../words-context.js';
import './desk.css';
import { useCompany } from './use-company.js';

const plain = (text: string) => ({ type: 'plain_text', text });

/** Says what goes and what stays, asks, and starts over. */
export const StartOver = (): ReactNode => {
  const words = useWords();
  const locale = useLanguage();
  const { confirm } = useTools();
  const { company, problem: unknown } = useCompany();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const said = words.desk.startOver;

  const startOver = async (demo: boolean): Promise<void> => {
    if (busy) return;
    setDone(false);
    const yes = await confirm({
      title: plain(words.scenes.places['start-over'].name),
      text: plain(demo ? said.sureDemo : said.sureOwn),
      confirm: plain(said.yes),
      deny: plain(said.no),
      style: 'danger',
    });
    if (!yes) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await ask('start-over', { locale });
      forgetReadMarks();
      setDone(true);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const trouble = problem ?? unknown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="desk scroll" tabIndex={0} aria-label={words.scenes.places['start-over'].name}>
      {company === undefined ? null : <WhatGoes demo={company.demo} />}
      <button
        type="button"
        className="button danger"
        aria-busy={busy}
        disabled={company === undefined}
        onClick={() => void startOver(company?.demo === true)}
      >
        {busy ? said.busy : said.button}
      </button>
      <p role="status" className="headline">
        {done ? said.done : ''}
      </p>
      {trouble === undefined ? null : (
        <p role="alert" className="error">
          {problemText(trouble, words)}
        </p>
      )}
    </section>
  );
};

const WhatGoes = ({ demo }: { readonly demo: boolean }): ReactNode => {
  const said = useWords().desk.startOver;
  const goes = [
    said.workspace,
    said.mails,
    said.faults,
    said.added,
    ...(demo ? [said.invited, said.demo] : []),
  ];
  const stays = demo ? [said.demoAgain, said.people] : [said.company, said.cards];
  return (
    <>
      <h3>{said.goes}</h3>
      <ul className="points">
        {goes.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3>{said.stays}</h3>
      <ul className="points">
        {stays.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
};
