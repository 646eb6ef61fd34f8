import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';
import { seedCompany } from '../../support/small-company.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

describe('/order', () => {
  it('answers a bare, a wrong and a help command with help, and only to the person', async () => {
    const sam = desk.as('sam@example.com');
    for (const typed of ['/order', '/order help', '/order HELP', '/order ？']) {
      const answer = await ask(sam, typed);
      expect(read(answer)).toContain('/order find');
      expect(answer.ephemeralTo).toBe(sam.id);
    }
    const wrong = read(await ask(sam, '/order frobnicate <!channel> & co'));
    expect(wrong).toContain('I do not know “frobnicate &lt;!channel&gt; &amp; co”');
    expect(wrong).toContain('/order find');
  });

  it('says of what a later version can that this one cannot, and does not name it in help', async () => {
    const sam = desk.as('sam@example.com');
    for (const verb of ['close', 'archive', 'unarchive', 'reassign', 'copy', 'undo', 'report']) {
      expect(read(await ask(sam, `/order ${verb} SO-1`))).toContain(`cannot \`${verb}\` yet`);
      expect(read(await ask(sam, '/order help'))).not.toContain(verb);
    }
  });

  it('asks for the number or the words that are missing', async () => {
    const sam = desk.as('sam@example.com');
    expect(read(await ask(sam, '/order show'))).toContain('/order show SO-1063');
    expect(read(await ask(sam, '/order history #'))).toContain('/order history SO-1063');
    expect(read(await ask(sam, '/order find “”'))).toContain('/order find cheese');
  });
});
