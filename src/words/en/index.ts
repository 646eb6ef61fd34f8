import { command } from './command.js';
import { connection } from './connection.js';
import { lookup } from './lookup.js';
import { mail } from './mail.js';
import { people } from './people.js';
import { textInput } from './text-input.js';

/** The English catalogue: one topic a file; it decides which keys every other language must have. */
export const en = { command, connection, lookup, mail, people, textInput } as const;
