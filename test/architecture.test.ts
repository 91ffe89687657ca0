import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsIn, type Sources } from './helpers/architecture.ts';

const root = new URL('../', import.meta.url);

/** Every source file of the program; what is generated and the web chat's own scripts for the browser are left out. */
function everySource(): Sources {
  const paths = ['src', 'handlers', 'locales'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((p) => `${folder}/${p}`),
  );
  const top = readdirSync(root).filter((name) => name.endsWith('.ts'));
  const files = [...paths, ...top].filter((p) => /\.tsx?$/.test(p) && !p.startsWith('src/generated/'));
  return new Map(files.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
}

const planted = (path: string, source: string, more: Sources = new Map()) =>
  faultsIn(new Map([...more, [path, source]]));

describe('the house', () => {
  it('keeps its rules in every file', () => {
    const sources = everySource();
    expect(sources.size).toBeGreaterThan(150);
    expect(faultsIn(sources)).toEqual([]);
  });
});

describe('the rules', () => {
  it.each([
    ['src/core/a.ts', "import { locales } from '../../locales/index.ts';", '../../locales/index.ts'],
    ['src/core/a.ts', "import { Store } from '../store/db.ts';", '../store/db.ts'],
    ['src/core/a.ts', "import { createHash } from 'node:crypto';", 'node:crypto'],
    ['src/law/a.ts', "export { z } from 'zod';", 'zod'],
    ['src/language/a.ts', "const x = await import('../law/index.ts');", '../law/index.ts'],
    ['handlers/a.ts', "import { transaction } from '../src/store/db.ts';", '../src/store/db.ts'],
    ['handlers/deep/a.ts', "let x: import('../../src/jobs/turn.ts').Went;", '../../src/jobs/turn.ts'],
    ['locales/a.ts', "import type { Say } from '../src/core/types.ts';", '../src/core/types.ts'],
    ['src/zalo-api-sdk/a.ts', "import type { FileRef } from '../core/types.ts';", '../core/types.ts'],
    ['src/platforms/zalo/a.ts', "import { Api } from 'grammy';", 'grammy'],
    ['src/platforms/telegram/a.ts', "import type { Update } from '../zalo/parse.ts';", '../zalo/parse.ts'],
    ['src/platforms/web.ts', "import { one } from '../store/db.ts';", '../store/db.ts'],
    ['src/store/a.ts', "import { Queue } from 'bullmq';", 'bullmq'],
    ['src/store/a.ts', "import { turnJob } from '../jobs/turn.ts';", '../jobs/turn.ts'],
    ['src/jobs/a.ts', "import { pino } from 'pino';", 'pino'],
    ['src/jobs/a.ts', "import { handlers } from '../../handlers/index.ts';", '../../handlers/index.ts'],
    ['src/web/a.tsx', "import { telegram } from '../platforms/telegram/index.ts';", '../platforms/'],
    ['src/web/a.ts', "import { turnJob } from '../jobs/turn.ts';", '../jobs/turn.ts'],
    ['src/embedded/a.ts', "import { openStore } from '../store/db.ts';", '../store/db.ts'],
  ])('%s may not say %s', (path, source, of) => {
    expect(planted(path, `// one\n${source}`)).toEqual([
      expect.stringContaining(`${path}:2 may not import ${of}`),
    ]);
  });

  it.each([
    ['src/core/a.ts', "import type { Key } from '../../locales/index.ts';"],
    ['handlers/a.ts', "import { due } from '../src/law/index.ts'; import { b } from './b.ts';"],
    ['src/platforms/telegram/a.ts', "import { Api } from 'grammy'; import { k } from '../keepable.ts';"],
    ['src/jobs/a.ts', "import { type Logger } from 'pino';"],
    ['src/web/a.tsx', "import { html } from 'hono/html';"],
    [
      'src/app.ts',
      "import { handlers } from '../handlers/index.ts'; import { serve } from '@hono/node-server';",
    ],
  ])('%s may say %s', (path, source) => {
    expect(planted(path, source)).toEqual([]);
  });

  it('asks a rule of every new folder', () => {
    expect(planted('src/magic/a.ts', '')).toEqual([
      'src/magic/a.ts is in a folder that has no rule of what it may import',
    ]);
    expect(planted('src/platforms/viber/a.ts', '')).toHaveLength(1);
  });

  it('finds circles, also through other files; a type is no part of one', () => {
    const others = new Map([
      ['src/core/a.ts', "import { type C, b } from './b.ts';"],
      ['src/core/b.ts', "export { c } from './c.ts';"],
    ]);
    expect(planted('src/core/c.ts', "import { a } from './a.ts';", others)).toEqual([
      'a circle: src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts',
    ]);
    expect(planted('src/core/c.ts', "import type { A } from './a.ts';", others)).toEqual([]);
  });

  it.each(['new Date()', 'Date.now()', 'Date()', 'const now = Date.now;'])(
    'lets no pure file read the clock by %s',
    (source) => {
      for (const folder of ['src/core', 'handlers', 'handlers/notices', 'src/language', 'src/law', 'locales'])
        expect(planted(`${folder}/a.ts`, source)).toEqual([
          `${folder}/a.ts:1 reads the clock: time comes in as an argument`,
        ]);
    },
  );

  it('lets other layers read the clock only where nobody handed one in', () => {
    const given = 'const now = options.now ?? (() => new Date());\nfunction f(now = Date.now) {}';
    for (const path of ['src/platforms/a.ts', 'src/zalo-api-sdk/oa/a.ts', 'src/jobs/a.ts']) {
      expect(planted(path, `${given} new Date(0); new Date(iso);`)).toEqual([]);
      expect(planted(path, 'const at = options.at ?? new Date();')).toHaveLength(1);
      expect(planted(path, 'send(Date.now());')).toHaveLength(1);
    }
  });

  it.each([
    'process.env.PORT',
    "process['env']",
    'const { env } = process;',
    "import { env } from 'node:process';",
  ])('lets only the configuration read %s', (source) => {
    expect(planted('src/app.ts', source)).toEqual([expect.stringContaining('reads process.env')]);
    expect(planted('src/cli/start.ts', source)).toHaveLength(1);
    expect(planted('src/config.ts', source)).toEqual([]);
  });

  it('lets only tools that ask for it have default exports', () => {
    const plant = (source: string) => planted('src/log.ts', source);
    expect(plant('export default 1;')).toEqual(['src/log.ts:1 has a default export']);
    expect(plant('export default function f() {}')).toHaveLength(1);
    expect(plant('const a = 1;\nexport { a as default };')).toEqual(['src/log.ts:2 has a default export']);
    expect(planted('vitest.config.ts', 'export default {};')).toEqual([]);
  });
});
