import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ShownChannel } from '../page-screen.js';
import { type Completion, completionsFor, shortcutsFor } from './completions.js';
import { setDraft, useDraft } from './drafts.js';
import { Menu } from './menu.js';
import { hashOf } from './place.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** Where one types messages and slash commands; Enter sends, Shift and Enter begins a line. */
export const Composer = (props: {
  readonly channel: ShownChannel;
  readonly threadTs?: string;
}): ReactNode => {
  const { screen, me, place, act } = useWindow();
  const words = useWords().conversation;
  const { channel, threadTs } = props;
  const where = `${hashOf({ as: me.email ?? me.id, place })}${threadTs === undefined ? '' : `/${threadTs}`}`;
  const text = useDraft(where);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const offers =
    closed || threadTs !== undefined
      ? []
      : [...completionsFor(screen.commands, text), ...shortcutsFor(screen.shortcuts, text)];
  const current = offers[Math.min(chosen, offers.length - 1)];
  const name = channel.kind === 'im' ? screen.app.name : `#${channel.name}`;
  const shortcuts = screen.shortcuts.filter(({ kind }) => kind === 'global');

  // One comes to a channel or thread to say something; where there is no keyboard, it would only cover what is read.
  useEffect(() => {
    const free = document.querySelector('dialog[open]') === null;
    if (free && window.matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  const change = (typed: string): void => {
    setDraft(where, typed);
    setChosen(0);
    setClosed(false);
  };
  const run = (callbackId: string): void => {
    change('');
    void act('shortcut', { callbackId });
  };
  const take = (completion: Completion): void => {
    if (completion.shortcut !== undefined) {
      run(completion.shortcut);
      return;
    }
    change(completion.text);
    field.current?.focus();
  };
  const send = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === '' || busy) return;
    change('');
    setBusy(true);
    const command = typed.startsWith('/') && threadTs === undefined;
    const seen = await act(command ? 'command' : 'say', {
      text: typed,
      channel: channel.id,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
    setBusy(false);
    // What was not taken is given back to be mended.
    if (seen === undefined || seen.outcome === 'not-sent') setDraft(where, typed);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (current !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length);
    } else if (current !== undefined && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      take(current);
    } else if (current !== undefined && event.key === 'Escape') {
      event.preventDefault();
      setClosed(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      // What is only the beginning of a command is completed first.
      const begun = current?.text.startsWith(text) === true && current.text.trim() !== text.trim();
      if (current !== undefined && (begun || current.shortcut !== undefined)) take(current);
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
              key={offer.shortcut ?? offer.shown}
              id={`${id}-${index}`}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of that list.
              role="option"
              aria-selected={offer === current}
              onClick={() => take(offer)}
            >
              <strong>{offer.shown}</strong>
              <span className="small">{offer.description}</span>
              {offer.shortcut === undefined ? null : <Bolt />}
            </li>
          ))}
        </ul>
      )}
      <div className="writing">
        {threadTs !== undefined || shortcuts.length === 0 ? null : (
          <Menu
            label={words.shortcuts}
            mark={<Bolt />}
            items={shortcuts.map((one) => ({
              id: one.callbackId,
              text: one.name,
              description: one.description,
            }))}
            onChoose={run}
          />
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
        <button type="submit" className="button primary" aria-busy={busy}>
          {words.send}
        </button>
      </div>
    </form>
  );
};

/** Drawn here: not every system has the character. */
const Bolt = (): ReactNode => (
  <svg viewBox="0 0 16 16" width="15" height="15" fill="currentColor" aria-hidden="true">
    <path d="M9.500 1 3 9.200h4L6.300 15 13 6.600H8.800z" />
  </svg>
);
