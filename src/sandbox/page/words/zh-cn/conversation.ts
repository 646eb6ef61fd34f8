import { formatsFor } from '../formats.js';
import type { PageWords } from '../page-words.js';

const { number, counted } = formatsFor('zh-CN');

/** Messages, threads and the field in which one types. */
export const conversation: PageWords['conversation'] = {
  messagesIn: (name: string) => `${name} 中的消息`,
  earlier: (messages: number) => `显示更早的消息（${number(messages)}）`,
  nothingSaid: (channel: string) => `#${channel} 从这里开始。`,
  nothingFromApp: '应用还没有发来消息。',
  nothingHint: '打个招呼，或输入 / 看看应用能做什么。',
  newHere: '新消息',
  newBelow: (messages: number) => counted(messages, { other: '条新消息' }),
  toNewest: '跳到最新',
  app: '应用',
  onlyYou: '仅你可见',
  edited: '（已编辑）',
  replies: (replies: number) => counted(replies, { other: '条回复' }),
  lastReply: (at: string) => `最后回复：${at}`,
  replyInThread: '在消息列中回复',
  thread: '消息列',
  closeThread: '关闭消息列',
  threadReplies: '回复',
  commands: '命令',
  messageTo: (name: string) => `给 ${name} 发消息`,
  messageHint: '输入消息，或输入 / 使用命令',
  replyHint: '回复…',
  shortcuts: '快捷方式',
  moreActions: '更多操作',
  copyLink: '复制链接',
  linkCopied: '链接已复制。',
  download: (title: string) => `下载 ${title}`,
  send: '发送',
};
