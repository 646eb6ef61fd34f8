import type { NotIdentified } from '../../../features/access/identify.js';
import { readMembersWithRole } from '../../../features/access/read-member.js';
import { never } from '../../../kernel/errors.js';
import type { Translate } from '../../../words/translator.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import type { SlackDeps } from '../deps.js';
import type { DeskUnreachable } from './desk-unreachable.js';
import type { SlackUnreachable } from './people.js';

const MOST_ADMINS = 3;

const admins = async (deps: SlackDeps, t: Translate): Promise<string> => {
  const people = await readMembersWithRole(deps.db, 'admin');
  const names = people.slice(0, MOST_ADMINS).map(({ name }) => escapeMrkdwn(name));
  return names.length === 0 ? t('people.noAdmins') : names.join(t('people.listSeparator'));
};

/** Why somebody is not served, and whom to ask, as mrkdwn; nothing about any order. */
export const sayRefusal = async (
  deps: SlackDeps,
  t: Translate,
  refusal: NotIdentified | SlackUnreachable['refusal'] | DeskUnreachable['refusal'],
): Promise<string> => {
  switch (refusal.code) {
    case 'slack-unreachable':
      return t('people.unreachable');
    case 'desk-unreachable':
      return t('people.deskUnreachable');
    case 'excluded':
      return t('people.excluded');
    case 'not-a-member':
      return t('people.notMember', { admins: await admins(deps, t) });
    case 'bound-elsewhere':
      return t('people.boundElsewhere', { admins: await admins(deps, t) });
    case 'member-inactive':
      return t('people.inactive', { admins: await admins(deps, t) });
    default:
      return never(refusal);
  }
};
