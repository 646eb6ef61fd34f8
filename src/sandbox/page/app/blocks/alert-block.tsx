import type { ReactNode } from 'react';
import { type JsonObject, textOf } from '../../../workspace/json.js';
import { TextObject } from '../text/text-object.js';

const MARKS: Readonly<Record<string, string>> = {
  default: 'i',
  info: 'i',
  warning: '!',
  error: '✕',
  success: '✓',
};

/** A notice in a modal. */
export const Alert = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const level = textOf(block.level) ?? 'default';
  return (
    <div className={`alert ${level}`} role="note">
      <span className="mark" aria-hidden="true">
        {MARKS[level]}
      </span>
      <div>
        <TextObject of={block.text} />
      </div>
    </div>
  );
};
