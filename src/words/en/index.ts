import { bench } from './bench.js';
import { cancel } from './cancel.js';
import { checks } from './checks.js';
import { command } from './command.js';
import { commandLine } from './command-line.js';
import { connection } from './connection.js';
import { decisions } from './decisions.js';
import { failures } from './failures.js';
import { home } from './home.js';
import { importing } from './importing.js';
import { lookup } from './lookup.js';
import { mail } from './mail.js';
import { messages } from './messages.js';
import { payouts } from './payouts.js';
import { people } from './people.js';
import { progress } from './progress.js';
import { textInput } from './text-input.js';

/** The English catalogue: one topic a file; it decides which keys every other language must have. */
export const en = {
  bench,
  cancel,
  checks,
  command,
  commandLine,
  connection,
  decisions,
  failures,
  home,
  importing,
  lookup,
  mail,
  messages,
  payouts,
  people,
  progress,
  textInput,
} as const;
