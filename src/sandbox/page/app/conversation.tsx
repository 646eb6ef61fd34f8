import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ShownChannel, ShownMessage } from '../page-screen.js';
import { Message } from './message.js';
import { markRead, readMarks } from './read-marks.js';
import { dayOf } from './text/format-date.js';
import { Thread } from './thread.js';
import { useFollowing } from './use-following.js';
import { useWindow } from './window-context.js';
import { useLanguage, useWords } from './words-context.js';

/** The messages of a channel, a thread beside them, and the composer. */
export const Conversation = ({
  channel,
  onMore,
  children,
}: {
  readonly channel: ShownChannel;
  readonly onMore: () => void;
  readonly children: ReactNode;
}): ReactNode => {
  const { screen, me, openThread } = useWindow();
  const words = useWords().conversation;
  const { messages, thread } = screen;
  const who = me.email ?? me.id;
  // Where one had stopped reading when one came; the line stays there until one goes.
  const [readUntil] = useState(() => readMarks(who)[channel.id] ?? '');
  const firstNew = messages.find(({ ts, author }) => ts > readUntil && author !== me.id)?.ts;
  const { box, inside, newBelow, away, jump, holdPlace } = useFollowing(messages, me.id);
  const opener = useRef<Element>(null);

  useEffect(() => {
    markRead(who, channel.id, channel.newest);
  }, [who, channel.id, channel.newest]);
  const open = useRef((ts: string): void => {
    opener.current = document.activeElement;
    openThread(ts);
  });
  const closeThread = (): void => {
    openThread(undefined);
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
  };
  return (
    <div className={thread === null ? 'conversation' : 'conversation with-thread'}>
      <div className="stream">
        <section
          ref={box}
          className="scroll"
          role="log"
          aria-label={words.messagesIn(channel.kind === 'im' ? screen.app.name : channel.name)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
          tabIndex={0}
          onKeyDown={walkMessages}
        >
          <div ref={inside}>
            {screen.earlier > 0 ? (
              <button
                type="button"
                className="button earlier"
                onClick={() => {
                  holdPlace();
                  onMore();
                }}
              >
                {words.earlier(screen.earlier)}
              </button>
            ) : null}
            {messages.length === 0 ? <NothingSaid name={channel.name} app={channel.kind === 'im'} /> : null}
            {messages.map((message, index) => (
              <Row
                key={message.ts}
                of={message}
                channel={channel.id}
                newDay={dateOf(message.ts) !== dateOf(messages[index - 1]?.ts ?? '0')}
                firstNew={message.ts === firstNew && readUntil !== ''}
                onThread={open.current}
              />
            ))}
          </div>
        </section>
        {away ? (
          <button type="button" className={newBelow > 0 ? 'jump news' : 'jump'} onClick={jump}>
            ↓ {newBelow > 0 ? words.newBelow(newBelow) : words.toNewest}
          </button>
        ) : null}
        {children}
      </div>
      {thread === null ? null : (
        <Thread key={thread[0]?.ts} messages={thread} channel={channel} onClose={closeThread} />
      )}
    </div>
  );
};

const dateOf = (ts: string): string => new Date(Number(ts) * 1000).toDateString();

/** One message with the lines above it. Drawn anew only when it has changed. */
const Row = memo(
  (props: {
    readonly of: ShownMessage;
    readonly channel: string;
    readonly newDay: boolean;
    readonly firstNew: boolean;
    readonly onThread: (ts: string) => void;
  }): ReactNode => {
    const language = useLanguage();
    const words = useWords().conversation;
    return (
      <div>
        {props.newDay ? <p className="day">{dayOf(props.of.ts, language)}</p> : null}
        {props.firstNew ? <p className="new-line">{words.newHere}</p> : null}
        <Message of={props.of} channel={props.channel} onThread={props.onThread} />
      </div>
    );
  },
);

const NothingSaid = ({ name, app }: { readonly name: string; readonly app: boolean }): ReactNode => {
  const words = useWords().conversation;
  return (
    <div className="nothing">
      <p className="mark" aria-hidden="true">
        {app ? '◆' : '#'}
      </p>
      <p>{app ? words.nothingFromApp : words.nothingSaid(name)}</p>
      <p className="small">{words.nothingHint}</p>
    </div>
  );
};

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrows go from message to message, as long as the focus is not within one. */
const walkMessages = (event: KeyboardEvent<HTMLElement>): void => {
  const { target, currentTarget } = event;
  const articles: HTMLElement[] = [...currentTarget.querySelectorAll('article')];
  const at = target instanceof HTMLElement ? articles.indexOf(target) : -1;
  const step = STEPS[event.key];
  if (step === undefined || (at < 0 && target !== currentTarget)) return;
  event.preventDefault();
  // From the list itself one begins with the newest.
  articles[at < 0 ? articles.length - 1 : Math.min(Math.max(at + step, 0), articles.length - 1)]?.focus();
};
