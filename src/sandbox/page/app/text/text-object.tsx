import type { ReactNode } from 'react';
import { isObject, textOf } from '../../../workspace/json.js';
import { Mrkdwn } from './mrkdwn.js';

/** A text object of Block Kit, plain or mrkdwn, as a paragraph or several. */
export const TextObject = ({ of }: { readonly of: unknown }): ReactNode => {
  if (!isObject(of)) return null;
  const text = textOf(of.text) ?? '';
  return of.type === 'mrkdwn' || of.type === 'markdown' ? (
    <Mrkdwn text={text} />
  ) : (
    <p className="paragraph">{text}</p>
  );
};

/** The plain text of a text object. */
export const plainOf = (of: unknown): string => (isObject(of) ? (textOf(of.text) ?? '') : '');
