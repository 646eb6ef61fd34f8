import type { ReactNode } from 'react';
import { isObject, type JsonObject, textOf } from '../../../workspace/json.js';
import { Element } from '../elements/element.js';
import { useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import { useWords } from '../words-context.js';

/** A field of a form with its label, hint and error. */
export const InputBlock = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const words = useWords();
  const { prefix, errorOf } = useSurface();
  const blockId = textOf(block.block_id) ?? '';
  const id = `${prefix}-${blockId}`;
  const error = errorOf(blockId);
  const hint = plainOf(block.hint);
  if (!isObject(block.element)) return null;
  const grouped = block.element.type === 'radio_buttons' || block.element.type === 'checkboxes';
  const label = (
    <>
      {plainOf(block.label)}
      {block.optional === true ? <span className="optional"> {words.forms.optional}</span> : null}
    </>
  );
  const describedBy = [hint === '' ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .join(' ')
    .trim();
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      {grouped ? (
        <div className="label" id={`${id}-label`}>
          {label}
        </div>
      ) : (
        <label className="label" htmlFor={id}>
          {label}
        </label>
      )}
      <Element
        placed={{ block, element: block.element }}
        field={{
          id,
          describedBy: describedBy || undefined,
          invalid: error !== undefined,
          required: block.optional !== true,
          label: undefined,
        }}
      />
      {error === undefined ? null : (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint === '' ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};
