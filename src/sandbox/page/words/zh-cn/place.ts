import type { PageWords } from '../page-words.js';

/** What stands above the place one is in. */
export const place: PageWords['place'] = {
  home: '主页',
  messages: '消息',
  noSuchChannel: '没有这个频道，或你不在其中。',
  homeNotDrawn: '应用还没有生成主页。',
};
