import { readMembers } from '../../../features/access/read-members.js';
import { type SetMemberRefusal, setMember } from '../../../features/access/set-member.js';
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
      json: { ok: true, members },
      text: lines.length === 0 ? t('commandLine.memberNone') : lines.join('\n'),
    };
  },
};

export const memberSetCommand: CommandDefinition = {
  usage: 'member set <e-mail>',
  summary: ({ t }) => t('commandLine.memberSetSummary'),
  options: (command, { t }) =>
    command
      .requiredOption('--roles <roles>', t('commandLine.memberRoles', { roles: ROLES.join(', ') }))
      .option('--department <department>', t('commandLine.memberDepartment')),
  async run({ arguments: [email = ''], options }, context, reader) {
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
      const say = (to: Reader): string => result.refusals.map((refusal) => sayRefusal(refusal, to)).join(' ');
      return {
        exitCode: EXIT.usage,
        json: { ok: false, error: 'usage', message: say(PROGRAM_READER) },
        text: say(reader),
      };
    }
    const { member, created } = result.value;
    return {
      exitCode: EXIT.done,
      json: {
        ok: true,
        created,
        member: { email: member.email, department: member.department, roles: member.roles },
      },
      text: sayMember(member, created, reader),
    };
  },
};

const sayMember = (
  { email, roles, department }: { email: string; roles: readonly string[]; department: string },
  created: boolean,
  { t }: Reader,
): string => {
  const listed = roles.join(', ');
  if (department === '') {
    return t(created ? 'commandLine.memberCreated' : 'commandLine.memberChanged', { email, roles: listed });
  }
  return t(created ? 'commandLine.memberCreatedIn' : 'commandLine.memberChangedIn', {
    email,
    roles: listed,
    department,
  });
};

const sayRefusal = (refusal: SetMemberRefusal, { t }: Reader): string => {
  const roles = ROLES.join(', ');
  switch (refusal.kind) {
    case 'not-an-email':
      return t('commandLine.memberNotAnEmail', { email: refusal.email });
    case 'unknown-role':
      return t('commandLine.memberUnknownRole', { role: refusal.role, roles });
    case 'no-role':
      return t('commandLine.memberNoRole', { roles });
  }
};
