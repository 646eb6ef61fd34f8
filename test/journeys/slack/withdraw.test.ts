import { afterAll, beforeAll, expect, it } from 'vitest';
import { modalSaying, openSlackDesk, type SlackDesk } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

it('who withdraws while Slack will not draw the window again is told by message that it is done, and no doubt', async () => {
  const sam = desk.as('sam@example.com');
  const number = await placeOrder(desk.db, { quantity: 30 });
  const requested = await desk.request(number, 'sam@example.com');
  if (!requested.ok) throw new Error('not requested');
  await sam.shortcut('look-up-order');
  await modalSaying(sam, 'Look up an order');
  await sam.submit({ 'look-up.words': number });
  await modalSaying(sam, 'Withdraw');
  const before = sam.reads().length;
  desk.sandbox.control.addFault({ method: 'views.update', kind: 'status', status: 500 });
  await sam.clickInModal('request.withdraw');
  const since = (): string => sam.reads().slice(before).join('\n');
  await waitFor(() => since() !== '', { what: 'an answer by message' });
  expect(since()).toContain('Withdrawn.');
  expect(since()).not.toContain('Incident');
  expect((await desk.view(requested.value.requestId))?.state).toBe('withdrawn');
  expect(desk.lines).toContainEqual(expect.objectContaining({ msg: 'a modal could not be drawn again' }));
});
