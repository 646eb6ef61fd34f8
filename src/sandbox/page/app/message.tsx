import { type ReactNode, useEffect, useRef } from 'react';
import { objectsOf, textOf } from '../../workspace/json.js';
import type { ShownMessage } from '../page-screen.js';
import { Avatar } from './avatar.js';
import { Blocks } from './blocks/blocks.js';
import { FileLink } from './file-link.js';
import { MessageTools } from './message-tools.js';
import { Replies } from './replies.js';
import { SurfaceContext } from './surface-context.js';
import { dayOf, timeOf } from './text/format-date.js';
import { Mrkdwn } from './text/mrkdwn.js';
import { useSurfaceOf } from './use-surface-of.js';
import { useLanguage, useWords } from './words-context.js';

/** One message with its blocks, or its text when it has none. */
export const Message = ({
  of: message,
  channel,
  onThread,
}: {
  readonly of: ShownMessage;
  readonly channel: string;
  /** Opens its thread; absent where it stands in one. */
  readonly onThread?: (ts: string) => void;
}): ReactNode => {
  const words = useWords().conversation;
  const language = useLanguage();
  const { surface } = useSurfaceOf({
    where: { message: { channel, ts: message.ts } },
    // The first message of a thread stands in the channel as well.
    prefix: `${onThread === undefined ? 't' : 'm'}${message.ts}`,
    blocks: message.blocks,
    values: undefined,
    errors: {},
  });
  const article = useRef<HTMLElement>(null);
  const focusInside = useRef(false);
  // A button that is gone after it was pressed leaves the focus on its message.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the message may have taken the focus away.
  useEffect(() => {
    if (focusInside.current && document.activeElement === document.body)
      article.current?.focus({ preventScroll: true });
  }, [message]);
  const answer = message.ephemeral ? undefined : onThread;
  return (
    <article
      ref={article}
      className={message.ephemeral ? 'message ephemeral' : 'message'}
      data-ts={message.ts}
      tabIndex={-1}
      onFocus={() => {
        focusInside.current = true;
      }}
      onBlur={() => {
        focusInside.current = false;
      }}
    >
      <Avatar name={message.name} app={message.byApp} />
      <div className="said">
        <div className="byline">
          <strong>{message.name}</strong>
          {message.byApp ? <span className="tag">{words.app}</span> : null}
          <time title={dayOf(message.ts, language)}>{timeOf(message.ts, language)}</time>
          {message.ephemeral ? <span className="private">{words.onlyYou}</span> : null}
        </div>
        <SurfaceContext value={surface}>
          {message.blocks.length > 0 ? <Blocks of={message.blocks} /> : <Mrkdwn text={message.text} />}
          {message.attachments.map((attachment, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no other identity and never move.
            <div key={index} className="attachment">
              <Mrkdwn text={textOf(attachment.text) ?? ''} />
              <Blocks of={objectsOf(attachment.blocks)} />
            </div>
          ))}
        </SurfaceContext>
        {message.files.map((file) => (
          <FileLink key={file.id} of={file} />
        ))}
        {message.edited && !message.byApp ? <span className="small">{words.edited}</span> : null}
        {message.replies === null || answer === undefined ? null : (
          <Replies of={message.replies} onOpen={() => answer(message.ts)} />
        )}
      </div>
      <MessageTools of={message} channel={channel} onThread={answer} />
    </article>
  );
};
