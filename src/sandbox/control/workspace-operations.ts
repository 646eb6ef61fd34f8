import { z } from 'zod';
import { findPerson } from '../acting/find-person.js';
import { API_METHODS } from '../api/methods.js';
import { type Operation, operation } from './operation.js';

const nothing = z.strictObject({});
const team = /^T[A-Z0-9]+$/;
const locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/);

/** People, channels and the records of the workspace. */
export const WORKSPACE_OPERATIONS: Readonly<Record<string, Operation>> = {
  credentials: operation('What an app is configured with', nothing, ({ parts }) => {
    const { teamId, botUserId, botToken, appToken, signingSecret } = parts.workspace.identity;
    return {
      apiUrl: `${parts.workspace.publicUrl}/api/`,
      teamId,
      botUserId,
      botToken,
      appToken,
      signingSecret,
    };
  }),
  methods: operation('Web API methods that the sandbox knows', nothing, () =>
    API_METHODS.map(({ name, token, scopes, tier }) => ({ name, token, scopes, tier })),
  ),
  people: operation('Everybody in the workspace', nothing, ({ control }) => control.users()),
  'read-people': operation('Read the company’s people again', nothing, async ({ control }) => {
    await control.readPeople();
    return control.users();
  }),
  'add-person': operation(
    'Invite a person',
    z.strictObject({
      email: z.email(),
      name: z.string().min(1),
      locale: locale.optional(),
      timezone: z.string().optional(),
      teamId: z.string().regex(team).optional(),
      isRestricted: z.boolean().optional(),
    }),
    ({ control }, { teamId, isRestricted, ...person }) =>
      control.addPerson({
        ...person,
        ...(teamId === undefined ? {} : { teamId }),
        ...(isRestricted === undefined ? {} : { isRestricted }),
      }),
  ),
  'change-person': operation(
    'Change a person: name, e-mail, locale, time zone, guest, closed account, workspace',
    z.strictObject({
      as: z.string(),
      change: z
        .strictObject({
          name: z.string().min(1),
          email: z.email(),
          locale,
          timezone: z.string(),
          isRestricted: z.boolean(),
          deleted: z.boolean(),
          teamId: z.string().regex(team),
        })
        .partial(),
    }),
    ({ parts, control }, { as, change }) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return control.changePerson(findPerson(parts, as).id, given);
    },
  ),
  channels: operation('All channels and conversations', nothing, ({ control }) => control.channels()),
  'add-channel': operation(
    'Open a channel',
    z.strictObject({
      name: z.string().regex(/^[a-z0-9_-]{1,80}$/),
      kind: z.enum(['public', 'private']),
      members: z.array(z.string()),
    }),
    ({ control }, input) => control.addChannel(input.name, input.kind, input.members),
  ),
  'change-channel': operation(
    'Change a channel: name, topic, members, archived',
    z.strictObject({
      channel: z.string(),
      change: z
        .strictObject({
          name: z.string(),
          topic: z.string(),
          members: z.array(z.string()),
          archived: z.boolean(),
        })
        .partial(),
    }),
    ({ control }, { channel, change }) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return control.changeChannel(channel, given);
    },
  ),
  messages: operation(
    'Every message of a channel with its history',
    z.strictObject({ channel: z.string() }),
    ({ control }, input) => control.allMessages(input.channel),
  ),
};
