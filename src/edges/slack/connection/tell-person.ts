import type { WebClient } from '@slack/web-api';
import type { Log } from '../../../platform/log.js';
import type { Translate } from '../../../words/translator.js';
import { plainSection } from '../block-kit/blocks.js';
import { modal } from '../block-kit/surfaces.js';
import { byFirstWay, type Way } from './by-first-way.js';
import { classifySlackError } from './classify-slack-error.js';
import type { Payload } from './read-payload.js';
import type { PostToResponseUrl } from './response-url.js';

/** Acknowledges the payload; undefined where that has been done. */
export type OpenAck = ((response?: unknown) => Promise<void>) | undefined;

export interface Teller {
  readonly client: WebClient;
  readonly postToResponseUrl: PostToResponseUrl;
  readonly log: Log;
}

const problemView = (t: Translate, text: string) =>
  modal({
    callbackId: 'problem',
    title: t('connection.problemTitle'),
    close: t('connection.close'),
    blocks: [plainSection(text)],
  });

/** The ways to reach the person who did this, the one nearest to what they look at first. */
function* waysToTell(
  { client, postToResponseUrl }: Teller,
  payload: Payload,
  t: Translate,
  text: string,
  answered: boolean,
): Generator<Way> {
  const { userId, channelId, responseUrl, triggerId, inView, kind } = payload;
  if (answered) return;
  if (responseUrl !== undefined)
    yield () => postToResponseUrl(responseUrl, { text, response_type: 'ephemeral', replace_original: false });
  if (userId === undefined) return;
  if (channelId !== undefined && kind !== 'event')
    yield () => client.chat.postEphemeral({ channel: channelId, user: userId, text });
  if (triggerId !== undefined) {
    const view = problemView(t, text);
    yield () =>
      inView && kind === 'action'
        ? client.views.push({ trigger_id: triggerId, view })
        : client.views.open({ trigger_id: triggerId, view });
  }
  yield () => client.chat.postMessage({ channel: userId, text });
}

/** The acknowledgement itself speaks where Slack shows it; gives back whether the person has seen the text by that. */
const tellByAck = async (payload: Payload, t: Translate, text: string, ack: OpenAck): Promise<boolean> => {
  if (ack === undefined) return false;
  if (payload.kind === 'command') await ack({ response_type: 'ephemeral', text });
  else if (payload.kind === 'submission')
    await ack({ response_action: 'update', view: problemView(t, text) });
  else if (payload.kind === 'options') await ack({ options: [] });
  else await ack();
  return payload.kind === 'command' || payload.kind === 'submission';
};

/**
 * Tells the person who caused the payload, and only them, by the first way that works: acknowledgement, response_url,
 * ephemeral message, a modal, a direct message; up to two minutes later where Slack says that it is too much right now.
 * Acknowledges at once in any case. Never throws; false when nothing reached them.
 */
export const tellPerson = async (
  teller: Teller,
  payload: Payload,
  t: Translate,
  text: string,
  ack: OpenAck,
): Promise<boolean> => {
  let told = false;
  try {
    told = await tellByAck(payload, t, text, ack);
  } catch (error) {
    teller.log.warn({ err: error, slackPayload: payload.name }, 'an acknowledgement could not be sent');
  }
  // Nobody waits for an answer to these: a closed view, a list of options, an event of the workspace.
  const silent = payload.kind === 'view-closed' || payload.kind === 'options' || payload.kind === 'event';
  const failed = (error: unknown): void =>
    teller.log.warn(
      { slackError: classifySlackError(error), slackPayload: payload.name },
      'one way to tell a person failed',
    );
  return (await byFirstWay(waysToTell(teller, payload, t, text, told || silent), failed)) || told;
};
