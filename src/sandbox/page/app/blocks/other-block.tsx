import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { Element } from '../elements/element.js';
import { TextObject } from '../text/text-object.js';
import { Blocks } from './blocks.js';

const TEXTS = ['title', 'subtitle', 'body', 'text', 'description', 'alt_text'];

/** A block without a look of its own: its texts, what stands in it, and its buttons. */
export const OtherBlock = ({ of: block }: { readonly of: JsonObject }): ReactNode => (
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
    <Blocks
      of={[...objectsOf(block.child_blocks), ...(block.type === 'carousel' ? objectsOf(block.elements) : [])]}
    />
    {objectsOf(block.actions).map((element) => (
      <Element key={textOf(element.action_id)} placed={{ block, element }} />
    ))}
  </div>
);
