import { formatsFor } from '../formats.js';

const { number, counted } = formatsFor('en');

/** Messages, threads and the field in which one types. */
export const conversation = {
  messagesIn: (name: string) => `Messages in ${name}`,
  earlier: (messages: number) => `Show earlier messages (${number(messages)})`,
  nothingSaid: 'Nothing has been said here yet.',
  app: 'APP',
  onlyYou: 'Only visible to you',
  edited: '(edited)',
  replies: (replies: number) => counted(replies, { one: 'reply', other: 'replies' }),
  replyInThread: 'Reply in thread',
  thread: 'Thread',
  closeThread: 'Close the thread',
  threadReplies: 'Replies',
  commands: 'Commands',
  messageTo: (name: string) => `Message to ${name}`,
  messageHint: 'Message, or / for commands',
  replyHint: 'Reply…',
  send: 'Send',
};
