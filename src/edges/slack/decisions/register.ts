import { APPROVE_REQUEST, REJECT_REQUEST, REJECT_VIEW, WITHDRAW_REQUEST } from '../action-ids.js';
import type { SlackDeps } from '../deps.js';
import { redrawingHome } from '../home/redraw-home.js';
import type { Switchboard } from '../switchboard.js';
import { approve } from './approve.js';
import { openReject, submitReject } from './reject.js';
import { withdraw } from './withdraw.js';

/** Approve, Reject and Withdraw, wherever their buttons stand. */
export const registerDecisions = (app: Switchboard, deps: SlackDeps): void => {
  app.action(APPROVE_REQUEST, redrawingHome(deps, approve(deps)));
  app.action(REJECT_REQUEST, openReject(deps));
  app.view(REJECT_VIEW, redrawingHome(deps, submitReject(deps)));
  app.action(WITHDRAW_REQUEST, redrawingHome(deps, withdraw(deps)));
};
