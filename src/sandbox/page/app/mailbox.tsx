import { type ReactNode, useEffect, useState } from 'react';
import type { ReceivedMail } from '../../mailbox/read-mail.js';
import { ask } from './ask.js';
import { problemText } from './problem-text.js';
import { dayOf, timeOf } from './text/format-date.js';
import { useWindow } from './window-context.js';
import { useLanguage, useWords } from './words-context.js';

/** Every mail that was sent, the newest first; one of them opened. */
export const Mailbox = (): ReactNode => {
  const { screen, say } = useWindow();
  const all = useWords();
  const words = all.mail;
  const language = useLanguage();
  const [mails, setMails] = useState<readonly ReceivedMail[]>([]);
  /** Null when what was open was closed; the newest is opened for who comes in, and what comes later does not push it away. */
  const [open, setOpen] = useState<string | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number of mails is why they are read again.
  useEffect(() => {
    ask<readonly ReceivedMail[]>('mails', {}).then(
      (received) => {
        setMails([...received].reverse());
        setOpen((before) =>
          before === null || received.some(({ id }) => id === before) ? before : received.at(-1)?.id,
        );
      },
      (error: unknown) => say(problemText(error, all)),
    );
  }, [screen.mails, say, all]);
  const shown = mails.find(({ id }) => id === open);
  if (mails.length === 0) return <p className="empty">{words.none}</p>;
  return (
    <div className={shown === undefined ? 'mailbox' : 'mailbox with-mail'}>
      <ul className="mails" aria-label={words.mails}>
        {mails.map((mail) => (
          <li key={mail.id}>
            <button
              type="button"
              aria-current={mail.id === open ? 'true' : undefined}
              onClick={() => setOpen(mail.id)}
            >
              <strong>{mail.subject}</strong>
              <span className="small">{words.to(mail.to)}</span>
              <time className="small">{timeOf(String(mail.at / 1000), language)}</time>
            </button>
          </li>
        ))}
      </ul>
      {shown === undefined ? (
        <p className="empty">{words.choose}</p>
      ) : (
        <Mail of={shown} onClose={() => setOpen(null)} />
      )}
    </div>
  );
};

const Mail = ({
  of: mail,
  onClose,
}: {
  readonly of: ReceivedMail;
  readonly onClose: () => void;
}): ReactNode => {
  const words = useWords().mail;
  const language = useLanguage();
  const [view, setView] = useState<'letter' | 'text' | 'headers'>('letter');
  const at = String(mail.at / 1000);
  const hasHtml = mail.html !== '';
  return (
    <article className="mail" aria-label={mail.subject}>
      <header>
        <button type="button" className="link only-narrow" onClick={onClose}>
          {words.all}
        </button>
        <h3>{mail.subject}</h3>
        <p className="small">
          {words.fromTo(mail.from, mail.to, `${dayOf(at, language)} ${timeOf(at, language)}`)}
        </p>
        <div className="tabs">
          {(['letter', 'text', 'headers'] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-current={view === kind ? 'page' : undefined}
              onClick={() => setView(kind)}
            >
              {words[kind]}
            </button>
          ))}
        </div>
      </header>
      {view === 'letter' && hasHtml ? (
        <iframe title={words.letterCalled(mail.subject)} src={`/page/mail/${mail.id}`} sandbox="" />
      ) : null}
      {view === 'text' || (view === 'letter' && !hasHtml) ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <pre tabIndex={0}>{mail.text}</pre>
      ) : null}
      {view === 'headers' ? (
        <dl>
          {Object.entries(mail.headers).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </article>
  );
};
