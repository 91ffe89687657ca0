/**
 * `npm start`: makes what is missing or stale (the Prisma client, the bundle in dist/), then runs the program from the
 * bundle, which starts in a third of the time. Where dist/ cannot be written, the sources are run as they are.
 *
 *     node src/start.mjs            start
 *     node src/start.mjs --build    only build (Dockerfile)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist/main.js');

/** Newest change below a folder, ms; of code only. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, newest(path));
    else if (/\.(ts|tsx|json)$/.test(entry.name))
      latest = Math.max(latest, statSync(join(root, path)).mtimeMs);
  }
  return latest;
}

function stale() {
  if (!existsSync(bundle)) return true;
  const built = statSync(bundle).mtimeMs;
  const code = ['src', 'handlers', 'locales'].map(newest);
  return Math.max(...code, statSync(join(root, 'package.json')).mtimeMs) > built;
}

async function build() {
  const { build: run } = await import('esbuild');
  await run({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
}

function generate() {
  const client = join(root, 'src/generated/prisma/.made-of');
  const schema = join(root, 'prisma/schema.prisma');
  if (existsSync(client) && statSync(client).mtimeMs >= statSync(schema).mtimeMs) return;
  const { status } = spawnSync(process.execPath, [join(root, 'prisma/generate.mjs')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

generate();
let ready = !stale();
if (!ready) {
  try {
    await build();
    ready = true;
  } catch (error) {
    if (process.argv.includes('--build')) throw error;
    process.stderr.write(
      `Không tạo được dist/ (${error.code ?? error.name}); chạy thẳng từ mã nguồn, khởi động sẽ chậm hơn.\n`,
    );
  }
}
if (!process.argv.includes('--build')) {
  if (ready) await import(pathToFileURL(bundle).href);
  else {
    const { register } = await import('tsx/esm/api');
    register();
    await import('./main.ts');
  }
}
