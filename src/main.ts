import { compose } from './compose.js';
import {
  type Config,
  PROJECT_FOLDER,
  readConfig,
  strangeVariables,
  terminalLanguage,
  wantsStacks,
} from './config.js';
import type { CommandContext } from './edges/cli/command.js';
import { configurationFailure } from './edges/cli/explain-failure.js';
import { sayProgress } from './edges/cli/progress-words.js';
import { runCommandLine } from './edges/cli/run-command-line.js';
import type { Preparation } from './platform/db/migrate.js';
import { createLog } from './platform/log.js';
import { runUntilSignal } from './platform/process/run-until-signal.js';
import type { Progress } from './platform/progress.js';
import { reachDatabase } from './platform/reach-database.js';
import { translator } from './words/translator.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

const locale = terminalLanguage();
/** What is under way goes to stderr, so that stdout is the answer alone. */
const onProgress = (progress: Progress): void => tell(sayProgress(progress, translator(locale)));

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

// `countermand … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const readAndWarn = (): Config => {
  for (const strange of strangeVariables()) onProgress({ kind: 'variable-strange', ...strange });
  const read = readConfig();
  if (!read.ok) throw configurationFailure(read.refusals);
  return read.value;
};

let known: Config | undefined;
/** Read when it is first needed, so that help needs none, and once. */
const config = (): Config => {
  known ??= readAndWarn();
  return known;
};

/** Beside a running server a command needs few connections, and they count against the server's limit. */
const COMMAND_POOL = 4;

const visit = (preparation: Preparation) => {
  const { databaseUrl, home, logLevel } = config();
  const log = createLog({ level: logLevel, descriptor: 2 });
  return reachDatabase({
    url: databaseUrl,
    home,
    mode: 'visitor',
    preparation,
    poolSize: COMMAND_POOL,
    onProgress,
    log,
  });
};

const context: CommandContext = {
  workingFolder: process.cwd(),
  projectFolder: PROJECT_FOLDER,
  settings() {
    const { slack, baseCurrency, admins } = config();
    return { sandbox: slack.mode === 'sandbox', baseCurrency, admins };
  },
  async withDatabase(work, preparation = 'as-is') {
    const reached = await visit(preparation);
    try {
      return await work(reached.database);
    } finally {
      await reached.release();
    }
  },
  async migrate() {
    const reached = await visit('upgrade');
    await reached.release();
    return reached.applied;
  },
  async serve({ role, json }) {
    const settings = config();
    const log = createLog({ level: settings.logLevel, ...(json ? { readable: false } : {}) });
    const composed = await compose(settings, { role, log, onProgress });
    return runUntilSignal(
      {
        async start(abort, fail) {
          const { url } = await composed.start(abort, fail);
          // The promised last line of the start, for people and for scripts that wait for it: never JSON.
          print(`Countermand is ready: ${url}`);
        },
        stop: () => composed.stop(),
      },
      { log },
    );
  },
  async bench(options) {
    // Loaded for this command alone: it needs more than the product does.
    const { runBench } = await import('./bench/run-bench.js');
    const { redisUrl } = config();
    const log = createLog({ level: 'error', descriptor: 2 });
    return runBench({ ...options, redisUrl }, { log, tell, onProgress });
  },
  progress: tell,
};

const exitCode = await runCommandLine(process.argv.slice(2), context, {
  out: print,
  err: tell,
  stack: wantsStacks(),
  locale,
});
// What was printed must have left before the process does; whoever stopped reading does not wait for it.
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// Everything is closed by now; a handle that something forgot must not keep the process alive.
process.exit(exitCode);
