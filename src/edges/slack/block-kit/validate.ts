import { lengthOf } from './cut.js';
import { blocksOn, type Surface } from './limits/block-limits.js';
import { type Check, exact, type Finding, flag, isObject, oneOf, shape, shown } from './limits/checks.js';
import { ID_LIMIT, plainText } from './limits/text-limits.js';

/** No documented total exists; Slack was seen to refuse a message at about 13,200 characters. */
export const TEXT_BUDGET = 12_000;
export const VIEW_BYTES = 250_000;

/** Above this Slack may shorten the fallback text of a message. */
const FALLBACK_LIMIT = 4_000;

const SHOWN_FIELDS = new Set(['text', 'alt_text', 'fallback']);

/** Code points of everything that is read in the blocks. */
export const textLength = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((total, entry) => total + textLength(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (total, [name, entry]) =>
      total +
      (typeof entry === 'string' ? (SHOWN_FIELDS.has(name) ? lengthOf(entry) : 0) : textLength(entry)),
    0,
  );
};

const messageBlocks: Check = (value, at, findings) => {
  blocksOn('message')(value, at, findings);
  const actual = textLength(value);
  if (actual > TEXT_BUDGET)
    findings.push({ pointer: at, rule: 'too-large', limit: TEXT_BUDGET, actual, repair: 'cut' });
};

const messageShape: Check = (value, at, findings) => {
  const message = isObject(value) ? value : {};
  if (typeof message.text !== 'string' || message.text.trim() === '')
    findings.push({ pointer: `${at}/text`, rule: 'required', repair: 'fill' });
  else shown(FALLBACK_LIMIT)(message.text, `${at}/text`, findings);
  if (message.blocks !== undefined) messageBlocks(message.blocks, `${at}/blocks`, findings);
};

const viewFields = (
  surface: Surface,
): { required: Record<string, Check>; optional: Record<string, Check> } => ({
  required: { type: oneOf(surface), blocks: blocksOn(surface) },
  optional: {
    callback_id: exact(ID_LIMIT),
    external_id: exact(ID_LIMIT),
    private_metadata: (value, at, findings) => {
      if (value !== '') exact(3_000)(value, at, findings);
    },
  },
});

const submittable: Check = (value, at, findings) => {
  if (!isObject(value) || value.submit !== undefined || !Array.isArray(value.blocks)) return;
  const index = value.blocks.findIndex((block) => isObject(block) && block.type === 'input');
  if (index >= 0)
    findings.push({ pointer: `${at}/submit`, rule: 'required', limit: 'input block', repair: 'fill' });
};

const notTooLarge: Check = (value, at, findings) => {
  const actual = Buffer.byteLength(JSON.stringify(value));
  if (actual > VIEW_BYTES)
    findings.push({ pointer: `${at}/blocks`, rule: 'too-large', limit: VIEW_BYTES, actual, repair: 'cut' });
};

const homeFields = viewFields('home');
const homeShape = shape(homeFields.required, homeFields.optional, notTooLarge);

const modalFields = viewFields('modal');
const modalShape = shape(
  { ...modalFields.required, title: plainText(24) },
  {
    ...modalFields.optional,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
  },
  (value, at, findings) => {
    submittable(value, at, findings);
    notTooLarge(value, at, findings);
  },
);

/**
 * Everything for which Slack would refuse a message or a view, by the limits in force in 2026; empty when it is fine.
 * A message is anything without a `type` of `modal` or `home`: arguments such as `channel` are not looked at.
 */
export const validate = (payload: unknown): readonly Finding[] => {
  const findings: Finding[] = [];
  const type = isObject(payload) ? payload.type : undefined;
  const check = type === 'modal' ? modalShape : type === 'home' ? homeShape : messageShape;
  check(payload, '', findings);
  return findings;
};
