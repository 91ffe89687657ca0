/**
 * Makes the Prisma client (src/generated/prisma) when it is missing or not of this schema. Runs after `npm install`
 * and before start and tests; needs no network. Where there is nothing to do it says nothing and takes a moment.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const schema = join(root, 'prisma/schema.prisma');
const client = join(root, 'src/generated/prisma');
const stamp = join(client, '.made-of');

process.exitCode = generate();

/** @returns exit code */
function generate() {
  if (!existsSync(schema)) return note('chưa có prisma/schema.prisma, bỏ qua');
  const cli = findCli();
  const made = existsSync(join(client, 'client.ts'));
  if (!cli && made) return 0; // production: made when the image was built
  if (!cli)
    return note('chưa có lệnh prisma (cài với --omit=dev?), bỏ qua. Cần mã sinh sẵn ở src/generated/prisma.');
  const wanted = createHash('sha256').update(readFileSync(schema)).update(cli.version).digest('hex');
  if (made && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  const { status, error, stdout, stderr } = spawnSync(
    process.execPath,
    [cli.path, 'generate', '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      // no update check, no usage report: nothing leaves the machine
      env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    },
  );
  if (status !== 0) {
    console.error(`prisma generate: không thành công\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
    return 1;
  }
  writeFileSync(stamp, wanted);
  return note('đã tạo mã truy cập cơ sở dữ liệu (src/generated/prisma)');
}

function findCli() {
  try {
    const file = createRequire(import.meta.url).resolve('prisma/package.json');
    const { version, bin } = JSON.parse(readFileSync(file, 'utf8'));
    return { version, path: join(file, '..', bin.prisma) };
  } catch {
    return null;
  }
}

function note(line) {
  console.log(`prisma generate: ${line}`);
  return 0;
}
