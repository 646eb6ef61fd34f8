import { readMembers } from '../../../features/access/read-members.js';
import { type SetMemberRefusal, setMember } from '../../../features/access/set-member.js';
import { ROLES, system } from '../../../kernel/actor.js';
import { EXIT } from '../../../platform/process/exit-code.js';
import type { CommandDefinition } from '../command.js';

export const memberListCommand: CommandDefinition = {
  usage: 'member list',
  summary: 'list the members with their departments and roles',
  async run(_input, context) {
    const members = await context.withDatabase(readMembers);
    const lines = members.map(({ email, name, department, roles, active }) =>
      [email, name, department, roles.join(','), active ? '' : 'inactive'].join('\t').trimEnd(),
    );
    return {
      exitCode: EXIT.done,
      json: { ok: true, members },
      text: lines.length === 0 ? 'There are no members yet.' : lines.join('\n'),
    };
  },
};

export const memberSetCommand: CommandDefinition = {
  usage: 'member set <e-mail>',
  summary: 'give a person these roles and no others; a new person is created',
  options: (command) =>
    command
      .requiredOption('--roles <roles>', `separated by commas: ${ROLES.join(', ')}`)
      .option('--department <department>', 'whose orders they see'),
  async run({ arguments: [email = ''], options }, context) {
    const { roles, department } = options;
    const result = await context.withDatabase((database) =>
      setMember(database, system('command-line'), {
        email,
        roles: String(roles)
          .split(',')
          .map((role) => role.trim())
          .filter((role) => role !== ''),
        ...(typeof department === 'string' ? { department } : {}),
      }),
    );
    if (!result.ok) {
      const message = result.refusals.map(sayRefusal).join(' ');
      return { exitCode: EXIT.usage, json: { ok: false, error: 'usage', message }, text: message };
    }
    const { member, created } = result.value;
    return {
      exitCode: EXIT.done,
      json: {
        ok: true,
        created,
        member: { email: member.email, department: member.department, roles: member.roles },
      },
      text: `${member.email} ${created ? 'was created' : 'was changed'}: ${member.roles.join(', ')}${
        member.department === '' ? '' : ` in ${member.department}`
      }`,
    };
  },
};

const sayRefusal = (refusal: SetMemberRefusal): string => {
  switch (refusal.kind) {
    case 'not-an-email':
      return `"${refusal.email}" is no e-mail address.`;
    case 'unknown-role':
      return `"${refusal.role}" is no role; there are: ${ROLES.join(', ')}.`;
    case 'no-role':
      return `Name at least one role: ${ROLES.join(', ')}.`;
  }
};
