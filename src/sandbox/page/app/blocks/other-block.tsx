import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { Element } from '../elements/element.js';
import { TextObject } from '../text/text-object.js';

const TEXTS = ['title', 'subtitle', 'body', 'text', 'description', 'alt_text'];

/** A block without a look of its own: its texts, the blocks in it, and its buttons. */
export const OtherBlock = ({
  of: block,
  children,
}: {
  readonly of: JsonObject;
  readonly children: ReactNode;
}): ReactNode => (
  <div className="block-other">
    {TEXTS.map((name) => {
      const value = block[name];
      if (isObject(value)) return <TextObject key={name} of={value} />;
      return textOf(value) === undefined ? null : (
        <p key={name} className="paragraph">
          {textOf(value)}
        </p>
      );
    })}
    {children}
    {objectsOf(block.actions).map((element) => (
      <Element key={textOf(element.action_id)} placed={{ block, element }} />
    ))}
  </div>
);
