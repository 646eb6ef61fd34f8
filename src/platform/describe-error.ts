import { asError, Failure } from '../kernel/errors.js';
import { redactText } from './redact.js';

const LONGEST = 500;

/** An error as it may be stored and shown to people: its code, and its message without secrets, 500 characters at most. */
export const describeError = (thrown: unknown): { code: string; message: string } => {
  const error = asError(thrown);
  const message = redactText(essence(error));
  return {
    code: error instanceof Failure ? error.code : 'unexpected',
    message: message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message,
  };
};

// Prisma's messages begin with the place in the source and a piece of it, and end with what happened.
const essence = (error: Error): string => {
  const text = error.message.trim();
  return error.name.startsWith('PrismaClient') ? (text.split('\n').at(-1) ?? text) : text;
};
