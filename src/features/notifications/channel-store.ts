import type { Database } from '../../platform/db/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { ChannelPurpose } from './messages.js';

type Client = Transaction | Database['prisma'];

/** The Slack channel that serves a purpose. `id` is null until an admin chose one or the first post answered with it. */
export interface Channel {
  readonly purpose: ChannelPurpose;
  readonly id: string | null;
  readonly name: string;
}

/** The setting; without one the channel is called like its purpose. */
export const readChannel = async (db: Client, purpose: ChannelPurpose): Promise<Channel> => {
  const row = await db.channelSetting.findUnique({ where: { purpose } });
  return { purpose, id: row?.channelId ?? null, name: row?.name ?? purpose };
};

/** Keeps the id that Slack answered a post by name with, unless one is known. */
export const learnChannelId = async (
  tx: Client,
  learnt: { readonly purpose: ChannelPurpose; readonly id: string },
): Promise<void> => {
  await tx.channelSetting.createMany({
    data: [{ purpose: learnt.purpose, name: learnt.purpose, channelId: learnt.id }],
    skipDuplicates: true,
  });
  await tx.channelSetting.updateMany({
    where: { purpose: learnt.purpose, channelId: null },
    data: { channelId: learnt.id },
  });
};

export const writeChannel = async (
  tx: Client,
  channel: { readonly purpose: ChannelPurpose; readonly id: string; readonly name: string },
): Promise<void> => {
  const data = { channelId: channel.id, name: channel.name };
  await tx.channelSetting.upsert({
    where: { purpose: channel.purpose },
    create: { purpose: channel.purpose, ...data },
    update: data,
  });
};
