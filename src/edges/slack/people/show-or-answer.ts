import type { Acting } from './as-member.js';
import { noticeView } from './open-view.js';

/** Says something (mrkdwn, escaped already) in the window that waits for it, or where the person looks if they closed it. */
export const showOrAnswer = async (acting: Acting, said: string): Promise<void> => {
  const shown = acting.view === undefined ? 'closed' : await acting.view.show(noticeView(acting.t, said));
  if (shown === 'closed') await acting.answer(said);
};
