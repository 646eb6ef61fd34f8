import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode, exitCodeOf } from '../../platform/process/exit-code.js';
import { redactText } from '../../platform/redact.js';
import type { CommandContext, CommandDefinition } from './command.js';
import { importCommand } from './commands/import.js';
import { manifestCommand } from './commands/manifest.js';
import { memberListCommand, memberSetCommand } from './commands/member.js';
import { migrateCommand } from './commands/migrate.js';
import { reconcileCommand } from './commands/reconcile.js';
import { startCommand } from './commands/start.js';
import { verifyCommand } from './commands/verify.js';
import { explainFailure, failureAsJson } from './explain-failure.js';

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
];

interface Terminal {
  /** Writes a whole answer, without its last line break. */
  out(text: string): void;
  err(text: string): void;
  /** Show where an unexpected error came from. */
  readonly stack: boolean;
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
  const program = createProgram(terminal);
  for (const definition of commands) {
    addCommand(program, definition, async (input) => {
      const outcome = await definition.run(input, context);
      const answer = wantsJson ? JSON.stringify(outcome.json, bigintAsText) : outcome.text;
      if (answer !== '' && definition.usage !== 'start') terminal.out(answer);
      exitCode = outcome.exitCode;
    });
  }
  try {
    await program.parseAsync(typed, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return usageExitCode(thrown, wantsJson, terminal);
    terminal.err(redactText(explainFailure(thrown, terminal)));
    if (wantsJson) terminal.out(redactText(JSON.stringify(failureAsJson(thrown))));
    return exitCodeOf(thrown);
  }
};

const createProgram = (terminal: Terminal): Command =>
  new Command('countermand')
    .description('Recall orders from Slack: look up, cancel, approve, settle, and prove it afterwards.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .showHelpAfterError('Try: npx countermand --help')
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 refused or a check failed, 2 wrong usage, 75 try again, 78 configuration.',
    );

type Handler = (input: {
  arguments: readonly string[];
  options: Readonly<Record<string, unknown>>;
}) => Promise<void>;

/** Adds `import <folder>` to the program, or `member list` to its group `member`, made on first sight. */
const addCommand = (
  program: Command,
  { usage, summary, options }: CommandDefinition,
  handler: Handler,
): void => {
  const [first = '', second] = usage.split(' ');
  const grouped = second !== undefined && /^[a-z]/.test(second);
  const parent = grouped ? groupCalled(first, program) : program;
  const command = parent
    .command(grouped ? usage.slice(first.length + 1) : usage)
    .summary(summary)
    .description(summary)
    .option('--json', 'answer as one line of JSON');
  options?.(command);
  command.action(() => handler({ arguments: command.args, options: command.opts() }));
};

const groupCalled = (name: string, program: Command): Command =>
  program.commands.find((command) => command.name() === name) ?? program.command(name).helpCommand(false);

/** Help and version are answers; everything else commander throws is wrong usage, already said on stderr. */
const usageExitCode = (error: CommanderError, wantsJson: boolean, terminal: Terminal): ExitCode => {
  if (error.exitCode === 0) return EXIT.done;
  if (wantsJson) terminal.out(JSON.stringify({ ok: false, error: 'usage', message: error.message }));
  return EXIT.usage;
};

/** JSON has no bigint; amounts in minor units leave as text, exact. */
const bigintAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;
