import type { App } from '@slack/bolt';
import type { SlackDeps } from './deps.js';

/** Every listener of the product, part by part; all that match a payload run, so names are exact and unique. */
export const registerSlack = (_app: App, _deps: SlackDeps): void => {};
