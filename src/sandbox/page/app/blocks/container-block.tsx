import type { ReactNode } from 'react';
import { isObject, type JsonObject } from '../../../workspace/json.js';
import { Picture } from '../elements/picture.js';
import { RichText } from '../text/rich-text.js';
import { TextObject } from '../text/text-object.js';

/** Blocks that belong together, under a title; perhaps folded away. */
export const Container = ({
  of: block,
  children,
}: {
  readonly of: JsonObject;
  readonly children: ReactNode;
}): ReactNode => {
  const head = (
    <div className="card-head">
      {isObject(block.icon) ? <Picture of={block.icon} /> : null}
      <div>
        <div className="card-title">
          {isObject(block.rich_text_title) ? (
            <RichText of={block.rich_text_title} />
          ) : (
            <TextObject of={block.title} />
          )}
        </div>
        <div className="small">
          <TextObject of={block.subtitle} />
        </div>
      </div>
    </div>
  );
  if (block.is_collapsible !== true)
    return (
      <div className="block-other">
        {head}
        {children}
      </div>
    );
  return (
    <details className="block-other" open={block.default_collapsed !== true}>
      <summary>{head}</summary>
      {children}
    </details>
  );
};
