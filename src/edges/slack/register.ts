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

/** Every listener of the product, part by part; all that match a payload run, so names are exact and unique. */
export const registerSlack = (app: App, deps: SlackDeps): void => {
  registerCommand(app, deps);
  registerCancel(app, deps);
  registerLookup(app, deps);
  registerHome(app, deps);
  registerSettings(app, deps);
  registerDecisions(app, deps);
  registerPayouts(app, deps);
  registerAttention(app, deps);
};
