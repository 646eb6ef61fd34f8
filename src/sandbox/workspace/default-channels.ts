import type { Language } from './language.js';
import type { ChannelKind, ChannelRecord } from './records.js';

/** Channels of a new workspace. The private ones have everybody in them, so that one person can play all parts. */
export const DEFAULT_CHANNELS: readonly {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly topic: Readonly<Record<Language, string>>;
}[] = [
  { name: 'general', kind: 'public', topic: { en: 'Everybody', 'zh-CN': '所有人' } },
  {
    name: 'order-approvals',
    kind: 'private',
    topic: { en: 'Requests that wait for a decision', 'zh-CN': '等待审批的申请' },
  },
  {
    name: 'order-ops',
    kind: 'private',
    topic: {
      en: 'What is being done, and what needs a hand',
      'zh-CN': '正在处理的事项，以及需要人工处理的事项',
    },
  },
];

/** A channel's topic as somebody wrote it; one that nobody has changed in the reader's language. */
export const topicFor = ({ name, topic }: ChannelRecord, language: Language): string => {
  const own = DEFAULT_CHANNELS.find((channel) => channel.name === name && channel.topic.en === topic);
  return own?.topic[language] ?? topic;
};
