import { type ReactNode, useState } from 'react';
import type { ShownChannel, ShownMessage } from '../page-screen.js';
import { Composer } from './composer.js';
import { Message } from './message.js';
import { useWords } from './words-context.js';

/** A message with its replies, beside the channel. */
export const Thread = (props: {
  readonly root: ShownMessage;
  readonly replies: readonly ShownMessage[];
  readonly channel: ShownChannel;
  readonly onClose: () => void;
}): ReactNode => {
  const { root, channel } = props;
  const words = useWords().conversation;
  const [text, setText] = useState('');
  return (
    <aside className="thread" aria-label={words.thread}>
      <header className="place">
        <h2>{words.thread}</h2>
        <button type="button" className="icon" aria-label={words.closeThread} onClick={props.onClose}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="scroll" role="log" aria-label={words.threadReplies} tabIndex={0}>
        {[root, ...props.replies].map((message) => (
          <Message key={message.ts} of={message} channel={channel.id} />
        ))}
      </section>
      <Composer channel={channel} threadTs={root.ts} text={text} onText={setText} />
    </aside>
  );
};
