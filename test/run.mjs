/**
 * `npm test`: the client is made, then lint, types and migration drift, then every test. One line for each step,
 * and as the last line `tests: N passed, N failed, N skipped`; a step that fails counts as one failed.
 * Arguments go to vitest: `npm test -- test/law`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

const root = fileURLToPath(new URL('..', import.meta.url));
/** More files than this with a failure is no accident. */
const FEW_FILES = 5;
const counts = { passed: 0, failed: 0, skipped: 0 };
// no update check, no usage report: nothing leaves the machine
const quiet = { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', VITEST_SKIP_INSTALL_CHECKS: '1' };

await step('client', () => run([join(root, 'prisma/generate.mjs')]));
await Promise.all([
  step('lint', () => run([bin('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'])),
  step('types', () => run([bin('typescript', 'tsc'), '--noEmit'])),
  step('migrations', checkMigrations),
]);
await step('tests', runTests);
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Is the schema sound, and do the migrations make exactly it? On a private server, gone afterwards. */
async function checkMigrations() {
  register();
  const { makeReaper } = await import('./helpers/reaper.ts');
  const { startPrivatePostgres } = await import('./helpers/servers.ts');
  const prisma = bin('prisma', 'prisma');
  const reaper = makeReaper();
  try {
    const valid = await run([prisma, 'validate']);
    if (valid.failed) return valid;
    const { url } = await startPrivatePostgres(reaper);
    const paths = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma'];
    const drift = await run([prisma, 'migrate', 'diff', ...paths, '--exit-code'], { DATABASE_URL: url });
    // The words, not only the exit code: silence would be no answer.
    return { ...drift, failed: drift.failed || !drift.output.includes('No difference detected') };
  } finally {
    await reaper.close();
  }
}

/**
 * Every test; then the files with a failure once more, by themselves, when they are few: on a busy machine a test that
 * waits for something may wait too long. What passes only then counts as passed and is named, to be mended.
 */
async function runTests() {
  const { failed, files } = await vitest(process.argv.slice(2));
  const bad = files.filter((file) => file.status === 'failed');
  const alone = failed && bad.length > 0 && bad.length <= FEW_FILES;
  if (alone) console.log(`once more, by themselves: ${bad.map((file) => file.name).join(' ')}`);
  const again = alone ? await vitest(bad.map((file) => file.name)) : null;
  const mended = again !== null && !again.failed;
  if (mended)
    for (const one of bad.flatMap((file) => file.assertionResults))
      if (one.status === 'failed') console.log(`passed only the second time, mend it: ${one.fullName}`);
  const counted = mended ? [...files.filter((file) => file.status !== 'failed'), ...again.files] : files;
  for (const { status } of counted.flatMap((file) => file.assertionResults))
    counts[status === 'passed' || status === 'failed' ? status : 'skipped'] += 1;
  const bare = failed && !mended;
  // Files that do not load and errors outside any test are in no test's count.
  return { output: '', failed: bare && counts.failed === 0, told: bare };
}

/** One run of vitest: did it fail, and its report's files with their tests (none where it wrote no report). */
async function vitest(args) {
  const { temporaryFolder } = await import('./helpers/servers.ts');
  const folder = temporaryFolder('report');
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const { failed } = await run([bin('vitest', 'vitest'), 'run', ...reporters, ...args], {}, 'inherit');
    const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
    return { failed, files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function step(name, work) {
  const begun = performance.now();
  let result;
  try {
    result = await work();
  } catch (error) {
    result = { failed: true, output: String(error?.stack ?? error) };
  }
  if (result.failed) counts.failed += 1;
  const bad = result.failed || result.told;
  if (bad && result.output) console.log(result.output.trimEnd());
  console.log(`${name}: ${bad ? 'FAILED' : 'ok'} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
}

/** Run a Node program; its output, and whether it failed. */
function run(args, env = {}, stdio = 'pipe') {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...quiet, ...env },
      stdio: ['ignore', stdio, stdio],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ failed: code !== 0, output }));
  });
}

/** The script behind a package's command. */
function bin(name, command) {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { bin: bins } = JSON.parse(readFileSync(file, 'utf8'));
  return join(file, '..', typeof bins === 'string' ? bins : bins[command]);
}
