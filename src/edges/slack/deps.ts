import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../../platform/db/client.js';
import type { Log } from '../../platform/log.js';
import type { Guard } from './block-kit/guard.js';
import { type PostToResponseUrl, postToResponseUrl } from './connection/response-url.js';
import type { SlackClients } from './connection/slack-clients.js';
import { createPeople, type People } from './people/people.js';

/** What every listener of the product is given. */
export interface SlackDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** ISO 4217; thresholds are in it. */
  readonly baseCurrency: string;
  /** For what a person waits for: never retried, answers within 2.5 s or fails. */
  readonly interactive: WebClient;
  /** For what may wait. */
  readonly posts: WebClient;
  readonly toResponseUrl: PostToResponseUrl;
  readonly people: People;
  readonly log: Log;
}

export const createSlackDeps = (input: {
  readonly db: Database;
  readonly clock: Clock;
  readonly baseCurrency: string;
  readonly clients: SlackClients;
  readonly guard: Guard;
  /** The workspace that this database belongs to; asked at each use, because it is known only after the start. */
  readonly team: () => string | undefined;
  readonly log: Log;
}): SlackDeps => {
  const { db, clock, baseCurrency, clients, guard, team, log } = input;
  return {
    db,
    clock,
    baseCurrency,
    ...clients,
    toResponseUrl: postToResponseUrl(guard, clients.interactive.slackApiUrl),
    people: createPeople({ db, clock, client: clients.interactive, team, log }),
    log,
  };
};
