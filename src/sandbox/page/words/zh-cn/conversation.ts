import { formatsFor } from '../formats.js';
import type { PageWords } from '../words.js';

const { number, counted } = formatsFor('zh-CN');

/** Messages, threads and the field in which one types. */
export const conversation: PageWords['conversation'] = {
  messagesIn: (name: string) => `${name} 中的消息`,
  earlier: (messages: number) => `显示更早的消息（${number(messages)}）`,
  nothingSaid: '这里还没有消息。',
  app: '应用',
  onlyYou: '仅你可见',
  edited: '（已编辑）',
  replies: (replies: number) => counted(replies, { other: '条回复' }),
  replyInThread: '在消息列中回复',
  thread: '消息列',
  closeThread: '关闭消息列',
  threadReplies: '回复',
  commands: '命令',
  messageTo: (name: string) => `给 ${name} 发消息`,
  messageHint: '输入消息，或输入 / 使用命令',
  replyHint: '回复…',
  send: '发送',
};
