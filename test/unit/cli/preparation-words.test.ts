import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

interface Words {
  readonly troubles: Readonly<Record<string, (values: Record<string, string>) => [string, string]>>;
}

const HAN = /\p{Script=Han}/u;
const VALUES = {
  version: '18.0.0',
  floor: '20.19',
  platform: 'aix',
  arch: 'ppc',
  exitCode: '1',
  command: 'npm',
};

/** Plain JavaScript, since it runs before anything is installed. */
const load = async (name: string) => import(pathToFileURL(`bin/preparation/${name}.mjs`).href);

it('the preparation says the same in both languages, in the one that the rest of the program would choose', async () => {
  const { wordsFor } = await load('words');
  const { sayTrouble, Trouble } = await load('trouble');
  const english: Words = wordsFor({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' });
  const chinese: Words = wordsFor({ LANG: 'en_US', LC_MESSAGES: 'zh_CN.UTF-8' });
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  expect(Object.keys(chinese.troubles).sort()).toEqual(Object.keys(english.troubles).sort());
  for (const name of Object.keys(english.troubles)) {
    const trouble = new Trouble(name, { values: VALUES, path: '/srv/clone' });
    expect(sayTrouble(trouble, english)).toMatch(
      /^Countermand could not be prepared: .+\. \(\/srv\/clone\) \S/,
    );
    const said: string = sayTrouble(trouble, chinese);
    expect(said).toMatch(/^Countermand 未能准备好：.+。（\/srv\/clone）\S/);
    expect(said).not.toMatch(/undefined/);
    for (const part of chinese.troubles[name]?.(VALUES) ?? []) expect(part).toMatch(HAN);
  }
});

it('the preparation knows what to say of every trouble of the disk and of npm', async () => {
  const { wordsFor } = await load('words');
  const { sayTrouble, troubleOf } = await load('trouble');
  const { explainInstallFailure } = await load('explain');
  const words = wordsFor({});
  const said = [
    ...['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'].map((code) => troubleOf(code)),
    ...['ENOTFOUND', 'E401', 'EUSAGE', 'EINTEGRITY', 'ENOSPC', 'EODD'].map((code) =>
      explainInstallFailure(`npm error code ${code}\n`, 1),
    ),
  ].map((trouble) => sayTrouble(trouble, words));
  expect(
    said.map((line: string) => line.replace(/^Countermand could not be prepared: (.+?)\. [A-Z].+$/, '$1')),
  ).toEqual([
    'The disk is full',
    'The disk quota is used up',
    'This folder may not be written to',
    'This folder may not be written to',
    'This folder is on a read-only disk',
    'The package registry cannot be reached',
    'The package registry refused the request',
    'package.json and package-lock.json do not agree',
    'A package that arrived is not the one that was locked',
    'The disk is full',
    'npm ci failed (exit code 1)',
  ]);
});
