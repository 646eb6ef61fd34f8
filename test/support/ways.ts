/** How Slack reaches the bot, and where the queue lives. */
export interface Way {
  readonly transport: 'socket' | 'http';
  readonly queue: 'postgres' | 'redis';
}

export const SOCKET_AND_POSTGRES: Way = { transport: 'socket', queue: 'postgres' };
export const HTTP_AND_REDIS: Way = { transport: 'http', queue: 'redis' };
const ALL: readonly Way[] = [
  SOCKET_AND_POSTGRES,
  HTTP_AND_REDIS,
  { transport: 'socket', queue: 'redis' },
  { transport: 'http', queue: 'postgres' },
];

/** A Redis that tests may use; undefined where none is named. */
export const redisUrl = process.env.COUNTERMAND_TEST_REDIS_URL;

const nameOf = ({ transport, queue }: Way): string => `${transport}+${queue}`;
const asked = process.env.COUNTERMAND_TEST_WAY;
const forced = ALL.find((way) => nameOf(way) === asked);
if (asked !== undefined && asked !== 'all' && forced === undefined)
  throw new RangeError(`COUNTERMAND_TEST_WAY is one of all, ${ALL.map(nameOf).join(', ')}`);

/** The way of a desk that names none itself: COUNTERMAND_TEST_WAY has every journey take another one. */
export const WAY: Way = forced ?? SOCKET_AND_POSTGRES;

/** The ways of a story that is told one way as a rule: with COUNTERMAND_TEST_WAY=all, all four. */
export const waysOf = (rule: Way): readonly Way[] => (asked === 'all' ? ALL : [forced ?? rule]);

/** For titles: which way, and what is missing for it. */
export const titleOf = ({ transport, queue }: Way): string => {
  const over = transport === 'socket' ? 'over Socket Mode' : 'over HTTP';
  const where = queue === 'postgres' ? 'with the queue in PostgreSQL' : 'with the queue in Redis';
  const missing = queue === 'redis' && redisUrl === undefined ? ' (needs COUNTERMAND_TEST_REDIS_URL)' : '';
  return `${over}, ${where}${missing}`;
};

export const isPossible = ({ queue }: Way): boolean => queue === 'postgres' || redisUrl !== undefined;
