import { ENGLISH_ALONE, PICTURES, type Picture } from './pictures.js';

/** The languages of the book, each with the place of its pictures and where its readers sit. */
export const LANGUAGES = [
  { folder: 'en', title: 'English', locale: 'en-US', timezone: 'Europe/London' },
  { folder: 'zh-CN', title: 'Chinese', locale: 'zh-CN', timezone: 'Asia/Shanghai' },
] as const;

const groups: readonly (readonly [string, readonly (readonly [string, Picture])[]])[] = Object.entries(
  PICTURES,
).map(([group, pictures]) => [group, Object.entries(pictures)]);

/** The names of the pictures that there are in one language. */
export const namesIn = (folder: string): string[] =>
  groups
    .filter(([group]) => folder === 'en' || group !== ENGLISH_ALONE)
    .flatMap(([, pictures]) => pictures.map(([name]) => name));

const image = (folder: string, name: string, title: string): string =>
  `<img src="images/messages/${folder}/${name}.png" alt="${title}" width="390">`;

const rowsOf = (group: string, pictures: readonly (readonly [string, Picture])[]): string[] =>
  pictures.flatMap(([name, { title, when }]) => [
    `### ${title}`,
    '',
    `${when}.`,
    '',
    ...(group === ENGLISH_ALONE
      ? [image('en', name, title)]
      : [
          '| English | 中文 |',
          '|---|---|',
          `| ${image('en', name, title)} | ${image('zh-CN', name, `${title}, in Chinese`)} |`,
        ]),
    '',
  ]);

/** The page that shows all pictures, group by group, English beside Chinese. */
export const bookPage = (): string =>
  [
    '# What the bot says and shows',
    '',
    'Every message, window and Home, as it stands on a phone (390 pixels wide) in the sandbox. People read it in the language of their Slack;',
    'a channel is read by all of them and is written in English. Words can be changed in `src/words/`, looks in `src/edges/slack/`.',
    '',
    'Taken by `COUNTERMAND_TEST_PICTURES=write npx vitest run test/browser/picture-book.test.ts`; without the variable the same test holds that this',
    'page lists what there is.',
    '',
    ...groups.flatMap(([group, pictures]) => [`## ${group}`, '', ...rowsOf(group, pictures)]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
