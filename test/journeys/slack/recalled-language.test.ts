import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSlackDesk, type SlackDesk } from '../../support/slack-desk.js';
import { seedCompany } from '../../support/small-company.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

it('after a restart, what is opened at once is in the language that Slack told before it', async () => {
  const userId = desk.as('sam@example.com').id;
  const { teamId } = desk.sandbox.credentials;
  await desk.db.prisma.member.update({
    where: { email: 'sam@example.com' },
    data: { slackTeamId: teamId, slackUserId: userId, locale: 'zh-CN' },
  });
  expect(desk.deps.people.localeOf(userId)).toBeUndefined();
  await desk.deps.people.recall();
  expect(desk.deps.people.localeOf(userId)).toBe('zh-CN');
  expect(desk.deps.people.localeOf('UNKNOWN')).toBeUndefined();
});
