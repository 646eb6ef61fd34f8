import { Failure } from '../../../kernel/errors.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { Acting } from './as-member.js';
import { noticeView, type Shown } from './open-view.js';

/**
 * Says what was done (mrkdwn, escaped already) in the window that waits for it, or where the person looks if they closed
 * it or Slack will not draw it: what is done is done, and must not look like a doubt.
 */
export const showOrAnswer = async (acting: Acting, said: string): Promise<void> => {
  if ((await shown(acting, said)) !== 'shown') await acting.answer(said);
};

const shown = async ({ view, t, log }: Acting, said: string): Promise<Shown | 'failed'> => {
  if (view === undefined) return 'closed';
  try {
    return await view.show(noticeView(t, said));
  } catch (error) {
    // Ours, not Slack's: a view that breaks Slack's limits.
    if (error instanceof Failure) throw error;
    log.warn({ slackError: classifySlackError(error) }, 'a modal could not be drawn again');
    return 'failed';
  }
};
