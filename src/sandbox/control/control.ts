import { NoSuchRecord } from '../acting/find-person.js';
import type { LoggedCall } from '../api/call-log.js';
import type { Delivery, Receipt } from '../delivery/envelope.js';
import type { DisconnectReason } from '../delivery/socket-mode.js';
import type { ChosenFile, Desk, ImportAnswer } from '../desk-port.js';
import type { ApiFault } from '../faults/api-faults.js';
import { type DeliveryFaults, NO_DELIVERY_FAULTS } from '../faults/delivery-faults.js';
import { listTroubles } from '../faults/list-troubles.js';
import type { Troubles } from '../faults/troubles.js';
import type { Parts } from '../parts.js';
import { addChannel, changeChannel, findChannel } from '../workspace/conversations.js';
import { DEFAULT_CHANNELS } from '../workspace/default-channels.js';
import { joinDefaults } from '../workspace/furnish.js';
import { callsEverybody } from '../workspace/reading.js';
import type {
  ChannelKind,
  ChannelRecord,
  MessageRecord,
  TableName,
  UserRecord,
} from '../workspace/records.js';
import { addUser, changeUser, type Person } from '../workspace/users.js';

const FORGOTTEN_AT_START_OVER: readonly TableName[] = ['messages', 'views', 'files', 'responseUrls'];

/** The hand behind the scenes: people, channels, faults, records. What people do themselves is with Person. */
export class Control {
  readonly #parts: Parts;
  readonly #settle: (company?: 'new' | 'same') => Promise<void>;

  constructor(parts: Parts, settle: (company?: 'new' | 'same') => Promise<void>) {
    this.#parts = parts;
    this.#settle = settle;
  }

  users(): readonly UserRecord[] {
    return this.#parts.workspace.store.all('users');
  }

  /** Reads the people port again. */
  readPeople(): Promise<void> {
    return this.#settle();
  }

  /** Invites a person: into the default channels unless they are a guest or of another workspace. */
  addPerson(person: Person & { readonly teamId?: string; readonly isRestricted?: boolean }): UserRecord {
    const user = addUser(this.#parts.workspace, person);
    if (person.teamId === undefined && person.isRestricted !== true)
      joinDefaults(this.#parts.workspace, user.id);
    return user;
  }

  changePerson(id: string, change: Partial<Omit<UserRecord, 'id'>>): UserRecord {
    const user = this.#parts.workspace.store.get('users', id);
    if (user === undefined) throw new NoSuchRecord(`there is no person ${id} in the sandbox`);
    return changeUser(this.#parts.workspace, user, change);
  }

  channels(): readonly ChannelRecord[] {
    return this.#parts.workspace.store.all('channels');
  }

  /** The channel with this id or name; throws when there is none. */
  channel(idOrName: string): ChannelRecord {
    const channel = findChannel(this.#parts.workspace, idOrName);
    if (channel === undefined) throw new NoSuchRecord(`there is no channel ${idOrName} in the sandbox`);
    return channel;
  }

  addChannel(name: string, kind: Exclude<ChannelKind, 'im'>, members: readonly string[]): ChannelRecord {
    return addChannel(this.#parts.workspace, { name, kind, members });
  }

  changeChannel(idOrName: string, change: Partial<Omit<ChannelRecord, 'id' | 'kind'>>): ChannelRecord {
    return changeChannel(this.#parts.workspace, this.channel(idOrName), change);
  }

  /** Every message of a channel with all its versions, deleted and ephemeral ones too. */
  allMessages(channel: string): readonly MessageRecord[] {
    const { id } = this.channel(channel);
    return this.#parts.workspace.store.all('messages').filter((message) => message.channel === id);
  }

  /** Messages of the app that call everybody in a channel; a product that escapes what people write has none. */
  everybodyCalls(): readonly MessageRecord[] {
    return this.#parts.workspace.store
      .all('messages')
      .filter((message) => message.byApp && callsEverybody(message));
  }

  calls(method?: string): readonly LoggedCall[] {
    return this.#parts.calls.list(method);
  }

  /** Calls of methods that the sandbox does not know; a test that finds one has found a gap. */
  unknownCalls(): readonly LoggedCall[] {
    return this.#parts.calls.list().filter((call) => call.error === 'unknown_method');
  }

  deliveries(): readonly Delivery[] {
    return this.#parts.deliveries.all();
  }

  /** Payloads of which some attempt was not acknowledged in time or at all. */
  unacknowledged(): readonly Delivery[] {
    return this.deliveries().filter(({ receipts }) => receipts.some(({ kind }) => kind !== 'acknowledged'));
  }

  /** Sends a payload again, the last one when none is named. */
  redeliver(times = 1, id: string | undefined = this.deliveries().at(-1)?.id): Promise<readonly Receipt[]> {
    return id === undefined ? Promise.resolve([]) : this.#parts.deliveries.redeliver(id, times);
  }

  /** Switches a fault of the Web API on, for one channel by id or name if it says so; gives back the fault's id. */
  addFault(fault: ApiFault): string {
    const { channel } = fault;
    return this.#parts.apiFaults.add(
      channel === undefined
        ? fault
        : { ...fault, channel: findChannel(this.#parts.workspace, channel)?.id ?? channel },
    );
  }

  removeFault(id: string): boolean {
    return this.#parts.apiFaults.remove(id);
  }

  faults(): readonly (ApiFault & { readonly id: string })[] {
    return this.#parts.apiFaults.list();
  }

  /** Ends every fault: of the Web API, of delivery, of mail, rate limits, aged triggers, an app that is cut off. */
  clearFaults(): void {
    this.#parts.apiFaults.clear();
    this.#parts.deliveries.faults = NO_DELIVERY_FAULTS;
    this.#parts.rateLimits.enabled = false;
    this.#parts.workspace.triggers.mintAged(0);
    this.#parts.mailbox?.clearFaults();
    this.#parts.transports.cutOff = false;
  }

  setRateLimits(enabled: boolean): void {
    this.#parts.rateLimits.enabled = enabled;
  }

  setDeliveryFaults(faults: Partial<DeliveryFaults>): void {
    this.#parts.deliveries.faults = { ...this.#parts.deliveries.faults, ...faults };
  }

  /** Trigger ids minted from now on are this old already; more than 3,000 and they are dead on arrival. */
  ageTriggers(ms: number): void {
    this.#parts.workspace.triggers.mintAged(ms);
  }

  get connections(): number {
    return this.#parts.socketMode.connections;
  }

  requestDisconnect(reason: DisconnectReason): void {
    this.#parts.socketMode.requestDisconnect(reason);
  }

  /** Cuts all Socket Mode connections without a word. */
  cutConnections(): void {
    this.#parts.socketMode.cut();
  }

  /** Keeps the app from everything that people do, however often it connects, until it is told otherwise. */
  cutOff(on: boolean): void {
    this.#parts.transports.cutOff = on;
  }

  /** Everything that is made to go wrong now. */
  troubles(): Troubles {
    return listTroubles(this.#parts);
  }

  /** HTTP mode with this request URL, or (undefined) Socket Mode. */
  setRequestUrl(url: string | undefined): void {
    this.#parts.transports.requestUrl = url;
  }

  /** The workspace as on its first day; the company behind it as well, where that is the demo. */
  async startOver(locale = 'en'): Promise<void> {
    this.#letGo();
    const { desk } = this.#parts;
    if (desk === undefined) await this.empty('same');
    else await desk.startOver((company) => this.empty(company), locale);
  }

  /** Loads files into the company, in place of the demo company where that is said; then its people are here. */
  async importFiles(
    desk: Desk,
    files: readonly ChosenFile[],
    how: { readonly dryRun: boolean; readonly replaceDemo: boolean; readonly locale: string },
  ): Promise<ImportAnswer> {
    const { locale, ...what } = how;
    if (what.replaceDemo && !what.dryRun) this.#letGo();
    const answer = await desk.importFiles(files, what, (company) => this.empty(company), locale);
    if (answer.kind === 'report' && !answer.dryRun) await this.#settle();
    return answer;
  }

  /** Nobody is left waiting for an answer that a fault keeps back: the app's worker could not finish what is in hand. */
  #letGo(): void {
    this.clearFaults();
    for (const line of this.#parts.silent) line.destroy();
  }

  /**
   * Forgets what was said and done, and the channels that were added. Default channels, tokens and the people of the
   * company stay with their ids: a connected app has them written down. Of a new company, its people alone stay.
   */
  async empty(company: 'new' | 'same'): Promise<void> {
    const { workspace } = this.#parts;
    const { store } = workspace;
    store.together(() => {
      workspace.beginNow();
      for (const table of FORGOTTEN_AT_START_OVER) store.clear(table);
      for (const { id, kind, name } of this.channels())
        if (kind !== 'im' && !DEFAULT_CHANNELS.some((one) => one.name === name)) store.remove('channels', id);
    });
    this.#parts.calls.clear();
    this.#parts.deliveries.clear();
    this.#parts.mailbox?.clear();
    await this.#settle(company);
  }
}
