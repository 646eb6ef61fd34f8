import { findPerson } from '../acting/find-person.js';
import type { Person } from '../acting/person.js';
import { listTroubles } from '../faults/list-troubles.js';
import type { Parts } from '../parts.js';
import { topicFor } from '../workspace/default-channels.js';
import { languageOf } from '../workspace/language.js';
import type { ChannelRecord, UserRecord } from '../workspace/records.js';
import { changedSince, conversationNews } from './conversation-news.js';
import type { Known, ScreenNews, ShownChannel, ShownPerson } from './page-screen.js';
import { isTourStopped, showTour } from './show-tour.js';

/** What a window asks for: who, where, how far back, and what has been read there. */
export interface Asked {
  readonly as?: string | undefined;
  /** Id or name; the conversation with the app when absent. */
  readonly channel?: string | undefined;
  readonly limit: number;
  /** ts of the first message of the thread that is open. */
  readonly thread?: string | undefined;
  /** What the window shows already. */
  readonly known?: Known | undefined;
  readonly read: Readonly<Record<string, string>>;
}

/** All that one person's window shows, or what of it is new: what is not for them is not in it. */
export const showScreen = (parts: Parts, asked: Asked): ScreenNews => {
  const { workspace } = parts;
  const users = workspace.store.all('users').filter((user) => !user.deleted);
  const tour = showTour(parts, users);
  const who = asked.as ?? tour[0]?.as ?? users.find((user) => !user.isBot)?.id;
  const person = who === undefined ? undefined : findPerson(parts, who);
  const general = {
    team: workspace.identity.teamName,
    app: { id: workspace.identity.botUserId, name: workspace.app.name },
    commands: workspace.app.commands.map((name) => ({
      name,
      description: workspace.app.commandHelp[name]?.description ?? '',
      usageHint: workspace.app.commandHelp[name]?.usageHint ?? '',
    })),
    shortcuts: workspace.app.shortcuts,
    tour,
    tourStopped: tour.length > 0 && isTourStopped(parts),
    people: changedSince(parts, 'users', asked.known?.revision) ? users.map(shownPerson) : null,
    revision: workspace.store.revision,
    mails: parts.mailbox?.messages().length ?? null,
    troubles: listTroubles(parts),
  };
  if (person === undefined)
    return {
      ...general,
      me: null,
      channels: [],
      channel: null,
      messages: [],
      earlier: 0,
      thread: null,
      partial: false,
      gone: [],
      modals: [],
      home: null,
    };
  // Reading one's own conversation with the app opens it, so it is in the list afterwards.
  const own = person.messages();
  const channels = person.channels();
  const at = channels.find((one) =>
    asked.channel === undefined ? one.kind === 'im' : one.id === asked.channel || one.name === asked.channel,
  );
  const messages = at === undefined ? [] : at.kind === 'im' ? own : person.messages(at.id);
  return {
    ...general,
    me: shownPerson(person.user),
    channels: channels.map((channel) => shownChannel(person, channel, asked.read[channel.id] ?? '')),
    channel: at?.id ?? null,
    ...conversationNews(
      parts,
      at?.id === asked.known?.channel ? asked : { ...asked, known: undefined },
      messages,
    ),
    modals: person.modals(),
    home: person.home() ?? null,
  };
};

const shownPerson = ({ id, name, title, roles, email, locale }: UserRecord): ShownPerson => ({
  id,
  name,
  title: title ?? '',
  roles: roles ?? [],
  email,
  locale,
});

const shownChannel = (person: Person, channel: ChannelRecord, read: string): ShownChannel => {
  const messages = person.messages(channel.id);
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    topic: topicFor(channel, languageOf(person.user.locale)),
    members: channel.members.length,
    unread: messages.filter(({ ts, author }) => ts > read && author !== person.id).length,
    newest: messages.at(-1)?.ts ?? '',
  };
};
