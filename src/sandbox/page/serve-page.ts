import type { ServerResponse } from 'node:http';
import type { Mailbox } from '../mailbox/mailbox.js';
import type { Parts } from '../parts.js';
import { readMessage } from '../workspace/reading.js';
import type { MessageRecord } from '../workspace/records.js';
import type { Workspace } from '../workspace/workspace.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const messageHtml = (workspace: Workspace, message: MessageRecord): string => {
  const author = workspace.store.get('users', message.author)?.name ?? message.author;
  const when = new Date(Number(message.ts) * 1000).toISOString();
  const reader =
    message.ephemeralTo === null
      ? ''
      : ` (only for ${workspace.store.get('users', message.ephemeralTo)?.name ?? message.ephemeralTo})`;
  const body = escaped(readMessage(workspace, message)).replaceAll('\n', '<br>');
  const reply = message.threadTs === null || message.threadTs === message.ts ? '' : ' class="reply"';
  return `<li${reply}><b>${escaped(author)}</b> <time>${when}</time>${escaped(reader)}<p>${body}</p></li>`;
};

const mailboxHtml = (mailbox: Mailbox | undefined): string => {
  if (mailbox === undefined) return '';
  const items = mailbox.messages().map(({ to, subject, text, at }) => {
    const body = escaped(text).replaceAll('\n', '<br>');
    const when = new Date(at).toISOString();
    return `<li><b>${escaped(subject)}</b> to ${escaped(to.join(', '))} <time>${when}</time><p>${body}</p></li>`;
  });
  return `<section><h2>Mailbox</h2><ol>${items.join('')}</ol></section>`;
};

/** A plain page: every channel with its messages, and the mailbox. The rich one comes later and uses the control interface. */
export const servePage = (parts: Parts, response: ServerResponse): void => {
  const { workspace } = parts;
  const messages = workspace.store.all('messages').filter((message) => message.deletedAt === null);
  const sections = workspace.store.all('channels').map((channel) => {
    const person = channel.kind === 'im' ? workspace.store.get('users', channel.name)?.name : undefined;
    const items = messages
      .filter((message) => message.channel === channel.id)
      .map((message) => messageHtml(workspace, message));
    return `<section><h2>${escaped(person ?? `#${channel.name}`)}</h2><ol>${items.join('')}</ol></section>`;
  });
  const style =
    'body{font:15px/1.45 system-ui;margin:2rem auto;max-width:48rem;padding:0 1rem}li{list-style:none}.reply{margin-left:2rem}time{color:#666}ol{padding:0}p{margin:.2rem 0 .8rem}';
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-frame-options': 'DENY',
    })
    .end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandbox workspace</title><style>${style}</style></head><body><h1>${escaped(workspace.identity.teamName)}</h1>${sections.join('')}${mailboxHtml(parts.mailbox)}</body></html>`,
    );
};
