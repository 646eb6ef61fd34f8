import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { Failure } from '../../kernel/errors.js';

// The oldest server that is supported, so that no migration uses what it cannot do.
const OLDEST: SqlResultSet = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 14.0', 140000]],
};

const refuse = (): Promise<never> => {
  throw new Failure('schema-engine', 'the schema engine asked a database for what needs none', {
    retryable: false,
  });
};

const adapter: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'offline',
  // The engine asks for the version when it starts, also where it only compares texts.
  queryRaw: ({ sql }) => (sql.includes('server_version_num') ? Promise.resolve(OLDEST) : refuse()),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  dispose: async () => {},
};

/** No database at all: for comparing one schema text with another. */
export const offlineAdapter: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'offline',
  connect: async () => adapter,
  connectToShadowDb: refuse,
};
