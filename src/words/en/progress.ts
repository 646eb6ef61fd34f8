/** What the start says while it is under way. Its last line, with the address, is the same in every language. */
export const progress = {
  variableStrange: 'Warning: {{name}} is set, and nothing reads it. The README lists every variable',
  variableMisspelt: 'Warning: {{name}} is set, and nothing reads it. Is {{nearest}} meant?',
  databaseConnecting: 'Connecting to the database at {{place}}',
  databaseVisited: 'Database: {{name}} at {{place}}',
  databaseBuiltIn: 'Database: the built-in PostgreSQL in {{home}}',
  databaseMigrated_one: 'Database: applied {{count}} migration',
  databaseMigrated_other: 'Database: applied {{count}} migrations',
  postgresSetUp: 'Setting up PostgreSQL in the data folder',
  postgresWaiting: 'Waiting for PostgreSQL: {{why}}',
  postgresRestarting: 'PostgreSQL (process {{pid}}) has lost its lock file: restarting it',
  postgresElsewhere: 'PostgreSQL runs as {{user}}, who cannot enter {{home}}; its files are in {{folder}}',
  userCreating: 'Creating the system user {{user}}, because PostgreSQL does not run as root',
  demoLoaded: 'Loaded a demo company to try it with',
} as const;
