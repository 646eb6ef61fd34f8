import type { ReactNode } from 'react';
import { type JsonObject, objectOf, objectsOf, textOf } from '../../../workspace/json.js';
import { ChannelLink, FormattedDate, Link, PersonName } from './mrkdwn.js';

/** As it is typed in every language: @channel. */
const WHOLE_CHANNEL = 'channel';

/** A rich_text block or cell: sections, lists, quotes and preformatted text. */
export const RichText = ({ of }: { readonly of: JsonObject }): ReactNode =>
  objectsOf(of.elements).map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other identity and never move.
    <RichPart key={index} of={element} />
  ));

const RichPart = ({ of }: { readonly of: JsonObject }): ReactNode => {
  const inside = <RichPieces of={of} />;
  switch (of.type) {
    case 'rich_text_list': {
      const items = objectsOf(of.elements).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <li key={index}>
          <RichPieces of={item} />
        </li>
      ));
      return of.style === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'rich_text_preformatted':
      return <pre>{inside}</pre>;
    case 'rich_text_quote':
      return <blockquote>{inside}</blockquote>;
    default:
      return <p className="paragraph">{inside}</p>;
  }
};

const RichPieces = ({ of }: { readonly of: JsonObject }): ReactNode =>
  objectsOf(of.elements).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    <RichPiece key={index} of={piece} />
  ));

const RichPiece = ({ of }: { readonly of: JsonObject }): ReactNode => {
  const text = textOf(of.text) ?? '';
  switch (of.type) {
    case 'user':
      return <PersonName id={textOf(of.user_id) ?? ''} />;
    case 'channel':
      return <ChannelLink id={textOf(of.channel_id) ?? ''} />;
    case 'link':
      return <Link url={textOf(of.url) ?? ''} label={text || (textOf(of.url) ?? '')} />;
    case 'emoji':
      return emojiOf(of);
    case 'date':
      return (
        <FormattedDate
          seconds={Number(of.timestamp)}
          format={textOf(of.format) ?? ''}
          fallback={textOf(of.fallback) ?? ''}
        />
      );
    case 'broadcast':
      return <span className="mention">@{textOf(of.range) ?? WHOLE_CHANNEL}</span>;
    case 'usergroup':
      return <span className="mention">@{textOf(of.usergroup_id) ?? ''}</span>;
    case 'team':
      return <span className="mention">{textOf(of.team_id) ?? ''}</span>;
    case 'color':
      return <code>{textOf(of.value) ?? ''}</code>;
    default:
      return <Styled style={objectOf(of.style)} text={text} />;
  }
};

const emojiOf = (of: JsonObject): string => {
  const points =
    textOf(of.unicode)
      ?.split('-')
      .map((hex) => Number.parseInt(hex, 16)) ?? [];
  return points.length > 0 && points.every((point) => point > 0 && point <= 0x10ffff)
    ? String.fromCodePoint(...points)
    : `:${textOf(of.name) ?? ''}:`;
};

const Styled = ({ style, text }: { readonly style: JsonObject; readonly text: string }): ReactNode => {
  let shown: ReactNode = text;
  if (style.code === true) shown = <code>{shown}</code>;
  if (style.strike === true) shown = <s>{shown}</s>;
  if (style.italic === true) shown = <em>{shown}</em>;
  if (style.bold === true) shown = <strong>{shown}</strong>;
  return shown;
};
