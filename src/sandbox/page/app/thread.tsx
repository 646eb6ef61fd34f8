import { type ReactNode, useEffect, useRef } from 'react';
import type { ShownChannel, ShownMessage } from '../page-screen.js';
import { Composer } from './composer.js';
import { Message } from './message.js';
import { useWords } from './words-context.js';

/** A message with its replies, beside the channel. */
export const Thread = (props: {
  /** The first is the one that was answered. */
  readonly messages: readonly ShownMessage[];
  readonly channel: ShownChannel;
  readonly onClose: () => void;
}): ReactNode => {
  const { messages, channel } = props;
  const words = useWords().conversation;
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reply is why one is taken to the end.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [messages.length]);
  const [root] = messages;
  if (root === undefined) return null;
  return (
    <aside
      className="thread"
      aria-label={words.thread}
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === 'Escape' && !defaultPrevented) props.onClose();
      }}
    >
      <header className="place">
        <h2>{words.thread}</h2>
        <button type="button" className="icon" aria-label={words.closeThread} onClick={props.onClose}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="scroll" role="log" aria-label={words.threadReplies} tabIndex={0}>
        {messages.map((message) => (
          <Message key={message.ts} of={message} channel={channel.id} />
        ))}
        <div ref={end} />
      </section>
      <Composer channel={channel} threadTs={root.ts} />
    </aside>
  );
};
