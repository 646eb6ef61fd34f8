import type { Workspace } from './workspace.js';

const withoutEntities = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Message text as a person reads it: mentions by name, dates by their fallback, links by their label, entities unescaped. */
export const readableText = (workspace: Workspace, text: string): string =>
  withoutEntities(
    text
      .replaceAll(
        /<@([A-Z0-9]+)(?:\|[^>]*)?>/g,
        (_all, id: string) => `@${workspace.store.get('users', id)?.name ?? id}`,
      )
      .replaceAll(
        /<#([A-Z0-9]+)(?:\|[^>]*)?>/g,
        (_all, id: string) => `#${workspace.store.get('channels', id)?.name ?? id}`,
      )
      .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, (_all, fallback: string) => fallback)
      .replaceAll(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, (_all, name: string) => `@${name}`)
      .replaceAll(/<[^|>]*\|([^>]*)>/g, (_all, label: string) => label)
      .replaceAll(/<(https?:[^>]*|mailto:[^>]*)>/g, (_all, url: string) => url),
  );
