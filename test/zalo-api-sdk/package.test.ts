import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const sdk = fileURLToPath(new URL('../../src/zalo-api-sdk/', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const sources = readdirSync(sdk, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.startsWith('dist'),
);

describe('the package zalo-api-sdk', () => {
  it('imports nothing but itself, zod and Node', () => {
    const foreign = sources.flatMap((name) => {
      const text = readFileSync(join(sdk, name), 'utf8');
      const depth = name.split('/').length;
      return [...text.matchAll(/(?:from|import) '([^']+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((from) => {
          if (from === 'zod' || from.startsWith('node:')) return false;
          return !from.startsWith('.') || from.split('/').filter((part) => part === '..').length >= depth;
        })
        .map((from) => `${name} imports ${from}`);
    });
    expect(sources.length).toBeGreaterThan(10);
    expect(foreign).toEqual([]);
  });

  it('reads no environment and writes no log', () => {
    const bad = sources.filter((name) =>
      /process\.env|console\./.test(readFileSync(join(sdk, name), 'utf8')),
    );
    expect(bad).toEqual([]);
  });

  it('builds to plain JavaScript that Node runs, with the exports its package.json names', () => {
    const out = mkdtempSync(join(tmpdir(), 'zalo-api-sdk-'));
    try {
      const tsc = join(modules, 'typescript/bin/tsc');
      execFileSync(process.execPath, [
        tsc,
        '-p',
        join(sdk, 'tsconfig.build.json'),
        '--outDir',
        join(out, 'dist'),
      ]);
      writeFileSync(join(out, 'package.json'), readFileSync(join(sdk, 'package.json')));
      symlinkSync(modules, join(out, 'node_modules'));
      const program = `
        import { parseWebhook, lookUp } from 'zalo-api-sdk';
        console.log(parseWebhook('{"event_name":"follow","follower":{"id":7300112233445566772}}').event.userId, lookUp('oa', -216).class);`;
      const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: out,
        encoding: 'utf8',
      });
      expect(said.trim()).toBe('7300112233445566772 refresh');
      expect(readdirSync(join(out, 'dist'))).toContain('index.d.ts');
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }, 180_000);
});
