import { listMentioned } from '../../../features/orders/find/list-mentioned.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { MOST_MENTIONED, mentionedView } from './mentioned-view.js';
import { numbersIn } from './numbers-in-text.js';
import { textOfMessage } from './text-of-message.js';

/** Shows which orders a message mentions, of those that the person may see. */
export const showMentioned = async (deps: SlackDeps, acting: Acting, message: unknown): Promise<void> => {
  const numbers = numbersIn(textOfMessage(message));
  const mentioned = await listMentioned(deps.db, acting.member, { numbers, limit: MOST_MENTIONED });
  await acting.view?.show(mentionedView(mentioned, acting));
};
