import type { ModalView } from '@slack/types';
import type { KnownMember } from '../../../features/access/known-member.js';
import { newId } from '../../../kernel/ids.js';
import { watchCommits } from '../../../platform/db/watch-commits.js';
import type { Log } from '../../../platform/log.js';
import { type Translate, translator } from '../../../words/translator.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import { type Payload, readPayload } from '../connection/read-payload.js';
import type { SlackDeps } from '../deps.js';
import { type AnswerOptions, answerPerson } from './answer-person.js';
import { deskUnreachable } from './desk-unreachable.js';
import { noticeView, type OpenView, openView } from './open-view.js';
import { sayRefusal } from './say-refusal.js';
import { type ViewOfPayload, viewOf } from './view-of-payload.js';
import { whoIs } from './who-is.js';

/** What a listener of Bolt is called with, as far as it is the same for all. */
export interface Heard {
  readonly body: unknown;
}

/** A member who does something in Slack, and how to answer them. */
export interface Acting {
  readonly member: KnownMember;
  readonly t: Translate;
  readonly locale: string;
  /** IANA name. */
  readonly timezone: string;
  readonly teamId: string;
  readonly userId: string;
  /** Where it was done; undefined in a modal and in the App Home. */
  readonly channelId: string | undefined;
  /**
   * The modal to answer in: the one opened at once by `opening`, or the one in which it was done. Undefined for a
   * command or a button of a message that opens none, and in the App Home.
   */
  readonly view: OpenView | undefined;
  /**
   * Tells only this person, by mrkdwn text (escaped already) or a message, where they look: under the command, in the
   * channel, by direct message. Never throws for what Slack answers.
   */
  answer(said: string | SlackMessage, options?: AnswerOptions): Promise<void>;
  readonly log: Log;
}

/** What is said to Slack at once; made from the payload alone, never from the database. */
export interface Acknowledgement {
  /** Such as `{ response_action: 'errors', errors }` or `{ response_action: 'update', view }`. */
  readonly response?: object;
  /** That was all: the handler is not called. */
  readonly stop?: boolean;
}

export interface AsMemberOptions<Args> {
  /** Asks Slack now who this is, instead of trusting ten minutes: for decisions. */
  readonly fresh?: boolean;
  /** Instead of an empty acknowledgement. */
  readonly acknowledge?: (args: Args, t: Translate) => Acknowledgement;
  /**
   * A view to show before anything is looked up, while the trigger lives (`loadingView(t)`): opened, or in place of the
   * modal in which it was done. It must say nothing about any order. Undefined opens nothing.
   */
  readonly opening?: (args: Args, t: Translate) => ModalView | undefined;
}

/**
 * A listener that first acknowledges, then opens what has to be opened at once, then finds out who this is, and only then
 * calls the handler. Who is no member is told so and whom to ask. What the handler throws becomes an incident that the
 * person is told; but where that is a database that went away before anything was written, they are told that.
 */
export const asMember =
  <Args extends Heard>(
    deps: SlackDeps,
    options: AsMemberOptions<Args>,
    handler: (acting: Acting, args: Args) => Promise<void>,
  ) =>
  async (args: Args): Promise<void> => {
    const payload = readPayload(args.body);
    const t = translator(deps.people.localeOf(payload.userId));
    const acknowledgement = options.acknowledge?.(args, t) ?? {};
    await acknowledge(args, acknowledgement.response);
    const { userId, teamIds } = payload;
    const [teamId] = teamIds;
    // Neither happens after the intake, which refuses a payload without a workspace.
    if (acknowledgement.stop === true || userId === undefined || teamId === undefined) return;

    const opening = options.opening?.(args, t);
    const at = viewOf(args.body);
    const modal = await modalFor(deps, { payload, userId, opening, at, t });
    if (modal === 'not-opened') return;

    const answer: Acting['answer'] = (said, how) =>
      answerPerson(deps, { ...payload, userId }, typeof said === 'string' ? message(said, []) : said, how);
    // The form that a person filled in stays; only a view that shows nothing of theirs makes way for bad news.
    const screen = opening !== undefined || acknowledgement.response !== undefined ? modal : undefined;
    const sayBadNews = async (text: string): Promise<void> => {
      if (screen === undefined || (await drawn(deps, screen, noticeView(t, text))) !== 'shown')
        await answer(text);
    };
    try {
      const identified = await whoIs(deps, { teamId, userId }, { fresh: options.fresh ?? false });
      if (!identified.ok) {
        // Their locale is known only now, if they were never here before.
        const theirs = translator(deps.people.localeOf(userId));
        return await sayBadNews(await sayRefusal(deps, theirs, identified.refusal));
      }
      const { member } = identified;
      const locale = member.locale ?? 'en-US';
      const acting: Acting = {
        member,
        t: translator(locale),
        locale,
        timezone: member.timezone ?? 'UTC',
        teamId,
        userId,
        channelId: payload.channelId,
        view: modal,
        answer,
        log: deps.log,
      };
      const failed = await watchCommits(() => handler(acting, args));
      if (failed === undefined) return;
      if (failed.mayHaveWritten) throw failed.thrown;
      const { refusal } = deskUnreachable(failed.thrown, deps, userId);
      await sayBadNews(await sayRefusal(deps, acting.t, refusal));
    } catch (error) {
      // Otherwise the intake tells them; but a view that waits for an answer would wait for ever.
      if (screen === undefined) throw error;
      const incident = newId().slice(-8);
      deps.log.error(
        { slackPayload: payload.name, slackUser: userId, incident, err: error },
        'a Slack payload failed',
      );
      await sayBadNews(translator(deps.people.localeOf(userId))('connection.failed', { incident }));
    }
  };

const acknowledge = async (args: Heard, response: object | undefined): Promise<void> => {
  if (!('ack' in args) || typeof args.ack !== 'function') return;
  await args.ack(response);
};

/** The view to answer in, if there is one; 'not-opened' when it was to be opened and could not: the person is told. */
const modalFor = async (
  deps: SlackDeps,
  on: {
    readonly payload: Payload;
    readonly userId: string;
    readonly opening: ModalView | undefined;
    readonly at: ViewOfPayload | undefined;
    readonly t: Translate;
  },
): Promise<OpenView | 'not-opened' | undefined> => {
  const { payload, opening, at } = on;
  if (at?.type === 'modal') {
    const view = openView(deps.interactive, at.id);
    if (opening !== undefined) await drawn(deps, view, opening);
    return view;
  }
  if (opening === undefined || payload.triggerId === undefined) return undefined;
  try {
    const { view } = await deps.interactive.views.open({ trigger_id: payload.triggerId, view: opening });
    if (view?.id !== undefined) return openView(deps.interactive, view.id);
  } catch (error) {
    deps.log.warn(
      { slackPayload: payload.name, slackError: classifySlackError(error) },
      'a modal was not opened',
    );
  }
  await answerPerson(deps, { ...payload, userId: on.userId }, message(on.t('people.triggerExpired'), []));
  return 'not-opened';
};

/** Draws what is only for the eye: when Slack will not, the person is reached another way. */
const drawn = async (deps: SlackDeps, view: OpenView, content: ModalView): Promise<string> => {
  try {
    return await view.show(content);
  } catch (error) {
    deps.log.warn({ slackError: classifySlackError(error) }, 'a modal could not be drawn again');
    return 'failed';
  }
};
