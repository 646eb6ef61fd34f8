import type { Entry } from '../../../src/sandbox/acting/entered-value.js';
import type { Person } from '../../../src/sandbox/acting/person.js';
import type { Seen } from '../../../src/sandbox/acting/seen.js';
import type { MessageRecord, ViewRecord } from '../../../src/sandbox/workspace/records.js';
import { type Translate, translator } from '../../../src/words/translator.js';
import { submitForm } from '../cancel-journey.js';
import { ask, read } from '../slack-desk.js';
import { waitFor } from '../wait-for.js';
import type { WorkingDesk } from '../working-desk.js';
import type { Camera } from './camera.js';
import type { PictureName } from './pictures.js';

/** Where the story is played and photographed, whatever language its people read. */
export interface Stage {
  readonly desk: WorkingDesk;
  readonly camera: Camera;
  /** The words that are shown, to find them on a screen. */
  readonly t: Translate;
  keep(name: PictureName, picture: Buffer): void;
  as(id: string): Person;
  /** Types a command in #general, and keeps what is answered. */
  command(name: PictureName, id: string, text: string): Promise<MessageRecord>;
  /** Does something in #general (or another channel, or `app`) that is answered there, and keeps the answer. */
  answer(name: PictureName, id: string, act: () => Promise<unknown>, channel?: string): Promise<void>;
  /** Waits for the view of this name, and keeps it when it is to be kept. */
  modal(id: string, callbackId: string, name?: PictureName): Promise<ViewRecord>;
  home(name: PictureName, id: string): Promise<void>;
  /** The newest direct message from the app that says all of this. */
  told(id: string, ...texts: readonly string[]): Promise<MessageRecord>;
  keepTold(name: PictureName, id: string, ...texts: readonly string[]): Promise<MessageRecord>;
  /** Keeps a post of a channel, which is English whoever reads it. */
  posted(name: PictureName, id: string, channel: string, message: MessageRecord): Promise<void>;
  /** The same in a thread of the operations channel. */
  reply(name: PictureName, id: string, text: string): Promise<void>;
  heard(seen: Promise<Seen>): Promise<void>;
  /** From the command to the outcome. */
  request(id: string, number: string, answers?: Readonly<Record<string, Entry>>): Promise<void>;
}

/** Where the pictures are put; not every language shows all of them. */
interface Album {
  shows(name: PictureName): boolean;
  keep(name: PictureName, picture: Buffer): void;
}

export const address = (id: string): string => (id.includes('@') ? id : `${id}@demo.example`);

export const openStage = (
  desk: WorkingDesk,
  camera: Camera,
  locale: string,
  { shows, keep }: Album,
): Stage => {
  const t = translator(locale);
  const as = (id: string): Person => desk.as(address(id));
  const heard = async (seen: Promise<Seen>): Promise<void> => {
    const { outcome, errors, notice } = await seen;
    if (outcome !== 'acknowledged' || Object.keys(errors).length > 0)
      throw new Error(`not heard: ${JSON.stringify({ outcome, errors, notice })}`);
  };
  const told = (id: string, ...texts: readonly string[]): Promise<MessageRecord> =>
    waitFor(
      () =>
        as(id)
          .messages()
          .findLast((message) => texts.every((text) => read(message).includes(text))),
      { what: `${id} to be told "${texts.join('" and "')}"` },
    );
  const modal = async (id: string, callbackId: string, name?: PictureName): Promise<ViewRecord> => {
    const view = await waitFor(
      () =>
        [as(id).modal()].find(
          (one) => one?.view.callback_id === callbackId && !read(one).includes(t('people.loading')),
        ),
      { what: `the view ${callbackId}` },
    );
    if (name !== undefined) keep(name, await camera.modal(address(id), view));
    return view;
  };
  return {
    desk,
    camera,
    t,
    keep,
    as,
    heard,
    told,
    modal,
    async command(name, id, text) {
      const message = await ask(as(id), text);
      keep(name, await camera.message(address(id), 'general', message));
      return message;
    },
    async answer(name, id, act, channel = 'general') {
      const place = channel === 'app' ? undefined : channel;
      const before = as(id).messages(place).length;
      await act();
      const message = await waitFor(() => as(id).messages(place)[before], { what: `an answer for ${name}` });
      keep(name, await camera.message(address(id), place, message));
    },
    async home(name, id) {
      const before = as(id).home()?.hash;
      await as(id).openHome();
      const view = await waitFor(
        () => [as(id).home()].find((one) => one !== undefined && one.hash !== before),
        {
          what: `the Home of ${id}`,
        },
      );
      keep(name, await camera.home(address(id), view));
    },
    async keepTold(name, id, ...texts) {
      const message = await told(id, ...texts);
      keep(name, await camera.message(address(id), undefined, message));
      return message;
    },
    async posted(name, id, channel, message) {
      if (shows(name)) keep(name, await camera.message(address(id), channel, message));
    },
    async reply(name, id, text) {
      if (!shows(name)) return;
      const posted = await desk.saying('order-ops', address(id), text);
      const root = as(id)
        .messages('order-ops')
        .find(({ ts }) => ts === posted.threadTs);
      if (root === undefined) throw new Error(`“${text}” stands in no thread`);
      keep(name, await camera.reply(address(id), 'order-ops', root, posted));
    },
    async request(id, number, answers = {}) {
      await as(id).close(true);
      await heard(as(id).command(`/order cancel ${number}`, 'general'));
      await modal(id, 'cancel.form');
      await heard(
        submitForm(as(id), { 'cancel.asked-by': 'company', 'cancel.reason': 'out_of_stock', ...answers }),
      );
      await modal(id, 'cancel.confirmation');
      await heard(as(id).submit());
      await modal(id, 'cancel.outcome');
      await as(id).close(true);
    },
  };
};
