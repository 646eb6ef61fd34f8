import { defineConfig } from 'prisma/config';

// Only `prisma generate` reads this; migrations are applied by src/platform/db/migrate.ts.
export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } });
