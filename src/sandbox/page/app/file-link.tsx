import type { ReactNode } from 'react';
import type { ShownFile } from '../page-screen.js';
import { useLanguage, useWords } from './words-context.js';

/** A file of a message: a picture as such, and what one can download. */
export const FileLink = ({ of: file }: { readonly of: ShownFile }): ReactNode => {
  const words = useWords().conversation;
  const language = useLanguage();
  const url = `/files/${file.id}`;
  return (
    <figure className="file">
      {file.picture ? <img src={url} alt={file.alt || file.title} /> : null}
      <figcaption>
        <a href={url} download={file.name} aria-label={words.download(file.title)}>
          {file.title}
        </a>
        <span className="small">{sizeOf(file.size, language)}</span>
      </figcaption>
    </figure>
  );
};

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** Bytes as people say them: 12 kB. */
const sizeOf = (bytes: number, language: string): string => {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power);
};
