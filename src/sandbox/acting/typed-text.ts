import type { Workspace } from '../workspace/workspace.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * What Slack's client makes of text that a person types: characters with a meaning escaped, people, channels, links and
 * e-mail addresses as entities. Commands carry names in their entities, messages only ids. (For commands this is the
 * manifest's `should_escape`.)
 */
export const typedText = (workspace: Workspace, text: string, kind: 'command' | 'message'): string => {
  const label = (name: string): string => (kind === 'command' ? `|${name}` : '');
  return escaped(text)
    .replaceAll(/\bhttps?:\/\/[^\s|]+/g, (url) => `<${url}>`)
    .replaceAll(/(?<![\w.%+<:/-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g, (email) => `<mailto:${email}|${email}>`)
    .replaceAll(/(?<!\S)@([\w.-]+)/g, (typed, handle: string) => {
      const user = workspace.store.all('users').find((one) => one.handle === handle || one.name === handle);
      return user === undefined ? typed : `<@${user.id}${label(user.handle)}>`;
    })
    .replaceAll(/(?<!\S)#([\w-]+)/g, (typed, name: string) => {
      const channel = workspace.store.all('channels').find((one) => one.kind !== 'im' && one.name === name);
      return channel === undefined ? typed : `<#${channel.id}${label(channel.name)}>`;
    });
};
