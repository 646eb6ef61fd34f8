import { asError, Failure } from '../kernel/errors.js';
import { recogniseDatabaseFailure } from './db/database-failure.js';
import { redactText } from './redact.js';

const LONGEST = 500;

/**
 * An error as it may be stored and shown to people: its code, and its message without secrets and without what only the
 * database could say, 500 characters at most.
 */
export const describeError = (thrown: unknown): { code: string; message: string } => {
  const error = asError(recogniseDatabaseFailure(thrown));
  const message = redactText(error.message.trim());
  return {
    code: error instanceof Failure ? error.code : 'unexpected',
    message: message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message,
  };
};
