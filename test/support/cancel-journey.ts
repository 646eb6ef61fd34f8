import { importFolder } from '../../src/features/import/import-folder.js';
import type { Database } from '../../src/platform/db/client.js';
import type { Entry } from '../../src/sandbox/acting/entered-value.js';
import type { Person } from '../../src/sandbox/acting/person.js';
import type { Seen } from '../../src/sandbox/acting/seen.js';
import type { ViewRecord } from '../../src/sandbox/workspace/records.js';
import { SECOND_DATA_SET } from './second-data-set/second-data-set.js';
import { modalSaying } from './slack-desk.js';
import { waitFor } from './wait-for.js';

/** The project's own company, imported as an operator would. */
export const importSecondCompany = async (db: Database): Promise<void> => {
  const report = await importFolder(db, { folder: SECOND_DATA_SET });
  if (!report.ok) throw new Error(`the second data set was not imported: ${JSON.stringify(report)}`);
};

/** A member's address in that company. */
export const at = (name: string): string => `${name}@brightwater.example`;

/** Types the command and waits for the form. */
export const openForm = async (person: Person, number: string): Promise<ViewRecord> => {
  await person.close(true);
  await person.command(`/order cancel ${number}`, 'general');
  return modalSaying(person, 'What cancelling does');
};

/** Answers with which nothing is wrong: the company asks, because of a duplicate. */
export const companyAsks: Readonly<Record<string, Entry>> = {
  'cancel.asked-by': 'company',
  'cancel.reason': 'duplicate',
};

const wantsToKnowHow = (person: Person): boolean =>
  person
    .modal()
    ?.blocks.some((block) => block.block_id === 'cancel.confirmed-how' && block.optional !== true) ?? false;

/** Presses Next; who says that the company asks does so first, and is then not asked how the customer confirmed. */
export const submitForm = async (
  person: Person,
  answers: Readonly<Record<string, Entry>> = companyAsks,
): Promise<Seen> => {
  if (answers['cancel.asked-by'] === 'company' && wantsToKnowHow(person)) {
    await person.fill({ 'cancel.asked-by': 'company' });
    await waitFor(() => !wantsToKnowHow(person), { what: 'the form without the question' });
  }
  return person.submit(answers);
};

/** Presses Next and waits for the summary. */
export const goOn = async (
  person: Person,
  answers: Readonly<Record<string, Entry>> = companyAsks,
): Promise<ViewRecord> => {
  const seen = await submitForm(person, answers);
  if (seen.outcome !== 'acknowledged' || Object.keys(seen.errors).length > 0)
    throw new Error(`the form was not taken: ${JSON.stringify({ ...seen, view: undefined })}`);
  return modalSaying(person, 'This is what will happen');
};

/** What stands in the fields of the modal on top, by id. */
export const entered = (person: Person): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(person.modal()?.values ?? {}).map(([id, fields]) => {
      const { type: _type, ...value } = fields[id] ?? {};
      const [only] = Object.values(value);
      const choice = (one: unknown): unknown =>
        typeof one === 'object' && one !== null && 'value' in one ? one.value : one;
      return [id, Array.isArray(only) ? only.map(choice) : choice(only)];
    }),
  );

/** The day (yyyy-mm-dd) where people of the sandbox are who say no other timezone: often not the one in UTC. */
export const dayThere = (fromNow = 0): string =>
  new Date(Date.now() + fromNow * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'America/New_York' });
