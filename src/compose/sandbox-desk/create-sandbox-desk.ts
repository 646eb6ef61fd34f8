import { sayCheckFailure, sayRule } from '../../edges/cli/check-words.js';
import { sayFailure } from '../../edges/cli/failure-words.js';
import { readerOf } from '../../edges/cli/reader.js';
import { isDemoCompany } from '../../features/access/is-demo-company.js';
import { joinWorkspace } from '../../features/access/join-workspace.js';
import { readMembers } from '../../features/access/read-members.js';
import { setMember } from '../../features/access/set-member.js';
import { doubtEveryMessage } from '../../features/notifications/doubt-every-message.js';
import { readWorkInHand } from '../../features/verify/read-work-in-hand.js';
import { verify } from '../../features/verify/verify.js';
import { ROLES, system } from '../../kernel/actor.js';
import { Failure } from '../../kernel/errors.js';
import type { Database } from '../../platform/db/client.js';
import type { Log } from '../../platform/log.js';
import { type Clear, type Desk, DeskUnavailable } from '../../sandbox/desk-port.js';
import { loadDemoCompany } from '../load-demo-company.js';
import type { AttendedWorker } from './attended-worker.js';
import { importChosenFiles } from './import-chosen-files.js';

/** What is there only after the sandbox is: the app connects to it. */
export interface Attendance {
  readonly worker: Pick<AttendedWorker, 'away' | 'counts' | 'backend'>;
  /** The sandbox's workspace. */
  readonly teamId: string;
  /** Learns again who the people are. */
  readonly recall: () => Promise<void>;
}

export interface SandboxDesk extends Desk {
  /** Tells who works, which is known once the database is found to be this sandbox's own: until then nothing is written. */
  attend(attendance: Attendance): void;
}

/** The company behind the sandbox. `admins`: those of the configuration, whom no file takes that from. */
export const createSandboxDesk = (
  db: Database,
  {
    admins,
    baseCurrency,
    log,
  }: { readonly admins: readonly string[]; readonly baseCurrency: string; readonly log: Log },
): SandboxDesk => {
  let attendance: Attendance | undefined;
  const attended = (locale: string): Attendance => {
    if (attendance === undefined) throw new DeskUnavailable(readerOf(locale).t('connection.restarting'));
    return attendance;
  };

  /**
   * Another company: its people are other ones, and it belongs to this workspace again. That comes last: where the
   * process dies before, the next start finds a company that no workspace has joined, and clears for it.
   */
  const settleIn = async ({ teamId, recall }: Attendance, clear: Clear): Promise<void> => {
    await clear('new');
    await joinWorkspace(db, { teamId, sandbox: true });
    await recall();
  };

  return {
    roles: ROLES,
    attend(given) {
      attendance = given;
    },
    company: (locale) =>
      passing(locale, async () => {
        const departments = (await readMembers(db)).map(({ department }) => department);
        return {
          demo: await isDemoCompany(db),
          departments: [...new Set(departments)].filter((name) => name !== '').sort(),
        };
      }),
    glance: (locale) =>
      passing(locale, async () => ({ ...(await readWorkInHand(db)), jobs: await jobsOf(attendance) })),
    checkBooks: (locale) =>
      passing(locale, async () => {
        const { t } = readerOf(locale);
        return (await verify(db)).checks.map((check) => ({
          ...check,
          rule: sayRule(check.name, t),
          failures: check.failures.map((failure) => ({
            id: failure.id,
            problem: sayCheckFailure(failure, t),
          })),
        }));
      }),
    startOver: (clear, locale) =>
      passing(locale, () => {
        const here = attended(locale);
        return here.worker.away(async () => {
          if (await loadDemoCompany(db, { admins, baseCurrency, log, again: true }))
            return settleIn(here, clear);
          // In doubt first: should the process die over it, the next worker posts anew what is missing.
          await doubtEveryMessage(db);
          await clear('same');
        });
      }),
    importFiles: (files, how, clear, locale) =>
      passing(locale, () => {
        const load = () => importChosenFiles(db, { files, ...how, admins, locale });
        if (how.dryRun) return load();
        const here = attended(locale);
        if (!how.replaceDemo) return load();
        return here.worker.away(async () => {
          const answer = await load();
          if (answer.kind === 'report') await settleIn(here, clear);
          return answer;
        });
      }),
    addMember: (member, locale) =>
      passing(locale, async () => {
        attended(locale);
        const added = await setMember(db, system('sandbox'), member);
        // The page offers what there is, so this is a mistake of a program.
        if (!added.ok) throw new RangeError(`not a member: ${JSON.stringify(added.refusals)}`);
      }),
  };
};

const jobsOf = async (attendance: Attendance | undefined) => {
  if (attendance === undefined) return null;
  const { backend } = attendance.worker;
  try {
    return { backend, lanes: await attendance.worker.counts() };
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'queue-unavailable') return null;
    throw thrown;
  }
};

/** What passes is said to the person; anything else is a mistake and stays one. */
const passing = async <T>(locale: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.retryable)
      throw new DeskUnavailable(sayFailure(thrown, readerOf(locale).t), { cause: thrown });
    throw thrown;
  }
};
