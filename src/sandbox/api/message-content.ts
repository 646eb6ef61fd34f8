import type { Problem } from '../block-kit/rules.js';
import { asSlackMessage, blockProblems, MESSAGE_TEXT_BUDGET, textInBlocks } from '../block-kit/surfaces.js';
import { codePoints, isObject, objectsOf } from '../workspace/json.js';
import type { MessageContent } from '../workspace/messages.js';
import { type Answer, type Args, failure } from './method.js';

/** Longest text of a new message; Slack's own documents advise 4,000. */
export const MAX_POST_TEXT = 40_000;
export const MAX_UPDATE_TEXT = 4_000;

/** An answer as Slack gives it to blocks that break its rules. */
export const invalidBlocks = (problems: readonly Problem[], error = 'invalid_blocks'): Answer =>
  failure(error, {
    errors: problems.map((problem) => `${problem.message} [json-pointer:${problem.pointer}]`),
    response_metadata: { messages: problems.map(asSlackMessage) },
  });

/** Text, blocks and attachments out of a call's arguments, or the refusal that Slack would answer. */
export const messageContent = (
  args: Args,
  maxText: number,
):
  | { readonly ok: true; readonly content: MessageContent }
  | { readonly ok: false; readonly answer: Answer } => {
  const refuse = (answer: Answer) => ({ ok: false as const, answer });
  const text = args.text('text') ?? args.text('markdown_text') ?? '';
  const blocks = args.has('blocks') ? args.json('blocks') : [];
  const attachments = args.has('attachments') ? args.json('attachments') : [];
  if (!Array.isArray(blocks)) return refuse(failure('invalid_blocks_format'));
  if (!Array.isArray(attachments)) return refuse(failure('invalid_attachments'));
  if (text === '' && blocks.length === 0 && attachments.length === 0) return refuse(failure('no_text'));
  if (codePoints(text) > maxText) return refuse(failure('msg_too_long'));
  const problems = [
    ...blockProblems(blocks, 'message'),
    ...objectsOf(attachments).flatMap((one, index) =>
      one.blocks === undefined ? [] : blockProblems(one.blocks, 'message', `/attachments/${index}/blocks`),
    ),
  ];
  if (problems.length > 0) return refuse(invalidBlocks(problems));
  if (textInBlocks(blocks) > MESSAGE_TEXT_BUDGET) return refuse(failure('msg_blocks_too_long'));
  return {
    ok: true,
    content: { text, blocks: blocks.filter(isObject), attachments: objectsOf(attachments) },
  };
};

/** Metadata needs an event_type and a payload; without them Slack answers metadata_too_large or this. */
export const metadataProblem = (args: Args): Answer | undefined => {
  if (!args.has('metadata')) return undefined;
  const metadata = args.object('metadata');
  if (metadata === undefined || typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload))
    return failure('invalid_metadata_format');
  return undefined;
};
