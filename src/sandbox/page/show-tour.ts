import type { Parts } from '../parts.js';
import { type JsonObject, objectsOf } from '../workspace/json.js';
import type { MessageRecord, UserRecord } from '../workspace/records.js';
import type { ShownStep, Sign, Tour } from './page-screen.js';

/**
 * The steps of the tour, with those that are done. Half a tour would leave a stranger nowhere: all of its people are
 * here, or there is none.
 */
export const showTour = (parts: Parts, users: readonly UserRecord[]): readonly ShownStep[] => {
  const { tour } = parts;
  if (tour === undefined || !tour.steps.every(({ as }) => users.some(({ email }) => email === as))) return [];
  const signs = tour.steps.map(({ done }) => isThere(parts, tour, done));
  // Who took another way than the tour's is as far as they are.
  return tour.steps.map((step, at) => ({ ...step, done: signs.slice(at).includes(true) }));
};

/** Whether the tour ended early, because somebody said no. */
export const isTourStopped = (parts: Parts): boolean => {
  const { tour } = parts;
  return tour?.stopped !== undefined && isThere(parts, tour, tour.stopped);
};

const isThere = ({ workspace }: Parts, { about }: Tour, { button, to, pressed }: Sign): boolean => {
  const user = workspace.store.all('users').find(({ email }) => email === to);
  const own = workspace.store
    .all('channels')
    .find(({ kind, members }) => kind === 'im' && user !== undefined && members.includes(user.id));
  if (own === undefined) return false;
  return workspace.store
    .all('messages')
    .some((message) => message.channel === own.id && wasSent(message, { about, button, pressed }));
};

const wasSent = (
  { versions }: MessageRecord,
  { about, button, pressed }: { readonly about: string; readonly button: string; readonly pressed: boolean },
): boolean => {
  const withButton = versions.filter(({ text, blocks }) => text.includes(about) && offers(blocks, button));
  if (withButton.length === 0) return false;
  // Another button in its place says that it did not come to an end: a payout that failed can be tried again.
  return (
    !pressed || !(versions.at(-1)?.blocks ?? []).some(({ elements }) => objectsOf(elements).some(isButton))
  );
};

const isButton = ({ action_id }: JsonObject): boolean => action_id !== undefined;

const offers = (blocks: readonly JsonObject[], button: string): boolean =>
  blocks.some(({ elements }) => objectsOf(elements).some((element) => element.action_id === button));
