import { readMembersWithRole } from '../../../features/access/read-member.js';
import type { DecideRefusal } from '../../../features/orders/cancel/decide-cancellation.js';
import type { SlackDeps } from '../deps.js';
import { instant, type Viewer } from '../lookup/viewer.js';
import { onlyApproversLapsed } from '../messages/only-approvers-lapsed.js';
import { roleOf, safe } from '../messages/request-words.js';
import { sayChanges } from '../messages/say-changes.js';

const MOST_NAMED = 5;

/** Why somebody did not decide, in mrkdwn: what happened, and who can or did. */
export const sayDecideRefusal = async (
  deps: SlackDeps,
  refusal: DecideRefusal,
  viewer: Viewer,
): Promise<string> => {
  const { t } = viewer;
  switch (refusal.code) {
    case 'request-not-found':
      return t('decisions.notFound');
    case 'member-inactive':
      return t('decisions.inactive');
    case 'already-decided':
      return sayEnded(refusal, viewer);
    case 'step-already-approved':
      return t('decisions.stepApproved', {
        name: safe(refusal.by),
        at: instant(viewer, refusal.at),
        next: roleOf(refusal.next, viewer),
      });
    case 'own-request':
      return t('decisions.ownRequest');
    case 'decided-earlier-step':
      return t('decisions.decidedEarlier', { role: roleOf(refusal.role, viewer) });
    case 'role-missing': {
      const people = await readMembersWithRole(deps.db, refusal.role);
      const names = people
        .filter(({ memberId }) => !refusal.barred.includes(memberId))
        .slice(0, MOST_NAMED)
        .map((person) => safe(person.name))
        .join(t('people.listSeparator'));
      return t('decisions.roleMissing', { role: roleOf(refusal.role, viewer), names: names || '–' });
    }
    case 'card-outdated':
      return t('decisions.outdated');
    case 'reason-missing':
      return t('textInput.empty');
    case 'went-stale':
      return [
        t(onlyApproversLapsed(refusal.changes) ? 'decisions.lapsed' : 'decisions.wentStale'),
        ...sayChanges(refusal.changes, viewer),
      ].join('\n');
  }
};

const sayEnded = (refusal: Extract<DecideRefusal, { code: 'already-decided' }>, viewer: Viewer): string => {
  const { t } = viewer;
  const at = refusal.at === null ? '–' : instant(viewer, refusal.at);
  if (refusal.state === 'withdrawn') return t('decisions.withdrawn', { at });
  if (refusal.state === 'stale') return t('decisions.stale', { at });
  const name = refusal.by === null ? t('lookup.by_policy') : safe(refusal.by);
  return refusal.state === 'rejected'
    ? t('decisions.rejectedBy', { name, at })
    : t('decisions.approvedBy', { name, at });
};
