import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PATH } from './run-program.js';

/** A process of ours that answers what it is asked, one question at a time. */
export interface Child<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

/** Runs a file of this folder in a process of its own. */
export const openChild = <Question extends object, Answer>(
  file: string,
  flags: readonly string[] = [],
): Child<Question, Answer> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    execArgv: [...flags],
    env: { PATH },
  });
  const ended = once(child, 'exit');
  return {
    async ask(question) {
      child.send(question);
      const [said] = await Promise.race([
        once(child, 'message'),
        ended.then(([code]) => {
          throw new Error(`a process of the bench ended with ${code}`);
        }),
      ]);
      // Safe: the file's own answerQuestions sent it, for a question of this kind.
      const reply = said as { readonly answer: Answer } | { readonly failed: string };
      if ('failed' in reply) throw new Error(reply.failed);
      return reply.answer;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** The other end: answers each question that comes, until the process is ended. */
export const answerQuestions = <Question, Answer>(answer: (question: Question) => Promise<Answer>): void => {
  process.on('message', (question) => {
    // Safe: openChild's ask sent it.
    answer(question as Question).then(
      (said) => process.send?.({ answer: said }),
      (thrown) => process.send?.({ failed: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
  });
  // Whoever asked is gone: nobody will end us.
  process.on('disconnect', () => process.exit());
};
