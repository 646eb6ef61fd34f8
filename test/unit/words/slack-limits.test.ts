import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../../src/edges/slack/block-kit/cut.js';
import { en } from '../../../src/words/en/index.js';
import { zhCN } from '../../../src/words/zh-CN/index.js';
import { textsInPlace } from '../../support/words/texts-in-place.js';

/** What stands in the gaps of such texts at its longest, in ordinary business. */
const LONGEST: Readonly<Record<string, string>> = {
  number: 'SO-2026-010421',
  amount: 'US$1,234,567.89',
  total: 'US$1,234,567.89',
  address: 'x'.repeat(42),
  step: 'closing',
  count: '1,000',
};

/** Those that reach their place by way of a function, which the code does not show in one spot. */
const BY_FUNCTION = [{ key: 'cancel.reason_*', limit: 75, place: 'choice text', at: 'reason-text.ts' }];

const places = [...textsInPlace(), ...BY_FUNCTION];

const textsFor = (catalogue: object, key: string): [string, string][] => {
  const [topic = '', name = ''] = key.split('.');
  const pattern = new RegExp(`^${name.replaceAll('*', '[^ ]+')}(_one|_other)?$`);
  const texts = Object.entries((Reflect.get(catalogue, topic) ?? {}) as Record<string, string>);
  return texts.filter(([own]) => pattern.test(own));
};

const filled = (text: string): string =>
  text.replace(/{{(\w+)}}/g, (_, gap: string) => {
    const value = LONGEST[gap];
    if (value === undefined) throw new Error(`say in LONGEST how long {{${gap}}} of “${text}” can be`);
    return value;
  });

describe('the words at places where Slack counts characters', () => {
  it('are found in the code: titles, buttons, dialogs, choices and placeholders', () => {
    expect(places.map(({ key, place, limit }) => `${key} ${place} ${limit}`)).toEqual(
      expect.arrayContaining([
        'cancel.title cut 24',
        'cancel.confirmAsk modal submit 24',
        'cancel.confirmNow modal submit 24',
        'decisions.rejectTitle cut 24',
        'lookup.cancelButton button text 75',
        'lookup.cancelLabel button label 75',
        'lookup.withdrawTitle dialog title 100',
        'messages.approveText cut 300',
        'messages.notNow dialog deny 30',
        'cancel.refund_* choice text 75',
        'lookup.formPlaceholder textInput placeholder 150',
        'home.title header 150',
      ]),
    );
  });

  it.each([
    ['English', en],
    ['Chinese', zhCN],
  ])('pass the limits in %s, with the longest that stands in their gaps', (_, catalogue) => {
    const tooLong = places.flatMap(({ key, limit, place }) =>
      textsFor(catalogue, key)
        .map(([own, text]) => ({ own, text: filled(text) }))
        .filter(({ text }) => lengthOf(text) > limit)
        .map(({ own, text }) => `${key} (${own}) as ${place}: ${lengthOf(text)} > ${limit}: ${text}`),
    );
    expect(tooLong).toEqual([]);
  });

  it('exist, each of them', () => {
    expect(places.filter(({ key }) => textsFor(zhCN, key).length === 0)).toEqual([]);
  });
});
