import type { ReactNode } from 'react';
import { type JsonObject, objectOf, textOf } from '../../../workspace/json.js';

/** A picture from anywhere, or one that was uploaded to the workspace. */
export const Picture = ({ of: element }: { readonly of: JsonObject }): ReactNode => {
  const { id, url } = objectOf(element.slack_file);
  const uploaded = textOf(id) === undefined ? textOf(url) : `/files/${textOf(id)}`;
  return <img src={textOf(element.image_url) ?? uploaded} alt={textOf(element.alt_text) ?? ''} />;
};
