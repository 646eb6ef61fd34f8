import type { App } from '@slack/bolt';
import { registerAttention } from './attention/register.js';
import { registerCancel } from './cancel/register.js';
import { registerCommand } from './command/register.js';
import { registerDecisions } from './decisions/register.js';
import type { SlackDeps } from './deps.js';
import { registerHome } from './home/register.js';
import { registerLookup } from './lookup/register.js';
import { registerPayouts } from './payouts/register.js';
import { registerSettings } from './settings/register.js';
import { createSwitchboard } from './switchboard.js';

/** Every listener of the product, part by part. */
export const registerSlack = (app: App, deps: SlackDeps): void => {
  const board = createSwitchboard(app);
  registerCommand(board, deps);
  registerCancel(board, deps);
  registerLookup(board, deps);
  registerHome(app, deps);
  registerSettings(board, deps);
  registerDecisions(board, deps);
  registerPayouts(board, deps);
  registerAttention(board, deps);
};
