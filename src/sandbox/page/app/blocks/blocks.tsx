import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { Element } from '../elements/element.js';
import { Picture } from '../elements/picture.js';
import { fromMarkdown } from '../text/from-markdown.js';
import { Mrkdwn } from '../text/mrkdwn.js';
import { RichText } from '../text/rich-text.js';
import { plainOf, TextObject } from '../text/text-object.js';
import { useWords } from '../words-context.js';
import { Alert } from './alert-block.js';
import { Card } from './card-block.js';
import { Chart } from './chart-block.js';
import { Container } from './container-block.js';
import { InputBlock } from './input-block.js';
import { TableBlock } from './table-block.js';
import { Task } from './task-block.js';
import { Video } from './video-block.js';

/** Blocks one below the other. */
export const Blocks = ({ of }: { readonly of: readonly JsonObject[] }): ReactNode =>
  of.map((block, index) => <Block key={textOf(block.block_id) ?? `${index}`} of={block} />);

const Block = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const words = useWords().forms;
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
      return <Mrkdwn text={fromMarkdown(textOf(block.text) ?? '')} />;
    case 'image':
      return <ImageBlock of={block} />;
    case 'alert':
      return <Alert of={block} />;
    case 'card':
      return <Card of={block} />;
    case 'carousel':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <section className="carousel" tabIndex={0} aria-label={words.cards}>
          <Blocks of={objectsOf(block.elements)} />
        </section>
      );
    case 'container':
      return (
        <Container of={block}>
          <Blocks of={objectsOf(block.child_blocks)} />
        </Container>
      );
    case 'task_card':
      return <Task of={block} />;
    case 'plan':
      return (
        <div className="block-other">
          <h3>{textOf(block.title)}</h3>
          <Blocks of={objectsOf(block.tasks)} />
        </div>
      );
    case 'video':
      return <Video of={block} />;
    case 'file':
      return <p className="block-other">{words.fileFrom(textOf(block.external_id) ?? '')}</p>;
    case 'data_visualization':
      return <Chart of={block} />;
    default:
      return <p className="unknown">({textOf(block.type) ?? words.unknownElement})</p>;
  }
};

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
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other identity and never move.
        <Picture key={index} of={element} />
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other identity and never move.
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
    <Picture of={block} />
  </figure>
);
