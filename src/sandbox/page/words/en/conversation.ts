import { formatsFor } from '../formats.js';

const { number, counted } = formatsFor('en');

/** Messages, threads and the field in which one types. */
export const conversation = {
  messagesIn: (name: string) => `Messages in ${name}`,
  earlier: (messages: number) => `Show earlier messages (${number(messages)})`,
  nothingSaid: (channel: string) => `This is the very beginning of #${channel}.`,
  nothingFromApp: 'Nothing has come from the app yet.',
  nothingHint: 'Say hello, or type / to see what the app can do.',
  newHere: 'New',
  newBelow: (messages: number) => counted(messages, { one: 'new message', other: 'new messages' }),
  toNewest: 'To the newest',
  app: 'APP',
  onlyYou: 'Only visible to you',
  edited: '(edited)',
  replies: (replies: number) => counted(replies, { one: 'reply', other: 'replies' }),
  lastReply: (at: string) => `Last reply ${at}`,
  replyInThread: 'Reply in thread',
  thread: 'Thread',
  closeThread: 'Close the thread',
  threadReplies: 'Replies',
  commands: 'Commands',
  messageTo: (name: string) => `Message to ${name}`,
  messageHint: 'Message, or / for commands',
  replyHint: 'Reply…',
  shortcuts: 'Shortcuts',
  moreActions: 'More actions',
  copyLink: 'Copy the link',
  linkCopied: 'The link is copied.',
  download: (title: string) => `Download ${title}`,
  send: 'Send',
};
