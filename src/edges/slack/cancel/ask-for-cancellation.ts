import type { ModalView } from '@slack/types';
import type { Blocker } from '../../../features/orders/cancel/plan.js';
import { readRequestView } from '../../../features/orders/cancel/read-request-view.js';
import {
  type RequestRefusal,
  requestCancellation,
} from '../../../features/orders/cancel/request-cancellation.js';
import { section } from '../block-kit/blocks.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, modal, type SlackMessage } from '../block-kit/surfaces.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { noticeView } from '../people/open-view.js';
import { type Answers, choicesFrom } from './answers.js';
import { cancelTitle } from './form-view.js';
import type { CancelMetadata } from './metadata.js';
import { sayChoiceRefusals } from './say-choice-refusal.js';
import { sayOutcome } from './say-outcome.js';
import { blockedBy, confirmationFor, formFor } from './views-for.js';

interface Outcome {
  readonly view: ModalView;
  /** For somebody who closed the modal meanwhile. */
  readonly message: SlackMessage;
}

/** Asks for what was confirmed, and says what became of it: in the modal, or by message where that was closed. */
export const askForCancellation = async (
  deps: SlackDeps,
  acting: Acting,
  confirmed: {
    readonly metadata: CancelMetadata;
    readonly answers: Answers;
    /** Slack's root view id: the same for every submit of one modal (K5). */
    readonly rootViewId: string;
  },
): Promise<void> => {
  const { metadata, answers, rootViewId } = confirmed;
  const { number, previousId } = metadata;
  const choices = choicesFrom(answers, metadata);
  if (choices === null) {
    const problems = [acting.t('cancel.problem_choice')];
    await acting.view?.show(await formFor(deps, acting, { number, answers, previousId, problems }));
    return;
  }
  const asked = await requestCancellation(
    deps.db,
    {
      actor: acting.member,
      number,
      choices,
      shownHash: metadata.hash,
      idempotencyKey: rootViewId,
      previousId,
    },
    deps,
  );
  await tell(
    deps,
    acting,
    asked.ok
      ? await outcomeOf(deps, acting, { number, requestId: asked.value.requestId })
      : await refusedOutcome(deps, acting, { number, answers, previousId }, asked.refusals),
  );
};

const outcomeOf = async (
  deps: SlackDeps,
  acting: Acting,
  { number, requestId }: { readonly number: string; readonly requestId: string },
): Promise<Outcome> => {
  const request = await readRequestView(deps.db, requestId);
  const watch = acting.t('cancel.watch', { number: escapeMrkdwn(number) });
  const said = [...(request === null ? [] : [sayOutcome(request, acting)]), watch];
  return {
    view: modal({
      callbackId: 'cancel.outcome',
      title: cancelTitle(acting.t, number),
      close: acting.t('cancel.close'),
      blocks: said.map((text) => section(text)),
    }),
    message: message(
      said.join('\n'),
      said.map((text) => section(text)),
    ),
  };
};

const notice = (acting: Acting, text: string): Outcome => ({
  view: noticeView(acting.t, text),
  message: message(text, [section(text)]),
});

const refusedOutcome = async (
  deps: SlackDeps,
  acting: Acting,
  ask: { readonly number: string; readonly answers: Answers; readonly previousId: string | null },
  refusals: readonly RequestRefusal[],
): Promise<Outcome> => {
  const { t } = acting;
  const has = (code: RequestRefusal['code']): boolean => refusals.some((refusal) => refusal.code === code);
  if (has('member-inactive')) return notice(acting, t('cancel.inactive'));
  if (has('plan-changed')) {
    const view = await confirmationFor(deps, acting, { ...ask, changed: true });
    const text = t('cancel.changedMessage', { number: escapeMrkdwn(ask.number) });
    return { view, message: message(text, [section(text)]) };
  }
  const choices = refusals.flatMap((refusal) => ('field' in refusal ? [refusal] : []));
  if (choices.length > 0) {
    const problems = sayChoiceRefusals(choices, t);
    const text = [t('cancel.notAsked', { number: escapeMrkdwn(ask.number) }), ...problems].join('\n');
    return {
      view: await formFor(deps, acting, { ...ask, problems }),
      message: message(text, [section(text)]),
    };
  }
  const blockers = refusals.flatMap((refusal): Blocker[] =>
    'field' in refusal || refusal.code === 'plan-changed' || refusal.code === 'member-inactive'
      ? []
      : [refusal],
  );
  return blockedBy(deps, acting, { number: ask.number, blockers });
};

/** What was decided is decided: a screen that cannot be drawn must not leave the person without knowing it. */
const tell = async (deps: SlackDeps, acting: Acting, outcome: Outcome): Promise<void> => {
  try {
    if ((await acting.view?.show(outcome.view)) === 'shown') return;
  } catch (error) {
    deps.log.warn({ slackError: classifySlackError(error) }, 'the outcome of a request could not be drawn');
  }
  await acting.answer(outcome.message);
};
