import type { Progress } from '../../platform/progress.js';
import type { Translate } from '../../words/translator.js';

/** One line for the person who waits for the start, in their words. */
export const sayProgress = (progress: Progress, t: Translate): string => {
  switch (progress.kind) {
    case 'variable-strange': {
      const { name, nearest } = progress;
      return nearest === undefined
        ? t('progress.variableStrange', { name })
        : t('progress.variableMisspelt', { name, nearest });
    }
    case 'database-connecting':
      return t('progress.databaseConnecting', { place: progress.place });
    case 'database-visited':
      return 'home' in progress
        ? t('progress.databaseBuiltIn', { home: progress.home })
        : t('progress.databaseVisited', { name: progress.name, place: progress.place });
    case 'database-migrated':
      return t('progress.databaseMigrated', { count: progress.count });
    case 'postgres-set-up':
      return t('progress.postgresSetUp');
    case 'postgres-waiting':
      return t('progress.postgresWaiting', { why: progress.why });
    case 'postgres-restarting':
      return t('progress.postgresRestarting', { pid: progress.pid });
    case 'postgres-elsewhere': {
      const { user, home, folder } = progress;
      return t('progress.postgresElsewhere', { user, home, folder });
    }
    case 'user-creating':
      return t('progress.userCreating', { user: progress.user });
    case 'demo-loaded':
      return t('progress.demoLoaded');
  }
};
