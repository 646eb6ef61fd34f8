import { isObject, objectsOf } from '../workspace/json.js';
import { both, byType, fields, flag, holds, list, oneOf, type Rule, text } from './rules.js';

const exactly = (type: string): Rule => oneOf(type);

/** A plain_text object of at most `max` code points. */
export const plainText = (max: number): Rule =>
  byType('a plain_text object', {
    plain_text: fields({ type: exactly('plain_text'), text: text(max) }, { emoji: flag }),
  });

/** A mrkdwn object of at most `max` code points. */
export const mrkdwn = (max: number): Rule =>
  byType('a mrkdwn object', {
    mrkdwn: fields({ type: exactly('mrkdwn'), text: text(max) }, { verbatim: flag }),
  });

/** A plain_text or mrkdwn object. */
export const anyText = (max: number): Rule =>
  byType('a text object', { plain_text: plainText(max), mrkdwn: mrkdwn(max) });

export const confirmDialog: Rule = fields(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

const LINK = { pattern: /^https?:\/\//i, form: 'an http or https URL' };
export const link: Rule = text(3_000, LINK);

/** An option; radio buttons and checkboxes may use mrkdwn, menus may not; only overflow options have a url. */
export const option = (kind: 'menu' | 'group' | 'overflow'): Rule => {
  const label = kind === 'group' ? anyText(75) : plainText(75);
  const description = kind === 'group' ? anyText(75) : plainText(75);
  return fields(
    { text: label, value: text(150) },
    kind === 'overflow' ? { description, url: link } : { description },
  );
};

const valuesDiffer: Rule = (value, pointer, found) => {
  const values = objectsOf(value).map((one) => one.value);
  values.forEach((one, index) => {
    if (values.indexOf(one) !== index)
      found.push({
        pointer: `${pointer}/${index}/value`,
        code: 'duplicate_value',
        message: `option value already used: ${String(one)}`,
      });
  });
};

/** A list of options with different values. */
export const options = (kind: 'menu' | 'group' | 'overflow', max: number): Rule =>
  both(list(option(kind), 1, max), valuesDiffer);

export const optionGroups: Rule = list(
  fields({ label: plainText(75), options: options('menu', 100) }),
  1,
  100,
);

/** Either options or option_groups, and initial ones that exist among them. */
export const choiceIsConsistent: Rule = both(
  holds(
    (one) => (one.options === undefined) !== (one.option_groups === undefined),
    'must provide exactly one of options or option_groups',
  ),
  holds(
    (one) => initialOptions(one).every((chosen) => offered(one).includes(chosen)),
    'initial option is not among the options',
    'invalid_initial_option',
  ),
);

const initialOptions = (one: Readonly<Record<string, unknown>>): readonly unknown[] =>
  [...objectsOf(one.initial_options), ...(isObject(one.initial_option) ? [one.initial_option] : [])].map(
    (chosen) => chosen.value,
  );

const offered = (one: Readonly<Record<string, unknown>>): readonly unknown[] =>
  [
    ...objectsOf(one.options),
    ...objectsOf(one.option_groups).flatMap((group) => objectsOf(group.options)),
  ].map((each) => each.value);

export const initialIsOffered: Rule = holds(
  (one) => initialOptions(one).every((chosen) => offered(one).includes(chosen)),
  'initial option is not among the options',
  'invalid_initial_option',
);

export const slackFile: Rule = both(
  fields({}, { id: text(255), url: link }),
  holds((one) => (one.id === undefined) !== (one.url === undefined), 'must provide exactly one of id or url'),
);
