import { addChannel, changeChannel } from './conversations.js';
import { DEFAULT_CHANNELS } from './default-channels.js';
import { addUser, changeUser, findByEmail, type Person } from './users.js';
import type { Workspace } from './workspace.js';

/** Puts the bot and the default channels into an empty workspace; does nothing to a furnished one. */
export const furnish = (workspace: Workspace): void => {
  const { botUserId, teamId } = workspace.identity;
  if (workspace.store.get('users', botUserId) !== undefined) return;
  workspace.store.put('users', botUserId, {
    id: botUserId,
    teamId,
    handle: workspace.app.name.toLowerCase(),
    name: workspace.app.name,
    email: null,
    locale: 'en-US',
    timezone: 'America/Los_Angeles',
    isBot: true,
    isRestricted: false,
    deleted: false,
    updatedAt: workspace.now(),
  });
  for (const { name, kind, topic } of DEFAULT_CHANNELS)
    addChannel(workspace, { name, kind, topic: topic.en, members: [botUserId] });
};

/** Brings people of the company into the workspace: new ones join the default channels, known ones are updated. */
export const settlePeople = (workspace: Workspace, people: readonly Person[]): void => {
  for (const person of people) {
    const known = findByEmail(workspace, person.email);
    if (known === undefined) joinDefaults(workspace, addUser(workspace, person).id);
    else updateKnown(workspace, known, person);
  }
};

/** Takes everybody out of the workspace who is not one of these. */
export const dismissOthers = (workspace: Workspace, people: readonly Person[]): void => {
  const stay = new Set(people.map(({ email }) => email.toLowerCase()));
  for (const user of workspace.store.all('users')) {
    if (user.isBot || stay.has(user.email?.toLowerCase() ?? '')) continue;
    for (const channel of workspace.store.all('channels')) {
      if (!channel.members.includes(user.id)) continue;
      if (channel.kind === 'im') workspace.store.remove('channels', channel.id);
      else
        changeChannel(workspace, channel, {
          members: channel.members.filter((member) => member !== user.id),
        });
    }
    workspace.store.remove('users', user.id);
  }
};

/** Adds a person to every default channel. */
export const joinDefaults = (workspace: Workspace, userId: string): void => {
  for (const channel of workspace.store.all('channels')) {
    if (!DEFAULT_CHANNELS.some(({ name }) => name === channel.name) || channel.members.includes(userId))
      continue;
    changeChannel(workspace, channel, { members: [...channel.members, userId] });
  }
};

/** Language and time zone are what they have chosen themselves by now. */
const updateKnown = (workspace: Workspace, known: ReturnType<typeof addUser>, person: Person): void => {
  const change = {
    name: person.name,
    ...(person.title === undefined ? {} : { title: person.title }),
    ...(person.roles === undefined ? {} : { roles: person.roles }),
    ...(person.active === undefined ? {} : { deleted: !person.active }),
  };
  const next = { ...known, ...change };
  if (JSON.stringify(next) !== JSON.stringify(known)) changeUser(workspace, known, change);
};
