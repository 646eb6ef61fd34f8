import { setTimeout as pause } from 'node:timers/promises';
import { createSandbox } from '../../sandbox/sandbox.js';
import { orderNumber, PEOPLE, personAddress } from '../ground/company.js';
import type { AppConnection } from './bare-bolt.js';
import { answerQuestions } from './child.js';

/** Opens a workspace of its own for an app, or has everybody of one type a command at once, again and again. */
export type PeopleQuestion =
  | { readonly open: string }
  | { readonly act: string; readonly waves: number; readonly everyMs: number };

export interface PeopleAnswer {
  readonly connection: AppConnection;
  /** Milliseconds from typing a command to its acknowledgement. */
  readonly times: readonly number[];
}

const COMMANDS = ['', 'find Amber', 'history ', 'pending'];
const workspaces = new Map<string, ReturnType<typeof createSandbox>>();

const open = async (name: string): Promise<ReturnType<typeof createSandbox>> => {
  const sandbox = createSandbox({
    people: async () =>
      Array.from({ length: PEOPLE }, (_, at) => ({ email: personAddress(at), name: `Person ${at + 1}` })),
  });
  await sandbox.listen();
  workspaces.set(name, sandbox);
  return sandbox;
};

answerQuestions(async (question: PeopleQuestion): Promise<PeopleAnswer> => {
  const name = 'open' in question ? question.open : question.act;
  const sandbox = workspaces.get(name) ?? (await open(name));
  const { apiUrl, appToken, botToken } = sandbox.credentials;
  const times: number[] = [];
  if ('act' in question) {
    for (let wave = 0; wave < question.waves; wave += 1) {
      const nextWave = pause(question.everyMs);
      await Promise.all(
        Array.from({ length: PEOPLE }, async (_, at) => {
          const command = COMMANDS[(wave + at) % COMMANDS.length] ?? '';
          const text = command === '' || command.endsWith(' ') ? command + orderNumber(at) : command;
          const began = performance.now();
          const { outcome } = await sandbox.as(personAddress(at)).command(`/order ${text}`, 'general');
          times.push(performance.now() - began);
          // Who waited until Slack gave up has waited that long, at least: it counts.
          if (outcome !== 'acknowledged' && outcome !== 'timed-out')
            throw new Error(`"/order ${text}" was ${outcome}`);
        }),
      );
      await nextWave;
    }
  }
  return { connection: { apiUrl, appToken, botToken }, times };
});
