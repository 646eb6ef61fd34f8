import type { ReactNode } from 'react';
import type { ShownMessage } from '../page-screen.js';
import { Avatar } from './avatar.js';
import { dayOf, timeOf } from './text/format-date.js';
import { useLanguage, useWords } from './words-context.js';

/** The line under a message that leads to its thread. */
export const Replies = ({
  of: { count, newest, names },
  onOpen,
}: {
  readonly of: NonNullable<ShownMessage['replies']>;
  readonly onOpen: () => void;
}): ReactNode => {
  const words = useWords().conversation;
  const language = useLanguage();
  const today = dayOf(newest, language) === dayOf(String(Date.now() / 1000), language);
  return (
    <button type="button" className="reply" onClick={onOpen}>
      <span className="faces" aria-hidden="true">
        {names.map((name) => (
          <Avatar key={name} name={name} />
        ))}
      </span>
      <span>{words.replies(count)}</span>
      <span className="small">
        {words.lastReply(today ? timeOf(newest, language) : dayOf(newest, language))}
      </span>
    </button>
  );
};
