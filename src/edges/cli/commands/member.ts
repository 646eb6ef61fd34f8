import { Option } from 'commander';
import type { KnownMember } from '../../../features/access/known-member.js';
import { readMembers } from '../../../features/access/read-members.js';
import { type SetMemberRefusal, type SetMemberWish, setMember } from '../../../features/access/set-member.js';
import { ROLES, system } from '../../../kernel/actor.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';
import { PROGRAM_READER, type Reader } from '../reader.js';

export const memberListCommand: CommandDefinition = {
  usage: 'member list',
  summary: ({ t }) => t('commandLine.memberListSummary'),
  async run(_input, context, { t }) {
    const members = await context.withDatabase(readMembers);
    const lines = members.map(({ email, name, department, roles, active }) =>
      [email, name, department, roles.join(','), active ? '' : t('commandLine.memberInactive')]
        .join('\t')
        .trimEnd(),
    );
    return {
      exitCode: EXIT.done,
      json: () => ({ ok: true, members }),
      text: () => (lines.length === 0 ? t('commandLine.memberNone') : lines.join('\n')),
    };
  },
};

export const memberSetCommand: CommandDefinition = {
  usage: 'member set <e-mail>',
  summary: ({ t }) => t('commandLine.memberSetSummary'),
  options: (command, { t }) =>
    command
      .option('--roles <roles>', t('commandLine.memberRoles', { roles: ROLES.join(', ') }))
      .option('--name <name>', t('commandLine.memberName'))
      .option('--department <department>', t('commandLine.memberDepartment'))
      .addOption(new Option('--inactive', t('commandLine.memberSwitchOff')).conflicts('active'))
      .option('--active', t('commandLine.memberSwitchOn'))
      .option('--unbind', t('commandLine.memberUnbind')),
  async run({ arguments: [email = ''], options }, context, reader) {
    const result = await context.withDatabase((database) =>
      setMember(database, system('command-line'), wishOf(email, options)),
    );
    if (!result.ok) {
      const say = (to: Reader): string => result.refusals.map((refusal) => sayRefusal(refusal, to)).join(' ');
      // An address that nobody has was typed well enough.
      const unknown = result.refusals.every(({ kind }) => kind === 'unknown-member');
      return {
        exitCode: unknown ? EXIT.failed : EXIT.usage,
        json: () => ({
          ok: false,
          error: unknown ? 'unknown-member' : 'usage',
          message: say(PROGRAM_READER),
        }),
        text: () => say(reader),
      };
    }
    const { member, created, newDepartment } = result.value;
    return {
      exitCode: EXIT.done,
      json: () => ({
        ok: true,
        created,
        newDepartment,
        member: {
          email: member.email,
          name: member.name,
          department: member.department,
          roles: member.roles,
          active: member.active,
        },
      }),
      text: () =>
        [
          sayMember(member, created, reader),
          ...(newDepartment
            ? [reader.t('commandLine.memberNewDepartment', { department: member.department })]
            : []),
        ].join('\n'),
    };
  },
};

const wishOf = (email: string, options: Readonly<Record<string, unknown>>): SetMemberWish => {
  const { name, roles, department, active, inactive, unbind } = options;
  return {
    email,
    ...(typeof roles === 'string' ? { roles: listed(roles) } : {}),
    // An empty one would leave nothing to call them by.
    ...(typeof name === 'string' && name.trim() !== '' ? { name } : {}),
    ...(typeof department === 'string' ? { department } : {}),
    ...(active === true ? { active: true } : {}),
    ...(inactive === true ? { active: false } : {}),
    ...(unbind === true ? { unbind: true } : {}),
  };
};

const listed = (roles: string): string[] =>
  roles
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');

const sayMember = (member: KnownMember, created: boolean, { t }: Reader): string => {
  const { email, department, active } = member;
  const roles = member.roles.length === 0 ? t('commandLine.memberRolesNone') : member.roles.join(', ');
  const said =
    department === ''
      ? t(created ? 'commandLine.memberCreated' : 'commandLine.memberChanged', { email, roles })
      : t(created ? 'commandLine.memberCreatedIn' : 'commandLine.memberChangedIn', {
          email,
          roles,
          department,
        });
  return active ? said : `${said} (${t('commandLine.memberInactive')})`;
};

const sayRefusal = (refusal: SetMemberRefusal, { t }: Reader): string => {
  const roles = ROLES.join(', ');
  switch (refusal.kind) {
    case 'not-an-email':
      return t('commandLine.memberNotAnEmail', { email: refusal.email });
    case 'unknown-role':
      return t('commandLine.memberUnknownRole', { role: refusal.role, roles });
    case 'nothing-to-set':
      return t('commandLine.memberNothingToSet');
    case 'unknown-member':
      return t('commandLine.memberUnknown', { email: refusal.email, roles });
  }
};
