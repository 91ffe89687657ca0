import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The CLI would download its engine before any command; ours comes from npm (see the file).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('./prisma/schema-engine.mjs', import.meta.url),
);

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // generate, validate and format need no database; the others say that nothing answers here.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://set-DATABASE_URL@127.0.0.1:5432/dan_biet' },
});
