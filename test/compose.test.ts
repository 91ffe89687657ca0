/** No container engine runs in CI: the compose file is linted, and what it must say is read from it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'docker-compose.yml');
const text = readFileSync(file, 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const example = readFileSync(join(root, '.env.example'), 'utf8');
const variables = [...example.matchAll(/^([A-Z_]+)=/gm)].flatMap(([, name]) => name ?? []);

const settings = { PATH: process.env.PATH ?? '', APP_KEY: 'k', POSTGRES_PASSWORD: 'p' };
const compose = (env: NodeJS.ProcessEnv) =>
  spawnSync('docker-compose', ['-f', file, 'config'], { cwd: '/', env, encoding: 'utf8' });
const installed = compose(settings).error === undefined;

describe('docker-compose.yml', () => {
  test('has nothing dclint objects to', () => {
    const dclint = join(root, 'node_modules/.bin/dclint');
    // The folder names the project: docker-compose 1.29 refuses a `name` key. Quotes are as biome writes them.
    const not = ['require-project-name-field', 'require-quotes-in-ports'];
    const args = [file, '--max-warnings', '0', ...not.flatMap((rule) => ['--disable-rule', rule])];
    const { status, stdout, stderr } = spawnSync(dclint, args, { encoding: 'utf8' });
    expect(stdout + stderr).not.toMatch(/warning|error/);
    expect(status).toBe(0);
  });

  test.skipIf(!installed)('is taken by docker-compose (skipped where it is not installed)', () => {
    const { status, stdout, stderr } = compose(settings);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('DATABASE_URL: postgresql://dan_biet:p@postgres:5432/dan_biet');
  });

  test.skipIf(!installed)(
    'does not start without its secrets, and says which (skipped where it is not installed)',
    () => {
      for (const name of ['APP_KEY', 'POSTGRES_PASSWORD']) {
        const { status, stderr } = compose({ ...settings, [name]: '' });
        expect(status).not.toBe(0);
        expect(stderr).toContain(name);
      }
    },
  );

  test('runs real servers with data that survive, and the two roles apart', () => {
    expect(text).toMatch(/image: postgres:17/);
    expect(text).toMatch(/image: redis:7/);
    expect(text).toContain('"--appendonly", "yes"');
    expect(text).toContain('"--maxmemory-policy", "noeviction"');
    expect(text).toMatch(/ROLES: web\n/);
    expect(text).toMatch(/ROLES: worker\n/);
    expect(text.match(/condition: service_healthy/g)).toHaveLength(2);
  });

  test('passes on every variable of .env.example that is not its own', () => {
    const own = ['PORT', 'HOST', 'ROLES', 'DATA_DIR', 'DATABASE_URL', 'REDIS_URL'];
    for (const name of variables.filter((v) => !own.includes(v))) expect(text).toContain(`\${${name}`);
  });
});

describe('.env.example', () => {
  test('names every variable the program reads, and no other', () => {
    const config = readFileSync(join(root, 'src/config.ts'), 'utf8');
    const read = new Set([...config.matchAll(/'([A-Z][A-Z_]*[A-Z])'/g)].flatMap(([, name]) => name ?? []));
    const known = [...read].filter((name) => /^(PORT|HOST|ROLES)$|_/.test(name) && name !== 'QUEUE_PREFIX');
    expect(known.filter((name) => !variables.includes(name))).toEqual([]);
    expect(variables.filter((name) => !read.has(name))).toEqual(['POSTGRES_PASSWORD']);
  });

  test('as it stands is a sound configuration', () => {
    const env = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, k, v]) => [k, v]));
    expect(readConfig(env)).toMatchObject({ port: 3000, telegram: null, zalo: null, zaloBot: null });
  });
});

describe('Dockerfile', () => {
  test('ends as an ordinary user, with a health check and no secret', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/\nUSER node\n/);
    expect(last).toMatch(/\nHEALTHCHECK [\s\S]*\/healthz/);
    expect(last).toContain('npm ci --omit=dev');
    expect(dockerfile).not.toMatch(/APP_KEY|TOKEN|SECRET|PASSWORD/);
  });

  test('copies every folder the program runs from', () => {
    for (const folder of ['src', 'handlers', 'locales', 'prisma', 'src/generated'])
      expect(dockerfile).toMatch(new RegExp(`COPY .*${folder} \\./${folder}\\n`));
  });
});
