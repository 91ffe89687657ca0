/**
 * Completes package-lock.json after `npm install` on a network whose registry lacks packages for other systems.
 *
 *     node .ci/lock.mjs            writes what is missing
 *     node .ci/lock.mjs --check    says what is missing, exit code 1
 *
 * npm leaves optional packages it cannot see (@biomejs/cli-darwin-x64 …) out of the lock, and `npm ci` then refuses
 * the lock it just wrote ("Missing: … from lock file"). The entries need no download here: npm skips packages of
 * another system. They carry the version their owner pins, and no integrity, which only a full registry could tell.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = {};
for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    if (lock.packages[at] || lock.packages[`${path}/${at}`]) continue;
    const [system, cpu, libc] =
      /(android|darwin|linux|win32|freebsd)-(\w+)-?(musl)?$/.exec(name)?.slice(1) ?? [];
    // Anything else may be wanted here, and its absence then has another reason.
    if (!system) throw new Error(`${name}, wanted by ${path}: not in the lock, and its name tells no system`);
    missing[at] = {
      version: range.replace(/^[~^]/, ''),
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc: [libc] } : {}),
      optional: true,
      os: [system],
    };
  }

const names = Object.keys(missing);
for (const name of names) process.stdout.write(`missing: ${name}\n`);
if (process.argv.includes('--check')) process.exitCode = names.length > 0 ? 1 : 0;
else if (names.length > 0) {
  const all = { ...lock.packages, ...missing };
  lock.packages = Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
