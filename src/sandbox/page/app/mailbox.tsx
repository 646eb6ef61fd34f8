import { type ReactNode, useEffect, useState } from 'react';
import type { ReceivedMail } from '../../mailbox/read-mail.js';
import { ask } from './ask.js';
import { dayOf, timeOf } from './text/format-date.js';
import { useWindow } from './window-context.js';

/** Every mail that was sent, the newest first; one of them opened. */
export const Mailbox = (): ReactNode => {
  const { screen, say } = useWindow();
  const [mails, setMails] = useState<readonly ReceivedMail[]>([]);
  const [open, setOpen] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number of mails is why they are read again.
  useEffect(() => {
    ask<readonly ReceivedMail[]>('mails', {}).then(
      (all) => setMails([...all].reverse()),
      (error: Error) => say(error.message),
    );
  }, [screen.mails, say]);
  const shown = mails.find(({ id }) => id === open);
  if (mails.length === 0) return <p className="empty">No mail has been sent yet.</p>;
  return (
    <div className={shown === undefined ? 'mailbox' : 'mailbox with-mail'}>
      <ul className="mails" aria-label="Mails">
        {mails.map((mail) => (
          <li key={mail.id}>
            <button
              type="button"
              aria-current={mail.id === open ? 'true' : undefined}
              onClick={() => setOpen(mail.id)}
            >
              <strong>{mail.subject}</strong>
              <span className="small">to {mail.to.join(', ')}</span>
              <time className="small">{timeOf(String(mail.at / 1000))}</time>
            </button>
          </li>
        ))}
      </ul>
      {shown === undefined ? (
        <p className="empty">Choose a mail to read it.</p>
      ) : (
        <Mail of={shown} onClose={() => setOpen(undefined)} />
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
  const [view, setView] = useState<'letter' | 'text' | 'headers'>('letter');
  const at = String(mail.at / 1000);
  const hasHtml = mail.html !== '';
  return (
    <article className="mail" aria-label={mail.subject}>
      <header>
        <button type="button" className="link only-narrow" onClick={onClose}>
          ← All mails
        </button>
        <h3>{mail.subject}</h3>
        <p className="small">
          From {mail.from} to {mail.to.join(', ')}, {dayOf(at)}, {timeOf(at)}
        </p>
        <div className="tabs">
          {(['letter', 'text', 'headers'] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-current={view === kind ? 'page' : undefined}
              onClick={() => setView(kind)}
            >
              {{ letter: 'Letter', text: 'Plain text', headers: 'Headers' }[kind]}
            </button>
          ))}
        </div>
      </header>
      {view === 'letter' && hasHtml ? (
        <iframe title={`Letter: ${mail.subject}`} src={`/page/mail/${mail.id}`} sandbox="" />
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
