import type { MemberActor } from '../../kernel/actor.js';

/** A member with what Slack last said of them. */
export interface KnownMember extends MemberActor {
  readonly email: string;
  readonly slackUserId: string | null;
  readonly locale: string | null;
  readonly timezone: string | null;
}
