import type { ReactNode } from 'react';
import { Books } from './desk/books.js';
import { ImportFolder } from './desk/import-folder.js';
import { Invite } from './desk/invite.js';
import { Queue } from './desk/queue.js';
import { StartOver } from './desk/start-over.js';
import { Entry } from './entry.js';
import { Trouble } from './faults/trouble.js';
import { Traffic } from './inspector/traffic.js';
import { Mailbox } from './mailbox.js';
import type { Scene } from './place.js';
import { useTour } from './use-tour.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

interface Shown {
  readonly scene: Scene;
  readonly mark: string;
  readonly Pane: () => ReactNode;
}

const MAIL: Shown = {
  scene: 'mail',
  mark: '✉',
  Pane: Mailbox,
};

/** One line an entry. */
const BEHIND: readonly Shown[] = [
  {
    scene: 'traffic',
    mark: '⇄',
    Pane: Traffic,
  },
  {
    scene: 'trouble',
    mark: '!',
    Pane: Trouble,
  },
  { scene: 'queue', mark: '≡', Pane: Queue },
  { scene: 'books', mark: '✓', Pane: Books },
  { scene: 'import', mark: '↥', Pane: ImportFolder },
  { scene: 'invite', mark: '+', Pane: Invite },
  { scene: 'start-over', mark: '↺', Pane: StartOver },
];

/** The scene that a place is; undefined for the places of Slack itself. */
export const sceneAt = (kind: string): Shown | undefined =>
  [MAIL, ...BEHIND].find(({ scene }) => scene === kind);

/** The sidebar's group of them. */
export const BehindTheScenes = (): ReactNode => {
  const { place } = useWindow();
  const words = useWords().scenes;
  return (
    <>
      <h2>{words.title}</h2>
      <ul>
        {BEHIND.map(({ scene, mark }) => (
          <Entry
            key={scene}
            to={{ kind: scene }}
            current={place.kind === scene}
            mark={mark}
            text={words.places[scene].name}
            unread={0}
          />
        ))}
        <TourAgain />
      </ul>
    </>
  );
};

/** Who skipped the tour finds it here again. */
const TourAgain = (): ReactNode => {
  const { screen, go, place } = useWindow();
  const { open, show } = useTour();
  const words = useWords().tour;
  if (open || screen.tour.length === 0) return null;
  const again = (): void => {
    show();
    // Closes the menu on a phone.
    go(place);
  };
  return (
    <li>
      <button type="button" className="entry" onClick={again}>
        <span className="mark" aria-hidden="true">
          ?
        </span>
        <span className="name">{words.again}</span>
      </button>
    </li>
  );
};
