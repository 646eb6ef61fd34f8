import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { never } from '../../../kernel/errors.js';
import { ORDER_COMMAND } from '../action-ids.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { openCancelModal } from '../cancel/open-cancel-modal.js';
import type { SlackDeps } from '../deps.js';
import { showFound } from '../lookup/show-found.js';
import { showHistory } from '../lookup/show-history.js';
import { showOrder } from '../lookup/show-order.js';
import { showPending } from '../lookup/show-pending.js';
import { type Acting, asMember } from '../people/as-member.js';
import { loadingView } from '../people/open-view.js';
import type { Switchboard } from '../switchboard.js';
import { help, helpForUnknown } from './help.js';
import { type OrderCommand, readCommand } from './read-command.js';

const handle = async (deps: SlackDeps, acting: Acting, command: OrderCommand): Promise<void> => {
  const { t } = acting;
  switch (command.kind) {
    case 'help':
      return acting.answer(help(t));
    case 'unknown':
      return acting.answer(helpForUnknown(t, command.typed));
    case 'incomplete':
      return acting.answer(
        command.verb === 'find'
          ? t('command.needsWords', {
              example: escapeMrkdwn(t('command.findExample')),
              filters: escapeMrkdwn(t('lookup.filters')),
            })
          : t('command.needsNumber', { verb: command.verb }),
      );
    case 'later':
      return acting.answer(t('command.later', { verb: escapeMrkdwn(command.verb) }));
    case 'pending':
      return showPending(deps, acting);
    case 'find':
      return showFound(deps, acting, { words: command.words, page: 0 });
    case 'show':
      return showOrder(deps, acting, command.number);
    case 'history':
      return showHistory(deps, acting, command.number);
    case 'cancel':
      return openCancelModal(deps, acting, { number: command.number });
    default:
      return never(command);
  }
};

/** `/order`: by its first word. */
export const registerCommand = (app: Switchboard, deps: SlackDeps): void => {
  app.command(
    ORDER_COMMAND,
    asMember<SlackCommandMiddlewareArgs>(
      deps,
      {
        // A modal has to be opened while the trigger lives, before anybody knows whose it is.
        opening: ({ command }, t) =>
          readCommand(command.text).kind === 'cancel' ? loadingView(t) : undefined,
      },
      (acting, { command }) => handle(deps, acting, readCommand(command.text)),
    ),
  );
};
