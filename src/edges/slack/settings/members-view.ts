import type { KnownBlock, ModalView } from '@slack/types';
import type { MemberLine } from '../../../features/access/read-members.js';
import type { Translate } from '../../../words/translator.js';
import { context, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { modal } from '../block-kit/surfaces.js';

const MOST_SHOWN = 200;
/** Members in one paragraph: each has at most 250 characters. */
const TOGETHER = 10;

const line = (member: MemberLine, t: Translate): string => {
  const text = t('home.memberLine', {
    name: cut(escapeMrkdwn(member.name), 60),
    roles:
      member.roles.map((role) => t(`home.role_${role}`)).join(t('people.listSeparator')) ||
      t('home.membersNoRole'),
    department: cut(escapeMrkdwn(member.department), 40) || '–',
    email: cut(escapeMrkdwn(member.email), 80),
  });
  if (!member.active) return `${text} · ${t('home.memberInactive')}`;
  return member.bound ? text : `${text} · ${t('home.memberUnbound')}`;
};

/** Who may use Countermand, with roles, and how to change that. */
export const membersView = (members: readonly MemberLine[], t: Translate): ModalView => {
  const shown = members.slice(0, MOST_SHOWN);
  const left = members.length - shown.length;
  const paragraphs = Array.from(
    { length: Math.ceil(shown.length / TOGETHER) },
    (_, part): KnownBlock =>
      section(
        shown
          .slice(part * TOGETHER, (part + 1) * TOGETHER)
          .map((member) => line(member, t))
          .join('\n'),
      ),
  );
  return modal({
    callbackId: 'members',
    title: t('home.membersTitle'),
    close: t('people.close'),
    blocks: [
      context([escapeMrkdwn(t('home.membersHint'))]),
      ...paragraphs,
      left > 0 ? context([t('home.membersMore', { count: left })]) : undefined,
    ],
  });
};
