import { z } from 'zod';
import { StateFile, type StateLine } from '../workspace/state-file.js';
import { type ArrivedMail, type ReceivedMail, readMail } from './read-mail.js';

const KEPT = 1_000;

/** As it stands in the file: what came over the line, so that a later version may read more out of it. */
const keptMail = z.object({ at: z.number(), to: z.array(z.string()), raw: z.base64() });

const lineOf = ({ id, at, to, raw }: ArrivedMail): StateLine => ({
  table: 'mails',
  key: id,
  value: { at, to, raw: raw.toString('base64') },
});

/** The newest thousand mails, on disk as well when there is a state file: a mail is there before it is acknowledged. */
export class KeptMails {
  readonly #file: StateFile | undefined;
  #lines: readonly StateLine[] = [];
  #mails: readonly ReceivedMail[] = [];

  private constructor(file: StateFile | undefined) {
    this.#file = file;
  }

  /** Reads what the state file holds; a line that is no mail is left out. */
  static async open(stateFile?: string): Promise<KeptMails> {
    const file = stateFile === undefined ? undefined : new StateFile(stateFile);
    const kept = new KeptMails(file);
    for (const line of file?.read() ?? []) {
      const { data } = keptMail.safeParse(line.value);
      if (data === undefined) continue;
      const mail = { ...data, id: line.key, raw: Buffer.from(data.raw, 'base64') };
      kept.#keep(line, await readMail(mail));
    }
    return kept;
  }

  all(): readonly ReceivedMail[] {
    return this.#mails;
  }

  add(arrived: ArrivedMail, mail: ReceivedMail): void {
    const line = lineOf(arrived);
    this.#file?.append(line);
    this.#keep(line, mail);
    if (this.#file !== undefined && this.#file.lines > 2 * KEPT) this.#file.snapshot(this.#lines);
  }

  clear(): void {
    this.#lines = [];
    this.#mails = [];
    this.#file?.snapshot([]);
  }

  #keep(line: StateLine, mail: ReceivedMail): void {
    this.#lines = [...this.#lines.slice(1 - KEPT), line];
    this.#mails = [...this.#mails.slice(1 - KEPT), mail];
  }
}
