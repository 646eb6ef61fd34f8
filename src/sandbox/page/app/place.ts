import { useSyncExternalStore } from 'react';
import { decoded } from './text/decoded.js';

/** Places that no Slack has; what stands in them is in behind-the-scenes.tsx. */
const SCENES = ['mail', 'traffic', 'trouble', 'queue', 'books', 'import', 'invite', 'start-over'] as const;
export type Scene = (typeof SCENES)[number];

/** What the window shows: a channel by name, the conversation with the app, its Home, or a scene. */
export type Place =
  | { readonly kind: 'channel'; readonly name: string }
  | { readonly kind: 'app' }
  | { readonly kind: 'home' }
  | { readonly kind: Scene };

/** Who the window is and where, as its address says it: two windows can be two people. */
export interface Spot {
  /** E-mail address or id; undefined for whoever comes first. */
  readonly as: string | undefined;
  readonly place: Place;
}

const START: Place = { kind: 'channel', name: 'general' };

/** `#/<who>/<place>`; a channel is written `c-<name or id>`. */
export const hashOf = ({ as, place }: Spot): string => {
  const where = place.kind === 'channel' ? `c-${encodeURIComponent(place.name)}` : place.kind;
  return `#/${encodeURIComponent(as ?? '')}/${where}`;
};

export const spotOf = (hash: string, pathname: string): Spot => {
  const [, who = '', where = ''] = hash.replace(/^#/, '').split('/');
  const as = who === '' ? undefined : decoded(who);
  const kind = (['app', 'home', ...SCENES] as const).find((one) => one === where);
  if (kind !== undefined) return { as, place: { kind } };
  if (where.startsWith('c-')) return { as, place: { kind: 'channel', name: decoded(where.slice(2)) } };
  // A message's permalink leads to its channel.
  const [, linked] = /^\/archives\/(\w+)/.exec(pathname) ?? [];
  return { as, place: linked === undefined ? START : { kind: 'channel', name: linked } };
};

const listen = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** The window's spot, following its address. */
export const useSpot = (): Spot => {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return spotOf(hash, window.location.pathname);
};

export const goTo = (spot: Spot): void => {
  window.location.hash = hashOf(spot);
};
