import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { Element } from '../elements/element.js';
import { Picture } from '../elements/picture.js';
import { TextObject } from '../text/text-object.js';

/** A card: picture, title, a few words, a few buttons. */
export const Card = ({ of: block }: { readonly of: JsonObject }): ReactNode => (
  <div className="card">
    {isObject(block.hero_image) ? <Picture of={block.hero_image} /> : null}
    <div className="card-head">
      {isObject(block.icon) ? <Picture of={block.icon} /> : null}
      <div>
        <div className="card-title">
          <TextObject of={block.title} />
        </div>
        <div className="small">
          <TextObject of={block.subtitle} />
        </div>
      </div>
    </div>
    <TextObject of={block.body} />
    {Array.isArray(block.actions) ? (
      <div className="block-actions">
        {objectsOf(block.actions).map((element) => (
          <Element key={textOf(element.action_id)} placed={{ block, element }} />
        ))}
      </div>
    ) : null}
  </div>
);
