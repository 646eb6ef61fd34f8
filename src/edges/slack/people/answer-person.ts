import { Failure } from '../../../kernel/errors.js';
import type { SlackMessage } from '../block-kit/surfaces.js';
import { byFirstWay, type Way } from '../connection/by-first-way.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { SlackDeps } from '../deps.js';

/** Where a person is reached, in the order in which it is tried. */
export interface Whereabouts {
  readonly userId: string;
  readonly responseUrl: string | undefined;
  readonly channelId: string | undefined;
}

export interface AnswerOptions {
  /** In place of the message that was clicked, which only this person sees: the next page of a list. */
  readonly replace?: boolean;
}

// In a conversation of two there is nobody to hide it from, and Slack takes no ephemeral post there.
const isDirect = (channelId: string): boolean => channelId.startsWith('D');

function* ways(
  { interactive, toResponseUrl }: SlackDeps,
  { userId, responseUrl, channelId }: Whereabouts,
  message: SlackMessage,
  { replace = false }: AnswerOptions,
): Generator<Way> {
  const said = { text: message.text, ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }) };
  if (responseUrl !== undefined)
    yield () =>
      toResponseUrl(responseUrl, { ...said, response_type: 'ephemeral', replace_original: replace });
  if (channelId !== undefined && !isDirect(channelId))
    yield () => interactive.chat.postEphemeral({ ...said, channel: channelId, user: userId });
  yield () => interactive.chat.postMessage({ ...said, channel: userId });
}

/**
 * Tells one person, and only them, by the first way that works: response_url, ephemeral message, direct message; up to
 * two minutes later where Slack says that it is too much right now. What Slack answers is logged, never thrown: at the
 * last there is nobody left to tell.
 */
export const answerPerson = async (
  deps: SlackDeps,
  where: Whereabouts,
  message: SlackMessage,
  options: AnswerOptions = {},
): Promise<void> => {
  const failed = (error: unknown): void => {
    // Ours, not Slack's: a message that breaks Slack's limits.
    if (error instanceof Failure) throw error;
    deps.log.warn(
      { slackUser: where.userId, slackError: classifySlackError(error) },
      'one way to answer failed',
    );
  };
  if (await byFirstWay(ways(deps, where, message, options), failed)) return;
  deps.log.error({ slackUser: where.userId }, 'a person could not be answered');
};
