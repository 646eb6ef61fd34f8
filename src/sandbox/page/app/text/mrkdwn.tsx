import { Fragment, type ReactNode } from 'react';
import { useNames, useTools } from '../window-context.js';
import { useLanguage } from '../words-context.js';
import { formatDate } from './format-date.js';
import { type Inline, parseMrkdwn } from './parse-mrkdwn.js';

/** Slack's mrkdwn as people read it. */
export const Mrkdwn = ({ text }: { readonly text: string }): ReactNode =>
  parseMrkdwn(text).map((chunk, index) => {
    const key = `${index}`;
    if (chunk.kind === 'preformatted') return <pre key={key}>{chunk.text}</pre>;
    if (chunk.kind === 'quote')
      return (
        <blockquote key={key}>
          <Pieces of={chunk.inside} />
        </blockquote>
      );
    return (
      <p key={key} className="paragraph">
        <Pieces of={chunk.inside} />
      </p>
    );
  });

const Pieces = ({ of }: { readonly of: readonly Inline[] }): ReactNode =>
  of.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other identity and never move.
    <Fragment key={index}>
      <Piece of={piece} />
    </Fragment>
  ));

const Piece = ({ of: piece }: { readonly of: Inline }): ReactNode => {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code>{piece.text}</code>;
    case 'bold':
      return (
        <strong>
          <Pieces of={piece.inside} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Pieces of={piece.inside} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Pieces of={piece.inside} />
        </s>
      );
    case 'person':
      return <PersonName id={piece.id} />;
    case 'channel':
      return <ChannelLink id={piece.id} />;
    case 'everybody':
      return <span className="mention">@{piece.id}</span>;
    case 'link':
      return <Link url={piece.url} label={piece.label} />;
    case 'date':
      return <FormattedDate seconds={piece.seconds} format={piece.format} fallback={piece.fallback} />;
  }
};

export const FormattedDate = (of: {
  readonly seconds: number;
  readonly format: string;
  readonly fallback: string;
}): ReactNode => {
  const language = useLanguage();
  return <time>{formatDate(of.seconds, of.format, of.fallback, language)}</time>;
};

export const PersonName = ({ id }: { readonly id: string }): ReactNode => {
  const { people } = useNames();
  return <span className="mention">@{people.find((person) => person.id === id)?.name ?? id}</span>;
};

export const ChannelLink = ({ id }: { readonly id: string }): ReactNode => {
  const { go } = useTools();
  const channel = useNames().channels.find((one) => one.id === id);
  if (channel === undefined) return <span className="mention">#{id}</span>;
  return (
    <button type="button" className="link" onClick={() => go({ kind: 'channel', name: channel.name })}>
      #{channel.name}
    </button>
  );
};

/** Only addresses that a browser may safely open become links. */
export const Link = ({ url, label }: { readonly url: string; readonly label: string }): ReactNode =>
  /^(https?:|mailto:)/i.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  ) : (
    label
  );
