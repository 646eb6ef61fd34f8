import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actions,
  context,
  divider,
  fields,
  header,
  input,
  section,
} from '../../../src/edges/slack/block-kit/blocks.js';
import { button, staticSelect, textInput } from '../../../src/edges/slack/block-kit/elements.js';
import { createGuard } from '../../../src/edges/slack/block-kit/guard.js';
import type { Finding } from '../../../src/edges/slack/block-kit/limits/checks.js';
import { message, modal } from '../../../src/edges/slack/block-kit/surfaces.js';
import { validate } from '../../../src/edges/slack/block-kit/validate.js';

const reports: { where: string; findings: readonly Finding[] }[] = [];
const guard = createGuard({ strict: false, report: (where, findings) => reports.push({ where, findings }) });
const strict = createGuard({ strict: true, report: () => undefined });

const approve = button({ actionId: 'approve', text: 'Approve', label: 'Approve SO-1', value: 'v' });

describe('the guard before every send', () => {
  it('lets through, untouched, what Slack takes', () => {
    const card = message('Order', [section('fine'), actions([approve])]);
    expect(guard(card, 'chat.postMessage')).toBe(card);
    expect(strict(card, 'chat.postMessage')).toBe(card);
  });

  it('stops a test that builds a payload over a limit, and names the place', () => {
    expect(() => strict(message('m', [header('x'.repeat(151))]), 'views.open')).toThrow(
      /views\.open.*\/blocks\/0\/text\/text.*too-long/,
    );
  });

  it('in production cuts a long text, sends the rest and reports it', () => {
    reports.length = 0;
    const sent = guard(message('m', [section('文'.repeat(3_100)), actions([approve])]), 'chat.postMessage');
    expect(sent.blocks[0]).toMatchObject({ text: { text: `${'文'.repeat(2_999)}…` } });
    expect(sent.blocks[1]).toEqual(actions([approve]));
    expect(reports).toMatchObject([
      { where: 'chat.postMessage', findings: [{ rule: 'too-long', limit: 3_000 }] },
    ]);
  });

  it('leaves out a button whose value cannot be cut, and the empty block that remains', () => {
    const broken = { ...approve, action_id: 'other', value: 'x'.repeat(2_001) };
    const sent = guard(message('m', [actions([approve, broken]), actions([broken])]), 'chat.postMessage');
    expect(sent.blocks).toEqual([actions([approve])]);
  });

  it('keeps the buttons when there are too many blocks or too much text', () => {
    const many = guard(
      message('m', [...Array.from({ length: 60 }, divider), actions([approve])]),
      'chat.postMessage',
    );
    expect(many.blocks).toHaveLength(50);
    expect(many.blocks.at(-1)).toEqual(actions([approve]));
    const much = guard(
      message('m', [...Array.from({ length: 9 }, () => section('x'.repeat(2_500))), actions([approve])]),
      'chat.postMessage',
    );
    expect(validate(much)).toEqual([]);
    expect(much.blocks.at(-1)).toEqual(actions([approve]));
  });

  it('gives a message its fallback text and a form its submit button', () => {
    expect(guard({ blocks: [section('*Order SO-1*')] }, 'chat.postMessage')).toMatchObject({
      text: '*Order SO-1*',
    });
    const form = modal({
      callbackId: 'c',
      title: 'T',
      close: 'C',
      blocks: [input('i', 'L', textInput({ actionId: 'a' }))],
    });
    expect(guard(form, 'views.open')).toHaveProperty('submit');
  });

  it('does not change the payload that it was given', () => {
    const card = message('m', [section('x'.repeat(3_001))]);
    const before = JSON.stringify(card);
    guard(card, 'chat.postMessage');
    expect(JSON.stringify(card)).toBe(before);
  });

  it('makes something that Slack takes of whatever the orders contain', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.integer({ min: 0, max: 7_000 }).map((length) => '😀&<'.repeat(length).slice(0, length * 2)),
    );
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), fc.nat(130), (texts, count) => {
        const text = (index: number): string => texts[index % texts.length] ?? '';
        const card = message(text(0), [
          header(text(1)),
          fields(Array.from({ length: count % 13 }, (_, i) => ({ label: text(i), value: text(i + 1) }))),
          context(Array.from({ length: count % 12 }, (_, i) => text(i))),
          ...Array.from({ length: count % 60 }, (_, i) => section(text(i), { blockId: text(i) })),
          actions(
            Array.from({ length: count % 30 }, () =>
              button({ actionId: text(2), text: text(3), label: text(4) }),
            ),
          ),
        ]);
        expect(validate(guard(card, 'chat.postMessage'))).toEqual([]);
        const form = modal({
          callbackId: 'c',
          title: text(0) || 'T',
          close: 'Close',
          metadata: text(2),
          blocks: [
            input(
              'i',
              text(1),
              staticSelect({
                actionId: 'a',
                choices: Array.from({ length: count }, (_, i) => ({
                  value: `${i % 9}${text(i)}`,
                  text: text(i),
                })),
              }),
            ),
          ],
        });
        expect(validate(guard(form, 'views.open'))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
