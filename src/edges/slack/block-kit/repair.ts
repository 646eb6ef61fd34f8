import { cut, lengthOf } from './cut.js';
import { type Finding, isObject } from './limits/checks.js';
import { validate } from './validate.js';

type Mutable = Record<string, unknown>;

/** A text under a total that is too large keeps at least this much. */
const KEPT = 100;
const MOST_ROUNDS = 200;

const tokensOf = (pointer: string): string[] => pointer.split('/').slice(1);

const at = (root: unknown, tokens: readonly string[]): unknown =>
  tokens.reduce<unknown>(
    (value, token) =>
      Array.isArray(value) ? value[Number(token)] : isObject(value) ? value[token] : undefined,
    root,
  );

const set = (root: unknown, tokens: readonly string[], value: unknown): void => {
  const parent = at(root, tokens.slice(0, -1));
  const name = tokens.at(-1) ?? '';
  if (Array.isArray(parent)) parent[Number(name)] = value;
  // The root is a clone that nobody else holds, so writing into its objects is safe.
  else if (isObject(parent)) (parent as Mutable)[name] = value;
};

const remove = (root: unknown, tokens: readonly string[]): void => {
  const parent = at(root, tokens.slice(0, -1));
  const name = tokens.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else if (isObject(parent)) delete (parent as Mutable)[name];
};

/** The innermost list entry that holds the fault: the option, the button, else the block; else the top field. */
const ownerOf = (root: unknown, tokens: readonly string[]): readonly string[] => {
  for (let length = tokens.length; length > 0; length -= 1) {
    if (Array.isArray(at(root, tokens.slice(0, length - 1)))) return tokens.slice(0, length);
  }
  return tokens.slice(0, 1);
};

const isAsked = (block: unknown): boolean =>
  isObject(block) && (block.type === 'actions' || block.type === 'input');

/** The last entry that asks nothing of anybody, else the last one: buttons and fields are what a card is for. */
const removeLeastNeeded = (entries: unknown[]): void => {
  const index = entries.findLastIndex((entry) => !isAsked(entry));
  entries.splice(index < 0 ? entries.length - 1 : index, 1);
};

const longestText = (value: unknown, tokens: string[]): { tokens: string[]; text: string } | undefined => {
  const children = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  let longest: { tokens: string[]; text: string } | undefined;
  for (const [name, child] of children) {
    const path = [...tokens, String(name)];
    const found =
      typeof child === 'string' && name === 'text' ? { tokens: path, text: child } : longestText(child, path);
    if (found !== undefined && found.text.length > (longest?.text.length ?? 0)) longest = found;
  }
  return longest;
};

const shrink = (root: unknown, { pointer, limit, actual }: Finding): void => {
  const tokens = tokensOf(pointer);
  const over = Number(actual) - Number(limit);
  const longest = longestText(at(root, tokens), tokens);
  if (longest !== undefined && lengthOf(longest.text) > KEPT)
    set(root, longest.tokens, cut(longest.text, Math.max(KEPT, lengthOf(longest.text) - over)));
  else removeLeastNeededAt(root, tokens);
};

const removeLeastNeededAt = (root: unknown, tokens: readonly string[]): void => {
  const entries = at(root, tokens);
  if (Array.isArray(entries)) removeLeastNeeded(entries);
};

const slice = (root: unknown, { pointer, limit }: Finding): void => {
  const entries = at(root, tokensOf(pointer));
  while (Array.isArray(entries) && entries.length > Number(limit)) removeLeastNeeded(entries);
};

/** The first words of the blocks, for a message that came without its fallback text. */
const fallbackOf = (root: unknown): string => {
  const blocks = isObject(root) && Array.isArray(root.blocks) ? root.blocks : [];
  for (const block of blocks) {
    const text = longestText(block, [])?.text.trim();
    if (text !== undefined && text !== '') return cut(text, 300);
  }
  return 'Countermand';
};

const fill = (root: unknown, { pointer }: Finding): void =>
  pointer === '/submit'
    ? set(root, ['submit'], { type: 'plain_text', text: 'OK' })
    : set(root, ['text'], fallbackOf(root));

/** Mends one finding; gives back the pointer of what it left out, if it left out anything. */
const apply = (root: unknown, finding: Finding): string | undefined => {
  const tokens = tokensOf(finding.pointer);
  const value = at(root, tokens);
  switch (finding.repair) {
    case 'cut':
      if (typeof value === 'string') set(root, tokens, cut(value, Number(finding.limit)));
      else shrink(root, finding);
      return undefined;
    case 'slice':
      slice(root, finding);
      return undefined;
    case 'fill':
      fill(root, finding);
      return undefined;
    default: {
      const dropped = finding.repair === 'drop-field' ? tokens : ownerOf(root, tokens);
      remove(root, dropped);
      return `/${dropped.join('/')}`;
    }
  }
};

const byPlace = new Intl.Collator('en', { numeric: true });

/** From the end to the beginning, because leaving something out moves what stands behind it, and each thing once. */
const round = (root: unknown, findings: readonly Finding[]): void => {
  const dropped: string[] = [];
  for (const finding of [...findings].sort((a, b) => byPlace.compare(b.pointer, a.pointer))) {
    if (dropped.some((pointer) => `${finding.pointer}/`.startsWith(`${pointer}/`))) continue;
    const pointer = apply(root, finding);
    if (pointer !== undefined) dropped.push(pointer);
  }
};

/**
 * A copy of the payload that Slack takes: texts cut with '…', what cannot be cut left out, buttons and fields kept
 * longest. Where even that does not help, as good as it gets.
 */
export const repair = <T extends object>(payload: T): T => {
  // By JSON rather than structuredClone: that is how it will travel, without undefined and without functions.
  const copy: T = JSON.parse(JSON.stringify(payload));
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    const findings = validate(copy);
    if (findings.length === 0) break;
    round(copy, findings);
  }
  return copy;
};
