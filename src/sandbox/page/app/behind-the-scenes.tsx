import type { ReactNode } from 'react';
import { Entry } from './entry.js';
import { Trouble } from './faults/trouble.js';
import { Traffic } from './inspector/traffic.js';
import { Mailbox } from './mailbox.js';
import type { Scene } from './place.js';
import { useWindow } from './window-context.js';

interface Shown {
  readonly scene: Scene;
  readonly mark: string;
  readonly name: string;
  readonly topic: string;
  readonly Pane: () => ReactNode;
}

const MAIL: Shown = {
  scene: 'mail',
  mark: '✉',
  name: 'Mailbox',
  topic: 'Letters to customers, as their mail program gets them',
  Pane: Mailbox,
};

/** One line an entry. */
const BEHIND: readonly Shown[] = [
  {
    scene: 'traffic',
    mark: '⇄',
    name: 'Payloads',
    topic: 'What went both ways, the newest first',
    Pane: Traffic,
  },
  {
    scene: 'trouble',
    mark: '!',
    name: 'Trouble',
    topic: 'Things that go wrong, at the turn of a switch',
    Pane: Trouble,
  },
];

/** The scene that a place is; undefined for the places of Slack itself. */
export const sceneAt = (kind: string): Shown | undefined =>
  [MAIL, ...BEHIND].find(({ scene }) => scene === kind);

/** The sidebar's group of them. */
export const BehindTheScenes = (): ReactNode => {
  const { place } = useWindow();
  return (
    <>
      <h2>Behind the scenes</h2>
      <ul>
        {BEHIND.map(({ scene, mark, name }) => (
          <Entry
            key={scene}
            to={{ kind: scene }}
            current={place.kind === scene}
            mark={mark}
            text={name}
            unread={0}
          />
        ))}
      </ul>
    </>
  );
};
