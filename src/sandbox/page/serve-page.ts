import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Parts } from '../parts.js';
import { builtPage } from './built-page.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What the page may do: run its own script and style, talk to its own server, show pictures. `host` was checked before. */
const policy = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ws://${host}`,
    "img-src 'self' data: https:",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Serves the shell of the page; what stands in it comes over the control interface. */
export const servePage = (parts: Parts, request: IncomingMessage, response: ServerResponse): void => {
  const title = escaped(`${parts.workspace.identity.teamName} workspace`);
  const built = builtPage();
  const body =
    built === undefined
      ? '<p>The page has not been built. Start with <code>npm start</code>, which builds it.</p>'
      : '<div id="app"></div><noscript>This page needs JavaScript.</noscript>';
  const head =
    built === undefined
      ? ''
      : `<link rel="stylesheet" href="/page/main.css?${built}"><script type="module" src="/page/main.js?${built}"></script>`;
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(request.headers.host ?? ''),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${title}</title>${head}</head><body>${body}</body></html>`,
    );
};
