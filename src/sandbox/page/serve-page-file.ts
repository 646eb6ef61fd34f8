import type { ServerResponse } from 'node:http';
import type { Parts } from '../parts.js';
import { pageFile } from './built-page.js';

/** Serves `/page/<file>` of the built page, and `/page/mail/<id>`: the HTML of a mail, in which nothing runs or loads. */
export const servePageFile = (parts: Parts, name: string, response: ServerResponse): void => {
  const mail = name.startsWith('mail/') ? name.slice('mail/'.length) : undefined;
  if (mail !== undefined) {
    serveMail(parts, mail, response);
    return;
  }
  const file = pageFile(name);
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  response
    .writeHead(200, {
      'content-type': file.type,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000',
    })
    .end(file.content);
};

const serveMail = (parts: Parts, id: string, response: ServerResponse): void => {
  const mail = parts.mailbox?.messages().find((one) => one.id === id);
  if (mail === undefined || mail.html === '') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .end(mail.html);
};
