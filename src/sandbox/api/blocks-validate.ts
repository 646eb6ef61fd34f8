import { blockProblems, viewProblems } from '../block-kit/surfaces.js';
import { objectOf } from '../workspace/json.js';
import { type ApiMethod, failure, ok } from './method.js';

/** Checks blocks, a message or a view without showing them to anybody. */
export const blocksValidate: ApiMethod = {
  name: 'blocks.validate',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: ({ args }) => {
    const given = ['blocks', 'message', 'view'].filter((name) => args.has(name));
    if (given.length !== 1) return failure('invalid_arguments');
    const problems = args.has('view')
      ? viewProblems(args.json('view'))
      : blockProblems(
          args.has('message') ? (objectOf(args.json('message')).blocks ?? []) : args.json('blocks'),
          'message',
        );
    return problems.length === 0 ? ok() : failure('invalid_blocks', { errors: problems });
  },
};
