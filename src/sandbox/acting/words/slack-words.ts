import { type Language, languageOf } from '../../workspace/language.js';
import type { UserRecord } from '../../workspace/records.js';
import { en } from './en.js';
import { zhCn } from './zh-cn.js';

/** What Slack's client says; English decides which texts there are. */
export type SlackWords = typeof en;

const CATALOGUES: Readonly<Record<Language, SlackWords>> = { en, 'zh-CN': zhCn };

/** What Slack's client says, in the language of whoever sits before it. */
export const slackWords = (user: UserRecord): SlackWords => CATALOGUES[languageOf(user.locale)];
