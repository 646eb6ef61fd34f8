import { INVISIBLE_CHARACTERS } from '../../kernel/invisible-characters.js';

/** With them the separators of lines and paragraphs, which are no control characters. */
const LINE_BREAKERS = new RegExp(`(?:${INVISIBLE_CHARACTERS.source}|[\\p{Zl}\\p{Zp}])+`, 'gu');

/**
 * Text for one line of a letter: whatever a person or a file put into a name stays on its line, so that it can neither
 * begin a header nor look like a paragraph of ours.
 */
export const plainLine = (text: string): string => text.normalize('NFC').replace(LINE_BREAKERS, ' ').trim();
