import type { ReactNode } from 'react';
import { textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import { useWords } from '../words-context.js';
import { Button } from './button.js';
import { Choices } from './choices.js';
import { ExternalSelect } from './external-select.js';
import { Feedback } from './feedback.js';
import type { FieldIds } from './field-ids.js';
import { Overflow } from './overflow.js';
import { Picker } from './picker.js';
import { Picture } from './picture.js';
import { Select } from './select.js';
import { TextField } from './text-field.js';

const PICKERS = ['datepicker', 'timepicker', 'datetimepicker'];
const TEXTS = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'];

/** One interactive element, wherever it stands. */
export const Element = ({
  placed,
  field,
}: {
  readonly placed: Placed;
  readonly field?: FieldIds;
}): ReactNode => {
  const words = useWords().forms;
  const { prefix } = useSurface();
  const { element, block } = placed;
  const type = textOf(element.type) ?? '';
  const ids = field ?? {
    id: `${prefix}-${String(block.block_id)}-${String(element.action_id)}`,
    describedBy: undefined,
    invalid: false,
    required: false,
    label: plainOf(element.placeholder) || words.choose,
  };
  if (['button', 'workflow_button', 'icon_button'].includes(type)) return <Button placed={placed} />;
  if (TEXTS.includes(type)) return <TextField placed={placed} field={ids} />;
  if (PICKERS.includes(type)) return <Picker placed={placed} field={ids} />;
  if (type === 'radio_buttons' || type === 'checkboxes') return <Choices placed={placed} field={ids} />;
  if (type.includes('external_select')) return <ExternalSelect placed={placed} field={ids} />;
  if (type.endsWith('_select')) return <Select placed={placed} field={ids} />;
  if (type === 'overflow') return <Overflow placed={placed} />;
  if (type === 'feedback_buttons') return <Feedback placed={placed} />;
  if (type === 'image') return <Picture of={element} />;
  if (type === 'file_input')
    return (
      <input id={ids.id} type="file" disabled aria-describedby={ids.describedBy} aria-label={ids.label} />
    );
  return <span className="unknown">({type || words.unknownElement})</span>;
};
