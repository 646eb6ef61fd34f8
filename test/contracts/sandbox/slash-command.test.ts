import { expect, test } from 'vitest';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';

const slack = useSandbox({ acknowledgeWithinMs: 300 });
const nancy = () => slack.sandbox.as('nancy@example.com');

test('a command typed in a channel reaches a real Bolt app, which acknowledges and posts', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ command, ack, client }) => {
      await client.chat.postMessage({ channel: command.channel_id, text: `looked up ${command.text}` });
      await ack();
    });
  });
  const seen = await nancy().command('/order SO-11058', 'general');
  expect(seen.outcome).toBe('acknowledged');
  expect(nancy().messages('general').at(-1)?.versions.at(-1)?.text).toBe('looked up SO-11058');
  expect(slack.sandbox.control.unknownCalls()).toEqual([]);
});

test('text in the acknowledgement is shown to the person who typed and to nobody else', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack }) => ack('only for you'));
  });
  await nancy().command('/order help', 'general');
  expect(nancy().messages('general').at(-1)?.versions[0]?.text).toBe('only for you');
  expect(slack.sandbox.as('andrew@example.com').messages('general')).toEqual([]);
});

test('what a person types reaches the app with &, < and > escaped', async () => {
  const texts: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ command, ack }) => {
      texts.push(command.text);
      await ack();
    });
  });
  await nancy().command('/order find <!channel> & co');
  expect(texts).toEqual(['find &lt;!channel&gt; &amp; co']);
});

test('people, channels, links and addresses that are typed reach the app as entities', async () => {
  const texts: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ command, ack }) => {
      texts.push(command.text);
      await ack();
    });
  });
  const { id } = nancy();
  const general = slack.sandbox.control.channel('general').id;
  await nancy().command(
    '/order find @nancy #general li@example.cn https://example.com/a?b=1 @nobody 50#general',
  );
  expect(texts).toEqual([
    `find <@${id}|nancy> <#${general}|general> <mailto:li@example.cn|li@example.cn> <https://example.com/a?b=1> @nobody 50#general`,
  ]);
});

test('a payload that is late reaches the app with a trigger that has aged on the way', async () => {
  const ages: number[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ command, ack }) => {
      ages.push(Date.now() - Number(command.trigger_id.split('.')[0]));
      await ack();
    });
  });
  slack.sandbox.control.setDeliveryFaults({ delayMs: 120 });
  await nancy().command('/order help');
  expect(ages[0]).toBeGreaterThanOrEqual(115);
});

test('a command that is not acknowledged in time shows operation_timeout', async () => {
  await slack.connect((app) => {
    app.command('/order', async () => undefined);
  });
  const seen = await nancy().command('/order help');
  expect(seen).toMatchObject({
    outcome: 'timed-out',
    notice: '/order failed with the error "operation_timeout"',
  });
  expect(slack.sandbox.control.unacknowledged().map(({ id }) => id)).toEqual([seen.deliveryId]);
});

test('a command with no app connected shows dispatch_failed', async () => {
  const seen = await nancy().command('/order help');
  expect(seen).toMatchObject({ outcome: 'failed', notice: '/order failed with the error "dispatch_failed"' });
});

test('a command that the app does not have is refused by the client and not sent', async () => {
  const seen = await nancy().command('/refund all');
  expect(seen).toMatchObject({ outcome: 'not-sent', notice: '/refund is not a valid command.' });
  expect(slack.sandbox.control.deliveries()).toEqual([]);
});

test('a person of another workspace brings that workspace in the payload', async () => {
  const teams: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ command, ack }) => {
      teams.push(command.team_id);
      await ack();
    });
  });
  const stranger = slack.sandbox.control.addPerson({
    email: 'x@elsewhere.example',
    name: 'X',
    teamId: 'T0ELSEWHERE',
  });
  const { outcome } = await slack.sandbox.as(stranger.id).command('/order help');
  expect([outcome, teams]).toEqual(['acknowledged', ['T0ELSEWHERE']]);
});

test('the same payload delivered again arrives with the same trigger', async () => {
  const triggers: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ command, ack }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
  });
  await nancy().command('/order help');
  const receipts = await slack.sandbox.control.redeliver(3);
  expect(receipts.map(({ kind }) => kind)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  expect(triggers).toHaveLength(4);
  expect(new Set(triggers).size).toBe(1);
});

test('fifty commands at once are each answered to the one who typed', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack, command }) => ack(`for ${command.user_name}: ${command.text}`));
  });
  const people = ['nancy', 'andrew'];
  const typed = Array.from({ length: 50 }, (_, index) => {
    const name = people[index % 2] ?? '';
    return slack.sandbox.as(`${name}@example.com`).command(`/order SO-${index}`, 'general');
  });
  const seen = await Promise.all(typed);
  expect(new Set(seen.map(({ outcome }) => outcome))).toEqual(new Set(['acknowledged']));
  for (const [rest, name] of people.entries()) {
    const wanted = Array.from({ length: 25 }, (_, index) => `for ${name}: SO-${2 * index + rest}`);
    expect([...slack.sandbox.as(`${name}@example.com`).reads('general')].sort()).toEqual(wanted.sort());
  }
  expect(slack.sandbox.control.unacknowledged()).toEqual([]);
});
