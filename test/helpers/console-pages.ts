/** Every page of the console that can be asked for, with addresses of things that are there: what the walks go along. */
import type { Store } from '../../src/store/db.ts';
import { consoleApp } from '../../src/web/console/index.tsx';
import type { WebDeps } from '../../src/web/deps.ts';

/** Where the id in an address comes from: the newest of its kind. A new page with an id in its address needs a line here. */
const NEWEST: readonly (readonly [route: string, sql: string])[] = [
  [
    '/console/ho-so/:code/phieu-yeu-cau',
    `SELECT code AS id FROM ticket WHERE ward_id = $1 AND kind = 'thongTin' ORDER BY opened_at DESC LIMIT 1`,
  ],
  [
    '/console/ho-so/:code',
    `SELECT code AS id FROM ticket WHERE ward_id = $1 AND kind <> 'toCao' AND state <> 'closed' AND contact_id IS NOT NULL ORDER BY opened_at DESC LIMIT 1`,
  ],
  [
    '/console/giam-sat/:code',
    `SELECT code AS id FROM ticket WHERE ward_id = $1 AND kind <> 'toCao' ORDER BY opened_at DESC LIMIT 1`,
  ],
  [
    '/console/tep/:id',
    `SELECT id FROM attachment WHERE ward_id = $1 AND sha256 IS NOT NULL ORDER BY created_at DESC LIMIT 1`,
  ],
  ['/console/kien-thuc/:id', `SELECT id FROM entry WHERE ward_id = $1 ORDER BY id LIMIT 1`],
  ['/console/can-bo/:id', `SELECT id FROM officer WHERE ward_id = $1 ORDER BY created_at DESC LIMIT 1`],
  ['/console/hop/:id', `SELECT id FROM meeting WHERE ward_id = $1 ORDER BY created_at DESC LIMIT 1`],
  ['/console/thong-bao/:id', `SELECT id FROM broadcast WHERE ward_id = $1 ORDER BY created_at DESC LIMIT 1`],
  [
    '/console/niem-phong/:id',
    `SELECT id FROM sealed_record WHERE ward_id = $1 ORDER BY opened_on DESC LIMIT 1`,
  ],
];

/** Pages that want to be asked something: `?` and the name, and what to ask. */
const ASKED: Readonly<Record<string, readonly [query: string, sql: string]>> = {
  '/console/cau-hoi/moi': [
    'hoi',
    `SELECT id FROM question WHERE ward_id = $1 AND text IS NOT NULL AND NOT confident AND settled_at IS NULL AND route = 'faq' ORDER BY id DESC LIMIT 1`,
  ],
};

/** Routes of the console that are asked for with GET, in front of its doors and behind them. */
export function consoleRoutes(): readonly string[] {
  // the routes are made without asking anything of what they will stand on
  const app = consoleApp({} as WebDeps);
  const routes = app.routes.filter((r) => r.method === 'GET').map((r) => r.path.replace(/(.)\/$/, '$1'));
  // streams never end: they are no pages
  return [...new Set(routes)].filter((r) => !r.includes('*') && !r.startsWith('/console/song/')).sort();
}

export interface ConsolePage {
  readonly route: string;
  /** null: nothing of that kind is there */
  readonly address: string | null;
}

/** Each route with an address that leads somewhere. @throws for a route with an id that nobody said where to find */
export async function consolePages(store: Store, wardId: string): Promise<readonly ConsolePage[]> {
  const found = new Map<string, string | null>();
  const newest = async (sql: string) =>
    (await store.pool.query<{ id: string }>(sql, [wardId])).rows[0]?.id ?? null;
  for (const [route, sql] of NEWEST) found.set(route, await newest(sql));
  for (const [route, [name, sql]] of Object.entries(ASKED)) {
    const id = await newest(sql);
    found.set(route, id === null ? null : `${route}?${name}=${id}`);
  }
  return consoleRoutes()
    .filter((route) => !route.startsWith('/console/login/'))
    .map((route) => {
      const [, param = ''] = /(:\w+)/.exec(route) ?? [];
      if (param === '') return { route, address: found.has(route) ? (found.get(route) ?? null) : route };
      const known = NEWEST.find(([r]) => route === r || route.startsWith(`${r}/`));
      if (!known)
        throw new Error(`test/helpers/console-pages.ts: say where the ${param} of ${route} is found`);
      const id = found.get(known[0]) ?? null;
      return { route, address: id === null ? null : route.replace(param, id) };
    });
}
