import type { ReactNode } from 'react';
import { type JsonObject, textOf } from '../../../workspace/json.js';
import { Link } from '../text/mrkdwn.js';
import { plainOf } from '../text/text-object.js';

/** A video: its picture and where to watch it. The page plays nothing of others. */
export const Video = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const by = [textOf(block.author_name), textOf(block.provider_name)].filter((one) => one !== undefined);
  return (
    <figure className="block-other">
      <figcaption>
        <strong>
          <Link url={textOf(block.title_url) ?? textOf(block.video_url) ?? ''} label={plainOf(block.title)} />
        </strong>
        {by.length === 0 ? null : <span className="small"> {by.join(' · ')}</span>}
        <p className="paragraph">{plainOf(block.description)}</p>
      </figcaption>
      <img src={textOf(block.thumbnail_url)} alt={textOf(block.alt_text) ?? ''} />
    </figure>
  );
};
