import { isObject } from '../block-kit/limits/checks.js';

const SPOKEN = ['text', 'title', 'fallback', 'pretext', 'value', 'alt_text', 'footer'];
const HOLDING = [
  'text',
  'title',
  'fields',
  'elements',
  'rows',
  'blocks',
  'attachments',
  'accessory',
  'label',
];

/** Deeper than any message is nested. */
const DEEPEST = 12;

const textsIn = (part: unknown, depth: number): string[] => {
  if (depth > DEEPEST) return [];
  if (Array.isArray(part)) return part.flatMap((one) => textsIn(one, depth + 1));
  if (!isObject(part)) return [];
  return [
    ...SPOKEN.flatMap((key) => (typeof part[key] === 'string' ? [part[key]] : [])),
    ...HOLDING.flatMap((key) => textsIn(part[key], depth + 1)),
  ];
};

/** Everything that is to be read in a message, of whatever make: its text, its blocks, what is attached. */
export const textOfMessage = (message: unknown): string => textsIn(message, 0).join('\n');
