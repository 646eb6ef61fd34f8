/** Markdown, as the markdown block takes it, in Slack's own markup: what people write of it, not all that it can. */
export const fromMarkdown = (text: string): string =>
  text
    .split(/(```[\s\S]*?```)/)
    .map((part) => (part.startsWith('```') ? part : inSlacksMarkup(part)))
    .join('');

const inSlacksMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/^#{1,6} +(.+)$/gm, '**$1**')
    .replaceAll(/(?<![*\w])\*(?![*\s])([^*\n]+)\*(?!\*)/g, '_$1_')
    .replaceAll(/\*\*(.+?)\*\*/g, '*$1*')
    .replaceAll(/~~(.+?)~~/g, '~$1~')
    .replaceAll(/\[([^\]\n]+)\]\((\S+?)\)/g, '<$2|$1>')
    .replaceAll(/^( *)[-*+] +/gm, '$1• ');
