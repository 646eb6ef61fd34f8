import { earlierApprovers } from '../../../features/approvals/earlier-approvers.js';
import type { SlackDeps } from '../deps.js';

/**
 * Earlier approvers of whom Slack says now that they no longer act for the company; 'unreachable' when it cannot be
 * asked. Asked before the transaction of the decision, which calls no network (A6, M12).
 */
export const lapsedInSlack = async (
  deps: SlackDeps,
  requestId: string,
): Promise<readonly string[] | 'unreachable'> => {
  const lapsed: string[] = [];
  for (const { memberId, slackTeamId, slackUserId } of await earlierApprovers(deps.db, requestId)) {
    if (slackTeamId === null || slackUserId === null) continue;
    const identified = await deps.people.identify(slackTeamId, slackUserId, { fresh: true });
    if (identified.ok && identified.member.memberId === memberId) continue;
    if (!identified.ok && identified.refusal.code === 'slack-unreachable') return 'unreachable';
    lapsed.push(memberId);
  }
  return lapsed;
};
