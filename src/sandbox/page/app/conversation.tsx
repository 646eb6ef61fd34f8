import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ShownChannel, ShownMessage } from '../page-screen.js';
import { Message } from './message.js';
import { markRead } from './read-marks.js';
import { dayOf } from './text/format-date.js';
import { Thread } from './thread.js';
import { useWindow } from './window-context.js';
import { useLanguage, useWords } from './words-context.js';

const isReply = ({ ts, threadTs }: ShownMessage): boolean => threadTs !== null && threadTs !== ts;
/** So near to the end that new messages are followed. */
const NEAR_PX = 120;

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
  const { screen, me } = useWindow();
  const words = useWords().conversation;
  const [thread, setThread] = useState<string>();
  const list = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const { messages } = screen;
  const roots = messages.filter((message) => !isReply(message));
  const repliesTo = (ts: string): readonly ShownMessage[] =>
    messages.filter((message) => isReply(message) && message.threadTs === ts);

  useEffect(() => {
    markRead(me.email ?? me.id, channel.id, channel.newest);
  }, [me.email, me.id, channel.id, channel.newest]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new picture of the messages may be longer.
  useLayoutEffect(() => {
    const box = list.current;
    if (box !== null && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [messages]);

  const root = thread === undefined ? undefined : roots.find(({ ts }) => ts === thread);
  return (
    <div className={root === undefined ? 'conversation' : 'conversation with-thread'}>
      <div className="stream">
        <section
          ref={list}
          className="scroll"
          role="log"
          aria-label={words.messagesIn(channel.kind === 'im' ? screen.app.name : channel.name)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
          tabIndex={0}
          onScroll={({ currentTarget: box }) => {
            atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
          }}
        >
          {screen.earlier > 0 ? (
            <button type="button" className="button earlier" onClick={onMore}>
              {words.earlier(screen.earlier)}
            </button>
          ) : null}
          {roots.length === 0 ? <p className="empty">{words.nothingSaid}</p> : null}
          {roots.map((message, index) => (
            <div key={message.ts}>
              <DayLine of={message} before={roots[index - 1]} />
              <Message of={message} channel={channel.id}>
                {message.ephemeral ? null : (
                  <Replies to={repliesTo(message.ts)} onOpen={() => setThread(message.ts)} />
                )}
              </Message>
            </div>
          ))}
        </section>
        {children}
      </div>
      {root === undefined ? null : (
        <Thread
          key={root.ts}
          root={root}
          replies={repliesTo(root.ts)}
          channel={channel}
          onClose={() => setThread(undefined)}
        />
      )}
    </div>
  );
};

const DayLine = ({
  of,
  before,
}: {
  readonly of: ShownMessage;
  readonly before: ShownMessage | undefined;
}): ReactNode => {
  const language = useLanguage();
  const day = dayOf(of.ts, language);
  return before !== undefined && dayOf(before.ts, language) === day ? null : <p className="day">{day}</p>;
};

const Replies = ({
  to,
  onOpen,
}: {
  readonly to: readonly ShownMessage[];
  readonly onOpen: () => void;
}): ReactNode => {
  const words = useWords().conversation;
  return (
    <button type="button" className={to.length === 0 ? 'reply quiet' : 'reply'} onClick={onOpen}>
      {to.length === 0 ? words.replyInThread : words.replies(to.length)}
    </button>
  );
};
