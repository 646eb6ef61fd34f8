import type { App } from '@slack/bolt';
import { registerCommand } from './command/register.js';
import type { SlackDeps } from './deps.js';
import { registerLookup } from './lookup/register.js';

/** Every listener of the product, part by part; all that match a payload run, so names are exact and unique. */
export const registerSlack = (app: App, deps: SlackDeps): void => {
  registerCommand(app, deps);
  registerLookup(app, deps);
};
