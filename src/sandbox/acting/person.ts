import { homeOf } from '../api/views.js';
import type { Parts } from '../parts.js';
import { channelsOf, findChannel, isMember, openIm } from '../workspace/conversations.js';
import { messagesIn } from '../workspace/messages.js';
import { readMessage, readView } from '../workspace/reading.js';
import type { ChannelRecord, MessageRecord, UserRecord, ViewRecord } from '../workspace/records.js';
import { stackOf, topView } from '../workspace/view-stack.js';
import { elementsOf } from '../workspace/view-values.js';
import { actOnElement, type ElementAct } from './act-on-element.js';
import { closeModal } from './close-modal.js';
import type { Entry } from './entered-value.js';
import { openHome, typeMessage } from './events.js';
import { runCommand } from './run-command.js';
import type { Where } from './screen.js';
import { notSent, type Seen, seen } from './seen.js';
import { globalShortcut, messageShortcut } from './shortcuts.js';
import { submitView } from './submit-view.js';
import { suggest } from './suggest.js';
import { slackWords } from './words/slack-words.js';

/** One person at their Slack client: sees what Slack shows them, does what Slack lets them do. */
export class Person {
  readonly id: string;
  readonly #parts: Parts;

  constructor(parts: Parts, id: string) {
    this.#parts = parts;
    this.id = id;
  }

  /** Who this is now. */
  get user(): UserRecord {
    const user = this.#parts.workspace.store.get('users', this.id);
    if (user === undefined) throw new Error(`there is no person ${this.id} in the sandbox`);
    return user;
  }

  /** Types a slash command in a channel, or to the app when none is given. */
  command(text: string, channel?: string): Promise<Seen> {
    return runCommand(this.#parts, this.user, { text, channel });
  }

  /** Types a message in a channel, or to the app when none is given. */
  say(text: string, at: { readonly channel?: string; readonly threadTs?: string } = {}): Promise<Seen> {
    return typeMessage(this.#parts, this.user, { text, ...at });
  }

  /** Clicks, chooses or enters; see ElementAct. */
  act(act: ElementAct): Promise<Seen> {
    return actOnElement(this.#parts, this.user, act);
  }

  /** Clicks a button of a message; a confirmation dialog is answered with yes. */
  click(message: { readonly channel: string; readonly ts: string }, actionId: string): Promise<Seen> {
    return this.act({ where: { message }, actionId, confirm: true });
  }

  /** Clicks a button of the modal on top. */
  clickInModal(actionId: string): Promise<Seen> {
    return this.act({ where: { modal: true }, actionId, confirm: true });
  }

  /** Enters values into the fields of the modal on top, by action id or block id, in the order given. Stops at the first that fails. */
  async fill(values: Readonly<Record<string, Entry>>): Promise<Seen> {
    let last = seen({ view: this.modal() ?? null });
    for (const [id, value] of Object.entries(values)) {
      const placed = elementsOf(this.modal()?.blocks ?? []).find(
        (one) => one.actionId === id || one.blockId === id,
      );
      if (placed === undefined) return notSent(slackWords(this.user).noField(id));
      last = await this.act({
        where: { modal: true },
        actionId: placed.actionId,
        blockId: placed.blockId,
        value,
        confirm: true,
      });
      if (last.outcome !== 'acknowledged') return last;
    }
    return last;
  }

  /** Presses submit, after filling in values if there are some. */
  async submit(values: Readonly<Record<string, Entry>> = {}): Promise<Seen> {
    const filled = await this.fill(values);
    return filled.outcome === 'acknowledged' ? submitView(this.#parts, this.user) : filled;
  }

  /** Closes the view on top, or the whole modal. */
  close(all = false): Promise<Seen> {
    return closeModal(this.#parts, this.user, all);
  }

  suggest(where: Where, actionId: string, query: string): Promise<Seen> {
    return suggest(this.#parts, this.user, { where, actionId, query });
  }

  openHome(tab: 'home' | 'messages' = 'home'): Promise<Seen> {
    return openHome(this.#parts, this.user, tab);
  }

  shortcut(callbackId: string): Promise<Seen> {
    return globalShortcut(this.#parts, this.user, callbackId);
  }

  messageShortcut(
    callbackId: string,
    message: { readonly channel: string; readonly ts: string },
  ): Promise<Seen> {
    return messageShortcut(this.#parts, this.user, { callbackId, channel: message.channel, ts: message.ts });
  }

  /** The modal view on top. */
  modal(): ViewRecord | undefined {
    return topView(this.#parts.workspace, this.id);
  }

  /** All views of the open modal, the lowest first. */
  modals(): readonly ViewRecord[] {
    return stackOf(this.#parts.workspace, this.id);
  }

  home(): ViewRecord | undefined {
    return homeOf(this.#parts.workspace, this.id);
  }

  channels(): readonly ChannelRecord[] {
    return channelsOf(this.#parts.workspace, this.id);
  }

  /** What this person reads in a channel (by id or name), or in the conversation with the app; oldest first. */
  messages(channel?: string): readonly MessageRecord[] {
    const { workspace } = this.#parts;
    const found = channel === undefined ? openIm(workspace, this.user) : findChannel(workspace, channel);
    if (found === undefined || !(found.kind === 'public' || isMember(found, this.id))) return [];
    return messagesIn(workspace, found.id, this.id);
  }

  /** The texts that this person reads in a channel, as `messages` but readable: names for ids, entities resolved. */
  reads(channel?: string): readonly string[] {
    return this.messages(channel).map((message) => readMessage(this.#parts.workspace, message));
  }

  /** What stands in the modal on top; empty when none is open. */
  readsModal(): string {
    const view = this.modal();
    return view === undefined ? '' : readView(this.#parts.workspace, view);
  }

  /** What stands in the App Home; empty before it was published. */
  readsHome(): string {
    const view = this.home();
    return view === undefined ? '' : readView(this.#parts.workspace, view);
  }
}
