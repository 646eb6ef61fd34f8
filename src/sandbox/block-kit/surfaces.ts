import { codePoints, isObject, type JsonObject, objectOf, objectsOf } from '../workspace/json.js';
import { BLOCK_SURFACES, BLOCKS } from './blocks.js';
import { plainText } from './composition.js';
import { byType, type Found, fields, flag, list, oneOf, type Problem, text, type Usage } from './rules.js';

export type Surface = 'message' | 'modal' | 'home';

const MAX_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
/** The sum of text in a message's blocks from which Slack answers msg_blocks_too_long. */
export const MESSAGE_TEXT_BUDGET = 13_200;
export const VIEW_BYTES = 250 * 1024;

const block = byType('a block', BLOCKS);
const listOf = (surface: Surface) => list(block, 0, MAX_BLOCKS[surface]);

/** What Slack would refuse about blocks on a surface; an empty list when they are good. */
export const blockProblems = (blocks: unknown, surface: Surface, pointer = '/blocks'): Problem[] => {
  const found: Problem[] = [];
  listOf(surface)(blocks, pointer, found);
  if (!Array.isArray(blocks)) return found;
  blocks.filter(isObject).forEach((one, index) => {
    const allowed = BLOCK_SURFACES[String(one.type)];
    if (allowed !== undefined && !allowed.includes(surface))
      found.push({
        pointer: `${pointer}/${index}/type`,
        code: 'unsupported_surface',
        message: `${String(one.type)} is not supported in a ${surface}`,
      });
  });
  return [
    ...found,
    ...duplicates(blocks, pointer),
    ...misplacedElements(blocks, surface, pointer),
    ...surplusTables(blocks, pointer),
  ];
};

const anyBlocks = { blocks: () => undefined };
const ofEveryView = {
  private_metadata: text(3_000, { min: 0 }),
  callback_id: text(255, { min: 0 }),
  external_id: text(255, { min: 0 }),
};
/** A view without a look at its blocks. */
const frame = byType('a view', {
  modal: fields(
    { type: oneOf('modal'), title: plainText(24), ...anyBlocks },
    {
      ...ofEveryView,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
      submit_disabled: flag,
    },
  ),
  home: fields({ type: oneOf('home'), ...anyBlocks }, ofEveryView),
});

/** What Slack would refuse about a modal or home view. */
export const viewProblems = (view: unknown): Problem[] => {
  const found: Problem[] = [];
  frame(view, '/view', found);
  const { type, blocks: inside, submit } = objectOf(view);
  if (type !== 'modal' && type !== 'home') return found;
  if (inside !== undefined) found.push(...blockProblems(inside, type, '/view/blocks'));
  if (type === 'modal' && submit === undefined && objectsOf(inside).some((one) => one.type === 'input'))
    found.push({
      pointer: '/view',
      code: 'missing_field',
      message: 'missing required field: submit (the view has an input block)',
    });
  return found;
};

/** How much of each limit the blocks of a message use. */
export const messageUsages = (blocks: unknown): readonly Usage[] =>
  measured((found) => {
    listOf('message')(blocks, '/blocks', found);
    found.measure?.({
      pointer: '/blocks',
      used: textInBlocks(blocks),
      limit: MESSAGE_TEXT_BUDGET,
      unit: 'characters',
    });
  });

/** How much of each limit a view uses. */
export const viewUsages = (view: JsonObject): readonly Usage[] =>
  measured((found) => {
    frame(view, '', found);
    if (view.type === 'modal' || view.type === 'home') listOf(view.type)(view.blocks, '/blocks', found);
    found.measure?.({ pointer: '', used: viewBytes(view), limit: VIEW_BYTES, unit: 'bytes' });
  });

const measured = (look: (found: Found) => void): readonly Usage[] => {
  const usages: Usage[] = [];
  look({ push: () => undefined, measure: (usage) => usages.push(usage) });
  return usages;
};

export const viewBytes = (view: JsonObject): number => Buffer.byteLength(JSON.stringify(view));

const walk = (value: unknown, pointer: string, visit: (one: JsonObject, pointer: string) => void): void => {
  if (Array.isArray(value))
    value.forEach((each, index) => {
      walk(each, `${pointer}/${index}`, visit);
    });
  else if (isObject(value)) {
    visit(value, pointer);
    for (const [name, inner] of Object.entries(value)) walk(inner, `${pointer}/${name}`, visit);
  }
};

const duplicates = (blocks: readonly unknown[], pointer: string): Problem[] => {
  const found: Problem[] = [];
  const blockIds = new Set<unknown>();
  blocks.filter(isObject).forEach((one, index) => {
    if (one.block_id !== undefined && blockIds.has(one.block_id))
      found.push({
        pointer: `${pointer}/${index}/block_id`,
        code: 'duplicate_block_id',
        message: `block_id already exists: ${String(one.block_id)}`,
      });
    blockIds.add(one.block_id);
    const actionIds = new Set<unknown>();
    walk(one, `${pointer}/${index}`, (inner, where) => {
      if (inner.action_id === undefined) return;
      if (actionIds.has(inner.action_id))
        found.push({
          pointer: `${where}/action_id`,
          code: 'duplicate_action_id',
          message: `action_id already exists: ${String(inner.action_id)}`,
        });
      actionIds.add(inner.action_id);
    });
  });
  return found;
};

/** Slack shows one table in a message. */
const surplusTables = (blocks: readonly unknown[], pointer: string): Problem[] =>
  blocks.filter((one) => isObject(one) && one.type === 'table').length > 1
    ? [{ pointer, code: 'too_many_tables', message: 'only one table allowed', constraint: 1 }]
    : [];

const misplacedElements = (blocks: readonly unknown[], surface: Surface, pointer: string): Problem[] => {
  const found: Problem[] = [];
  let focused = 0;
  walk(blocks, pointer, (one, where) => {
    if (one.focus_on_load === true) {
      focused += 1;
      if (focused > 1)
        found.push({
          pointer: `${where}/focus_on_load`,
          code: 'duplicate_focus',
          message: 'only one element can have focus_on_load',
        });
    }
    if (one.type === 'file_input' && surface !== 'modal')
      found.push({
        pointer: `${where}/type`,
        code: 'unsupported_surface',
        message: `file_input is not supported in a ${surface}`,
      });
    if (one.response_url_enabled === true && surface !== 'modal')
      found.push({
        pointer: `${where}/response_url_enabled`,
        code: 'unsupported_surface',
        message: 'response_url_enabled is supported in modals only',
      });
  });
  return found;
};

/** Code points of all text that people would read in the blocks. */
export const textInBlocks = (blocks: unknown): number => {
  let sum = 0;
  walk(blocks, '', (one) => {
    if (typeof one.text === 'string') sum += codePoints(one.text);
  });
  return sum;
};

/** A problem as Slack prints it in response_metadata.messages. */
export const asSlackMessage = (problem: Problem): string =>
  `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;
