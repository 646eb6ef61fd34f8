import type { App } from '@slack/bolt';
import {
  PAID_VIEW,
  PAYOUT_PAID,
  PAYOUT_TEXT,
  PAYOUT_TRY_AGAIN,
  PAYOUT_UNPAID,
  UNPAID_VIEW,
} from '../action-ids.js';
import { formMetadata } from '../decisions/form-metadata.js';
import { acceptedText, acknowledgeText, oneTextForm } from '../decisions/one-text-form.js';
import { clickedValue } from '../decisions/read-decision-value.js';
import { typedInView } from '../decisions/typed-in-view.js';
import type { SlackDeps } from '../deps.js';
import { redrawingHome } from '../home/redraw-home.js';
import { asMember, type Heard } from '../people/as-member.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import { readPayoutValue } from './read-payout-value.js';
import { recordPayout } from './record-payout.js';

/** A bank's references are short; more is a text that belongs elsewhere. */
const REFERENCE_LIMIT = 140;

/** Paid, Could not be paid, Try again: what finance says of a refund. */
export const registerPayouts = (app: App, deps: SlackDeps): void => {
  const openForm = (callbackId: string, words: 'paid' | 'unpaid') =>
    asMember(
      deps,
      {
        opening: ({ body }: Heard, t) =>
          oneTextForm({
            callbackId,
            metadata: formMetadata(body),
            field: PAYOUT_TEXT,
            title: t(`payouts.${words}Title`),
            text: t(`payouts.${words}Text`),
            label: t(`payouts.${words}Label`),
            submit: t(`payouts.${words}Submit`),
            close: t('people.close'),
            multiline: words === 'unpaid',
          }),
      },
      async () => undefined,
    );
  app.action(PAYOUT_PAID, openForm(PAID_VIEW, 'paid'));
  app.action(PAYOUT_UNPAID, openForm(UNPAID_VIEW, 'unpaid'));

  const submitted = (kind: 'paid' | 'unpaid') =>
    asMember(
      deps,
      {
        fresh: true,
        acknowledge: ({ body }: Heard, t) =>
          acknowledgeText(body, PAYOUT_TEXT, t, kind === 'paid' ? REFERENCE_LIMIT : undefined),
      },
      async (acting, { body }) => {
        const about = readPayoutValue(typedInView(body, PAYOUT_TEXT).metadata);
        const text = acceptedText(body, PAYOUT_TEXT);
        const word = kind === 'paid' ? { kind, reference: text } : { kind, reason: text };
        await showOrAnswer(acting, await recordPayout(deps, acting, { ...about, word }));
      },
    );
  app.view(PAID_VIEW, redrawingHome(deps, submitted('paid')));
  app.view(UNPAID_VIEW, redrawingHome(deps, submitted('unpaid')));

  app.action(
    PAYOUT_TRY_AGAIN,
    redrawingHome(
      deps,
      asMember(deps, { fresh: true }, async (acting, { body }: Heard) => {
        const about = readPayoutValue(clickedValue(body));
        await showOrAnswer(
          acting,
          await recordPayout(deps, acting, { ...about, word: { kind: 'try-again' } }),
        );
      }),
    ),
  );
};
