import { byType, type Check, exact, flag, isObject, list, oneOf, shape, shown } from './checks.js';
import { accessories, actionElements, imageElement, inputElements } from './element-limits.js';
import { anyText, ID_LIMIT, plainText, richTextElements } from './text-limits.js';

export type Surface = 'message' | 'modal' | 'home';

const block_id = exact(ID_LIMIT);

const textOrFields: Check = (value, at, findings) => {
  if (isObject(value) && value.text === undefined && value.fields === undefined)
    findings.push({ pointer: `${at}/text`, rule: 'required', repair: 'drop-owner' });
};

const textElement = anyText(3_000);

const richText: Check = shape({ type: oneOf('rich_text'), elements: richTextElements }, { block_id });

const cell: Check = byType({
  raw_text: shape({ type: oneOf('raw_text'), text: shown(3_000) }),
  rich_text: richText,
});

const shapes: Readonly<Record<string, Check>> = {
  section: shape(
    { type: oneOf('section') },
    {
      block_id,
      text: anyText(3_000),
      fields: list(anyText(2_000), { max: 10 }),
      accessory: byType(accessories),
      expand: flag,
    },
    textOrFields,
  ),
  header: shape({ type: oneOf('header'), text: plainText(150) }, { block_id }),
  context: shape(
    {
      type: oneOf('context'),
      elements: list(byType({ plain_text: textElement, mrkdwn: textElement, image: imageElement }), {
        max: 10,
      }),
    },
    { block_id },
  ),
  divider: shape({ type: oneOf('divider') }, { block_id }),
  actions: shape(
    { type: oneOf('actions'), elements: list(byType(actionElements), { max: 25 }) },
    { block_id },
  ),
  input: shape(
    { type: oneOf('input'), label: plainText(2_000), element: byType(inputElements) },
    { block_id, hint: plainText(2_000), optional: flag, dispatch_action: flag },
  ),
  image: shape(
    { type: oneOf('image'), image_url: exact(3_000), alt_text: shown(2_000) },
    { block_id, title: plainText(2_000) },
  ),
  rich_text: richText,
  table: shape(
    { type: oneOf('table'), rows: list(list(cell, { max: 20 }), { max: 100 }) },
    { block_id, column_settings: list(() => undefined, { min: 0, max: 20 }) },
  ),
};

/** Only the blocks that Countermand builds are known; another one is a finding, so that its limits get written down here. */
const anyBlock = byType(shapes);

const MESSAGES_ONLY = new Set(['table']);

const elementsOf = (block: Readonly<Record<string, unknown>>): { pointer: string; element: unknown }[] => [
  ...(Array.isArray(block.elements)
    ? block.elements.map((element, index) => ({ pointer: `elements/${index}`, element }))
    : []),
  { pointer: 'accessory', element: block.accessory },
  { pointer: 'element', element: block.element },
];

/** Within one block no two elements share an action id. */
const distinctActions: Check = (block, at, findings) => {
  if (!isObject(block)) return;
  const seen = new Set<unknown>();
  for (const { pointer, element } of elementsOf(block)) {
    const id = isObject(element) ? element.action_id : undefined;
    if (id === undefined) continue;
    if (seen.has(id))
      findings.push({
        pointer: `${at}/${pointer}/action_id`,
        rule: 'duplicate',
        actual: String(id),
        repair: 'drop-owner',
      });
    seen.add(id);
  }
};

/** The blocks of one surface: their count, each one's limits, and ids that are unique among them. */
export const blocksOn =
  (surface: Surface): Check =>
  (value, at, findings) => {
    list(anyBlock, { min: 0, max: surface === 'message' ? 50 : 100 })(value, at, findings);
    if (!Array.isArray(value)) return;
    const ids = new Set<unknown>();
    let tables = 0;
    for (const [index, block] of value.entries()) {
      if (!isObject(block)) continue;
      const pointer = `${at}/${index}`;
      distinctActions(block, pointer, findings);
      if (surface !== 'message' && MESSAGES_ONLY.has(String(block.type)))
        findings.push({
          pointer: `${pointer}/type`,
          rule: 'wrong-surface',
          limit: 'message',
          actual: surface,
          repair: 'drop-owner',
        });
      if (block.type === 'table' && ++tables > 1)
        findings.push({
          pointer: `${pointer}/type`,
          rule: 'too-many',
          limit: 1,
          actual: tables,
          repair: 'drop-owner',
        });
      const id = block.block_id;
      if (id !== undefined && ids.has(id))
        findings.push({
          pointer: `${pointer}/block_id`,
          rule: 'duplicate',
          actual: String(id),
          repair: 'drop-field',
        });
      ids.add(id);
    }
  };
