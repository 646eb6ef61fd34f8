import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { Element } from '../elements/element.js';
import { Mrkdwn } from '../text/mrkdwn.js';
import { RichText } from '../text/rich-text.js';
import { plainOf, TextObject } from '../text/text-object.js';
import { InputBlock } from './input-block.js';
import { OtherBlock } from './other-block.js';
import { TableBlock } from './table-block.js';

/** Blocks one below the other. */
export const Blocks = ({ of }: { readonly of: readonly JsonObject[] }): ReactNode =>
  of.map((block, index) => <Block key={textOf(block.block_id) ?? `${index}`} of={block} />);

const Block = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  switch (block.type) {
    case 'section':
      return <Section of={block} />;
    case 'header':
      return <h3 className="block-header">{plainOf(block.text)}</h3>;
    case 'context':
      return <Context of={block} />;
    case 'divider':
      return <hr />;
    case 'actions':
    case 'context_actions':
      return (
        <div className="block-actions">
          {objectsOf(block.elements).map((element) => (
            <Element key={textOf(element.action_id)} placed={{ block, element }} />
          ))}
        </div>
      );
    case 'input':
      return <InputBlock of={block} />;
    case 'table':
    case 'data_table':
      return <TableBlock of={block} />;
    case 'rich_text':
      return <RichText of={block} />;
    case 'markdown':
      return <Mrkdwn text={textOf(block.text) ?? ''} />;
    case 'image':
      return <ImageBlock of={block} />;
    default:
      return (
        <OtherBlock of={block}>
          <Blocks of={blocksIn(block)} />
        </OtherBlock>
      );
  }
};

/** Blocks that stand in another one: those of a container, the cards of a carousel. */
const blocksIn = (block: JsonObject): readonly JsonObject[] => [
  ...objectsOf(block.child_blocks),
  ...(block.type === 'carousel' ? objectsOf(block.elements) : []),
];

const Section = ({ of: block }: { readonly of: JsonObject }): ReactNode => (
  <div className="block-section">
    <div>
      <TextObject of={block.text} />
      {Array.isArray(block.fields) ? (
        <div className="fields">
          {objectsOf(block.fields).map((field, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other identity and never move.
            <div key={index}>
              <TextObject of={field} />
            </div>
          ))}
        </div>
      ) : null}
    </div>
    {isObject(block.accessory) ? <Element placed={{ block, element: block.accessory }} /> : null}
  </div>
);

const Context = ({ of: block }: { readonly of: JsonObject }): ReactNode => (
  <div className="block-context">
    {objectsOf(block.elements).map((element, index) =>
      element.type === 'image' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <img key={index} src={textOf(element.image_url)} alt={textOf(element.alt_text) ?? ''} />
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <div key={index}>
          <TextObject of={element} />
        </div>
      ),
    )}
  </div>
);

const ImageBlock = ({ of: block }: { readonly of: JsonObject }): ReactNode => (
  <figure>
    {isObject(block.title) ? <figcaption>{plainOf(block.title)}</figcaption> : null}
    <img src={textOf(block.image_url)} alt={textOf(block.alt_text) ?? ''} />
  </figure>
);
