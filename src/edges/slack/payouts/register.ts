import { readPayout } from '../../../features/orders/payouts/read-payout.js';
import {
  PAID_VIEW,
  PAYOUT_PAID,
  PAYOUT_TEXT,
  PAYOUT_TRY_AGAIN,
  PAYOUT_UNPAID,
  UNPAID_VIEW,
} from '../action-ids.js';
import { acceptedText, acknowledgeText } from '../decisions/one-text-form.js';
import { clickedValue } from '../decisions/read-decision-value.js';
import { typedInView } from '../decisions/typed-in-view.js';
import type { SlackDeps } from '../deps.js';
import { redrawingHome } from '../home/redraw-home.js';
import { asMember, type Heard } from '../people/as-member.js';
import { loadingView } from '../people/open-view.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import type { Switchboard } from '../switchboard.js';
import { type FormKind, payoutForm } from './payout-form.js';
import { readPayoutValue } from './read-payout-value.js';
import { recordPayout, sayPayoutRefusal } from './record-payout.js';

/** A bank's references are short; more is a text that belongs elsewhere. */
const REFERENCE_LIMIT = 140;

/** Paid, Could not be paid, Try again: what finance says of a refund. */
export const registerPayouts = (app: Switchboard, deps: SlackDeps): void => {
  const openForm = (kind: FormKind) =>
    asMember(deps, { opening: (_: Heard, t) => loadingView(t) }, async (acting, { body }) => {
      const about = readPayoutValue(clickedValue(body));
      const read = await readPayout(deps.db, { actor: acting.member, ...about, kind });
      const [refusal] = read.ok ? [] : read.refusals;
      if (refusal !== undefined) return showOrAnswer(acting, sayPayoutRefusal(refusal, acting));
      // Who closed it meanwhile has thought better of it.
      if (read.ok) await acting.view?.show(payoutForm(kind, clickedValue(body) ?? '', read.value, acting));
    });
  app.action(PAYOUT_PAID, openForm('paid'));
  app.action(PAYOUT_UNPAID, openForm('unpaid'));

  const submitted = (kind: FormKind) =>
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
