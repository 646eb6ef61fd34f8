import { Failure } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import { readWorkspace, rememberTeam } from './workspace-store.js';

/**
 * Sees to it that this database serves one Slack workspace and no other: remembers the first one, and refuses what does
 * not fit with a failure that no retry cures (decisions on the model, 18 and 20).
 */
export const joinWorkspace = async (
  db: Database,
  slack: { readonly teamId: string; readonly sandbox: boolean },
): Promise<void> => {
  const { demo } = await readWorkspace(db);
  if (demo && !slack.sandbox) {
    throw new Failure(
      'demo-database',
      'this database holds demo data and does not serve a real Slack workspace: replace it with your company by `npx countermand import <folder> --replace-demo`, or use another COUNTERMAND_HOME or DATABASE_URL',
      { retryable: false },
    );
  }
  const remembered = await rememberTeam(db, slack.teamId);
  if (remembered !== slack.teamId && slack.sandbox) {
    throw new Failure(
      'other-workspace',
      `no SLACK_BOT_TOKEN is set, so this would run the sandbox, but this database serves the Slack workspace ${remembered}: set the token, or another COUNTERMAND_HOME or DATABASE_URL`,
      { retryable: false, details: { remembered, sandbox: true } },
    );
  }
  if (remembered !== slack.teamId) {
    throw new Failure(
      'other-workspace',
      `this database serves the Slack workspace ${remembered}, and the token is of ${slack.teamId}: use the token of the first, or another COUNTERMAND_HOME or DATABASE_URL, into which \`npx countermand import\` brings your company`,
      { retryable: false, details: { remembered, teamId: slack.teamId } },
    );
  }
};
