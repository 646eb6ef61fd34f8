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
import { createSwitchboard, type Switchboard } from './switchboard.js';

/** Every listener that has a name of its own, part by part. */
export const registerParts = (board: Switchboard, deps: SlackDeps): void => {
  registerCommand(board, deps);
  registerCancel(board, deps);
  registerLookup(board, deps);
  registerSettings(board, deps);
  registerDecisions(board, deps);
  registerPayouts(board, deps);
  registerAttention(board, deps);
};

/** Every listener of the product. */
export const registerSlack = (app: App, deps: SlackDeps): void => {
  registerParts(createSwitchboard(app), deps);
  registerHome(app, deps);
};
