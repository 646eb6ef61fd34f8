import { Command, CommanderError } from 'commander';
import { recogniseDatabaseFailure } from '../../platform/db/database-failure.js';
import { EXIT, type ExitCode, exitCodeOf } from '../../platform/process/exit-code.js';
import { redactText } from '../../platform/redact.js';
import type { CommandContext, CommandDefinition } from './command.js';
import { benchCommand } from './commands/bench.js';
import { importCommand } from './commands/import.js';
import { manifestCommand } from './commands/manifest.js';
import { memberListCommand, memberSetCommand } from './commands/member.js';
import { migrateCommand } from './commands/migrate.js';
import { reconcileCommand } from './commands/reconcile.js';
import { startCommand } from './commands/start.js';
import { verifyCommand } from './commands/verify.js';
import { explainFailure, failureAsJson } from './explain-failure.js';
import { type Reader, readerOf } from './reader.js';
import { sayUsage } from './usage-words.js';

/** In the order in which help lists them. */
const COMMANDS: readonly CommandDefinition[] = [
  startCommand,
  migrateCommand,
  importCommand,
  verifyCommand,
  reconcileCommand,
  memberListCommand,
  memberSetCommand,
  manifestCommand,
  benchCommand,
];

interface Terminal {
  /** Writes a whole answer, without its last line break. */
  out(text: string): void;
  err(text: string): void;
  /** Show where an unexpected error came from. */
  readonly stack: boolean;
  /** Of the person who reads it, such as `zh-CN`; English where it is unknown. */
  readonly locale?: string | undefined;
}

/** Runs what was typed after `countermand`; prints the answer or what is wrong, and gives the exit code. Never throws. */
export const runCommandLine = async (
  typed: readonly string[],
  context: CommandContext,
  terminal: Terminal,
  commands: readonly CommandDefinition[] = COMMANDS,
): Promise<ExitCode> => {
  let exitCode: ExitCode = EXIT.done;
  const wantsJson = typed.includes('--json');
  const reader = readerOf(terminal.locale);
  const program = createProgram(terminal, reader);
  for (const definition of commands) {
    addCommand(program, definition, reader, async (input) => {
      const outcome = await definition.run(input, context, reader);
      const answer = wantsJson ? JSON.stringify(outcome.json(), bigintAsText) : outcome.text();
      if (answer !== '' && definition.usage !== 'start') terminal.out(answer);
      exitCode = outcome.exitCode;
    });
  }
  try {
    await program.parseAsync(typed, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return usageExitCode(thrown, wantsJson, terminal, reader);
    // A plain read may meet the outage too, outside of every transaction that would have named it.
    const failure = recogniseDatabaseFailure(thrown);
    terminal.err(redactText(explainFailure(failure, { stack: terminal.stack, t: reader.t })));
    if (wantsJson) terminal.out(redactText(JSON.stringify(failureAsJson(failure))));
    return exitCodeOf(failure);
  }
};

const createProgram = (terminal: Terminal, { t }: Reader): Command =>
  new Command('countermand')
    .description(t('commandLine.about'))
    .helpOption('-h, --help', t('commandLine.helpOption'))
    .configureHelp({
      styleTitle: (title) => (isHelpTitle(title) ? t(HELP_TITLES[title]) : title),
      optionDescription: ({ description, argChoices, defaultValue }) =>
        argChoices === undefined
          ? description
          : t('commandLine.optionChoices', {
              description,
              choices: argChoices.join(', '),
              usual: String(defaultValue),
            }),
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      // usageExitCode says it, in the reader's words.
      outputError: () => undefined,
    })
    .helpCommand(false)
    .addHelpText('after', `\n${t('commandLine.exitCodes')}`);

const HELP_TITLES = {
  'Usage:': 'commandLine.help_usage',
  'Arguments:': 'commandLine.help_arguments',
  'Options:': 'commandLine.help_options',
  'Commands:': 'commandLine.help_commands',
} as const;

const isHelpTitle = (title: string): title is keyof typeof HELP_TITLES => title in HELP_TITLES;

type Handler = (input: {
  arguments: readonly string[];
  options: Readonly<Record<string, unknown>>;
}) => Promise<void>;

/** Adds `import <folder>` to the program, or `member list` to its group `member`, made on first sight. */
const addCommand = (
  program: Command,
  { usage, summary, options }: CommandDefinition,
  reader: Reader,
  handler: Handler,
): void => {
  const [first = '', second] = usage.split(' ');
  const grouped = second !== undefined && /^[a-z]/.test(second);
  const parent = grouped ? groupCalled(first, program, reader) : program;
  const command = parent
    .command(grouped ? usage.slice(first.length + 1) : usage)
    .summary(summary(reader))
    .description(summary(reader))
    .option('--json', reader.t('commandLine.jsonOption'));
  options?.(command, reader);
  command.action(() => handler({ arguments: command.args, options: command.opts() }));
};

const groupCalled = (name: string, program: Command, { t }: Reader): Command =>
  program.commands.find((command) => command.name() === name) ??
  program.command(name).helpCommand(false).description(t('commandLine.memberGroup'));

/** Help is an answer; everything else that commander throws is wrong usage. */
const usageExitCode = (
  error: CommanderError,
  wantsJson: boolean,
  terminal: Terminal,
  reader: Reader,
): ExitCode => {
  if (error.exitCode === 0) return EXIT.done;
  // Where no command was named, the whole help stands on stderr already.
  if (error.code !== 'commander.help') {
    terminal.err(`${sayUsage(error, reader)}\n${reader.t('commandLine.usage_hint')}`);
  }
  if (wantsJson) terminal.out(JSON.stringify({ ok: false, error: 'usage', message: error.message }));
  return EXIT.usage;
};

/** JSON has no bigint; amounts in minor units leave as text, exact. */
const bigintAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;
