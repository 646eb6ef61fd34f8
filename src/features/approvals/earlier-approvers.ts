import type { Database } from '../../platform/db/client.js';
import { readRequest } from './request-store.js';

/** Who approved steps of a request so far, and who they are in Slack; none where there is no such request. */
export const earlierApprovers = async (
  db: Database,
  requestId: string,
): Promise<ReadonlyArray<{ memberId: string; slackTeamId: string | null; slackUserId: string | null }>> => {
  const request = await readRequest(db.prisma, requestId);
  return (request?.steps ?? []).flatMap(({ decision }) => {
    if (decision === null) return [];
    const { slackTeamId, slackUserId } = decision.member;
    return [{ memberId: decision.memberId, slackTeamId, slackUserId }];
  });
};
