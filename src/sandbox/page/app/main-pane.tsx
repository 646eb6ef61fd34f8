import { type ReactNode, useEffect } from 'react';
import { sceneAt } from './behind-the-scenes.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { Home } from './home.js';
import { PersonSwitch } from './person-switch.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** What opens the sidebar where there is no room for it. */
export const MENU_BUTTON = 'open-menu';

/** The place one is in, under its name. */
export const Main = (props: { readonly onMenu: () => void; readonly onMore: () => void }): ReactNode => {
  const { screen, me, place } = useWindow();
  const words = useWords();
  const channel = screen.channels.find(({ id }) => id === screen.channel);
  const app = place.kind === 'app' || place.kind === 'home';
  const scene = sceneAt(place.kind);
  const called = scene === undefined ? undefined : words.scenes.places[scene.scene];
  const title = app
    ? screen.app.name
    : (called?.name ?? `# ${channel?.name ?? (place.kind === 'channel' ? place.name : '')}`);
  const topic = app ? '' : (called?.topic ?? channel?.topic ?? '');
  useEffect(() => {
    document.title = `${title} · ${screen.team}`;
  }, [title, screen.team]);
  // What is still on its way for another place is not shown in this one.
  const arrived =
    place.kind === 'channel' ? [channel?.name, channel?.id].includes(place.name) : channel?.kind === 'im';
  return (
    <main tabIndex={-1}>
      <header className="place">
        <button
          type="button"
          id={MENU_BUTTON}
          className="icon only-narrow"
          aria-label={words.window.openMenu}
          onClick={props.onMenu}
        >
          ☰
        </button>
        <div>
          <h2>{title}</h2>
          {topic === '' ? null : <p className="topic">{topic}</p>}
        </div>
        {app ? <AppTabs /> : null}
        <PersonSwitch className="compact only-narrow" />
      </header>
      {scene === undefined ? null : <scene.Pane />}
      {place.kind === 'home' ? <Home /> : null}
      {place.kind === 'channel' || place.kind === 'app' ? (
        arrived && channel !== undefined ? (
          <Conversation key={`${me.id}/${channel.id}`} channel={channel} onMore={props.onMore}>
            <Composer channel={channel} />
          </Conversation>
        ) : (
          <p className="empty" role="status">
            {screen.channels.some(
              ({ name, id }) => place.kind === 'channel' && [name, id].includes(place.name),
            ) || place.kind === 'app'
              ? words.window.loading
              : words.place.noSuchChannel}
          </p>
        )
      ) : null}
    </main>
  );
};

const AppTabs = (): ReactNode => {
  const { place, go } = useWindow();
  const words = useWords().place;
  return (
    <div className="tabs">
      {(['home', 'app'] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          aria-current={place.kind === kind ? 'page' : undefined}
          onClick={() => go({ kind })}
        >
          {kind === 'home' ? words.home : words.messages}
        </button>
      ))}
    </div>
  );
};
