import { formatsFor } from '../formats.js';
import type { PageWords } from '../page-words.js';

const { list } = formatsFor('zh-CN');

/** The mailbox. */
export const mail: PageWords['mail'] = {
  mails: '邮件',
  none: '还没有发出任何邮件。',
  choose: '请选择一封邮件阅读。',
  to: (recipients: readonly string[]) => `收件人：${list(recipients)}`,
  all: '← 所有邮件',
  fromTo: (from: string, recipients: readonly string[], at: string) =>
    `发件人：${from}，收件人：${list(recipients)}，${at}`,
  letter: '邮件',
  text: '纯文本',
  headers: '邮件头',
  letterCalled: (subject: string) => `邮件：${subject}`,
};
