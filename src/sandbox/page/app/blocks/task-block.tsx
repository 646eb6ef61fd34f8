import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { Link } from '../text/mrkdwn.js';
import { RichText } from '../text/rich-text.js';
import { useWords } from '../words-context.js';

const STATUSES = ['pending', 'in_progress', 'complete', 'error'] as const;

/** One thing that is being done: how far it is, what it gave, where that comes from. */
export const Task = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const words = useWords().forms;
  const status = textOf(block.status) ?? '';
  const known = STATUSES.find((name) => name === status);
  return (
    <div className="block-other">
      <p>
        <strong>{textOf(block.title)}</strong>{' '}
        <span className="small">{known === undefined ? status : words.taskStatus[known]}</span>
      </p>
      {isObject(block.details) ? <RichText of={block.details} /> : null}
      {isObject(block.output) ? <RichText of={block.output} /> : null}
      {Array.isArray(block.sources) ? (
        <ul>
          {objectsOf(block.sources).map((source) => (
            <li key={textOf(source.url)}>
              <Link url={textOf(source.url) ?? ''} label={textOf(source.text) ?? ''} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};
