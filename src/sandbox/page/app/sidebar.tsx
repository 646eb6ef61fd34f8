import { type ReactNode, useEffect, useRef } from 'react';
import type { ShownChannel } from '../page-screen.js';
import { BehindTheScenes } from './behind-the-scenes.js';
import { Entry } from './entry.js';
import { PersonSwitch } from './person-switch.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** Who one is, and where one can go. */
export const Sidebar = ({
  open,
  onClose,
}: {
  /** On a narrow screen; on others it is always there. */
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactNode => {
  const { screen, place } = useWindow();
  const words = useWords().window;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) close.current?.focus();
  }, [open]);
  const channels = screen.channels.filter(({ kind }) => kind !== 'im');
  const app = screen.channels.find(({ kind }) => kind === 'im');
  return (
    <nav
      className="sidebar"
      aria-label={words.workspace}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && open) onClose();
      }}
    >
      <div className="team">
        <h1>{screen.team}</h1>
        <button
          ref={close}
          type="button"
          className="icon only-narrow"
          aria-label={words.closeMenu}
          onClick={onClose}
        >
          ✕
        </button>
      </div>
      <PersonSwitch />
      <h2>{words.channels}</h2>
      <ul>
        {channels.map((channel) => (
          <Entry
            key={channel.id}
            to={{ kind: 'channel', name: channel.name }}
            current={place.kind === 'channel' && [channel.name, channel.id].includes(place.name)}
            mark={channel.kind === 'private' ? <Lock /> : '#'}
            text={channel.name}
            unread={channel.unread}
          />
        ))}
      </ul>
      <h2>{words.apps}</h2>
      <ul>
        <Entry
          to={{ kind: 'app' }}
          current={place.kind === 'app' || place.kind === 'home'}
          mark="◆"
          text={screen.app.name}
          unread={unreadOf(app)}
        />
      </ul>
      {screen.mails === null ? null : (
        <>
          <h2>{words.outside}</h2>
          <ul>
            <Entry
              to={{ kind: 'mail' }}
              current={place.kind === 'mail'}
              mark="✉"
              text={words.mailbox(screen.mails)}
              unread={0}
            />
          </ul>
        </>
      )}
      <BehindTheScenes />
    </nav>
  );
};

const unreadOf = (channel: ShownChannel | undefined): number => channel?.unread ?? 0;

/** Drawn here: not every system has the character. */
const Lock = (): ReactNode => (
  <svg viewBox="0 0 16 16" width="13" height="13" fill="currentColor" aria-hidden="true">
    <path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" />
  </svg>
);
