import type { ReactNode } from 'react';
import type { ShownMessage } from '../page-screen.js';
import { useInspect } from './inspector/inspect-context.js';
import { Menu } from './menu.js';
import { useNames, useTools } from './window-context.js';
import { useWords } from './words-context.js';

const COPY = 'copy-link';
const INSPECT = 'inspect';

/** What can be done with a message; shows when one points at it or reaches it by keyboard. */
export const MessageTools = ({
  of: { ts, ephemeral },
  channel,
  onThread,
}: {
  readonly of: ShownMessage;
  readonly channel: string;
  readonly onThread: ((ts: string) => void) | undefined;
}): ReactNode => {
  const { act, say } = useTools();
  const words = useWords().conversation;
  const inspectWord = useWords().inspector.inspect;
  const inspect = useInspect();
  // Slack offers nothing of the app's on a message that only one person sees.
  const shortcuts = useNames().shortcuts.filter(({ kind }) => kind === 'message' && !ephemeral);
  const choose = (chosen: string): void => {
    if (chosen === INSPECT) inspect({ kind: 'message', channel, ts });
    else if (chosen !== COPY) void act('message-shortcut', { callbackId: chosen, message: { channel, ts } });
    else {
      const link = `${window.location.origin}/archives/${channel}/p${ts.replace('.', '')}`;
      navigator.clipboard.writeText(link).then(
        () => say(words.linkCopied),
        () => say(link),
      );
    }
  };
  return (
    <div className="tools">
      {onThread === undefined ? null : (
        <button
          type="button"
          className="icon"
          aria-label={words.replyInThread}
          title={words.replyInThread}
          onClick={() => onThread(ts)}
        >
          <ReplyMark />
        </button>
      )}
      <Menu
        label={words.moreActions}
        mark="⋯"
        items={[
          ...shortcuts.map(({ callbackId, name, description }) => ({
            id: callbackId,
            text: name,
            description,
          })),
          { id: COPY, text: words.copyLink },
          { id: INSPECT, text: inspectWord },
        ]}
        onChoose={choose}
      />
    </div>
  );
};

/** Drawn here: not every system has the character. */
const ReplyMark = (): ReactNode => (
  <svg viewBox="0 0 16 16" width="15" height="15" fill="none" stroke="currentColor" aria-hidden="true">
    <path strokeWidth="1.5" strokeLinejoin="round" d="M2.5 3h11v8h-6L4.500 13.500V11h-2z" />
  </svg>
);
