import { readOptions, USAGE } from './options.js';
import { reportOf } from './report.js';
import { runChaos, tidyUp } from './run.js';

/** The command `npm run chaos`: exit code 0 when nothing was found, 1 when something was, 2 for a wrong command line. */
export const main = async (args: readonly string[], repository: string): Promise<number> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(args);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(`Usage: ${USAGE}`);
    return 2;
  }
  const over = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      say('Stopping');
      over.abort(new Error(`ended by ${name}`));
    });
  const result = await runChaos(options, { repository, say, signal: over.signal });
  const { figures, findings, folder } = result;
  if (options.json) process.stdout.write(`${JSON.stringify({ figures, findings, folder })}\n`);
  else process.stdout.write(`${reportOf(figures, findings).join('\n')}\n`);
  if (findings.length > 0 || options.keep) say(`Logs and the record are in ${folder}`);
  if (!options.keep) await tidyUp(result);
  return findings.length === 0 ? 0 : 1;
};
