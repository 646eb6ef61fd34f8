import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { ShownChannel } from '../page-screen.js';
import { completionsFor } from './completions.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** Where one types messages and slash commands; Enter sends, Shift and Enter begins a line. */
export const Composer = (props: {
  readonly channel: ShownChannel;
  readonly threadTs?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}): ReactNode => {
  const { screen, act } = useWindow();
  const words = useWords().conversation;
  const { channel, threadTs, text, onText } = props;
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const offers = closed || threadTs !== undefined ? [] : completionsFor(screen.commands, text);
  const current = offers[Math.min(chosen, offers.length - 1)];
  const name = channel.kind === 'im' ? screen.app.name : `#${channel.name}`;

  const change = (typed: string): void => {
    onText(typed);
    setChosen(0);
    setClosed(false);
  };
  const take = (completion: string): void => {
    change(completion);
    field.current?.focus();
  };
  const send = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === '') return;
    change('');
    const command = typed.startsWith('/') && threadTs === undefined;
    const seen = await act(command ? 'command' : 'say', {
      text: typed,
      channel: channel.id,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
    // What was not taken is given back to be mended.
    if (seen === undefined || seen.outcome === 'not-sent') onText(typed);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (current !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length);
    } else if (current !== undefined && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      take(current.text);
    } else if (current !== undefined && event.key === 'Escape') setClosed(true);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      // What is only the beginning of a command is completed first.
      if (current?.text.startsWith(text) === true && current.text.trim() !== text.trim()) take(current.text);
      else void send();
    }
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {offers.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox is a list.
        <ul className="completions" role="listbox" id={`${id}-offers`} aria-label={words.commands}>
          {offers.map((offer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field.
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
            <li
              key={offer.shown}
              id={`${id}-${index}`}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of that list.
              role="option"
              aria-selected={offer === current}
              onClick={() => take(offer.text)}
            >
              <strong>{offer.shown}</strong>
              <span className="small">{offer.description}</span>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={field}
        rows={1}
        role="combobox"
        aria-label={threadTs === undefined ? words.messageTo(name) : words.replyInThread}
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `${id}-${offers.indexOf(current)}`}
        placeholder={threadTs === undefined ? words.messageHint : words.replyHint}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={key}
      />
      <button type="submit" className="button primary">
        {words.send}
      </button>
    </form>
  );
};
