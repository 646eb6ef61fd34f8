import { z } from 'zod';

/** The failing checks of a process by name, with what /readyz says is wrong; undefined when it takes work. */
export const wrongWith = async (url: string): Promise<Record<string, string> | undefined> => {
  const answer = await fetch(`${url}/readyz`);
  const { checks } = REPORT.parse(await answer.json());
  if (answer.status === 200) return undefined;
  return Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ name, reason = '' }) => [name, reason]));
};

const REPORT = z.object({
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), reason: z.string().optional() })),
});

/** What these processes have counted so far, all together: the sum of every line of the name with that label. */
export const counted = async (urls: readonly string[]): Promise<(name: string, label?: string) => number> => {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
  const lines = texts.flatMap((text) => text.split('\n'));
  return (name, label = '') =>
    lines
      .filter((line) => /^\w+/.exec(line)?.[0] === name && line.includes(label))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};
