/** How long each page of the console takes at 20,000 tickets and 400,000 events, and what a first visit weighs: `--only pages`. */
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { writeFileByHash } from '../../src/store/attachments.ts';
import { transaction } from '../../src/store/db.ts';
import { addOfficer, makeLink, ROLES, type Role, useLink } from '../../src/store/officers.ts';
import { seal } from '../../src/store/sealed.ts';
import { consolePages } from '../helpers/console-pages.ts';
import { setUpSecond } from '../helpers/second-factor.ts';
import { contact } from '../helpers/talk.ts';
import { benchApp } from './bench-app.ts';
import { fillWard } from './busy-ward.ts';
import { cpuMeter } from './cpu.ts';

const WARM = 3;
const TIMES = 20;

export interface PageFigure {
  readonly page: string;
  readonly status: number;
  /** ms */
  /** processor time of program, database and the asking itself, a request */
  readonly cpu: number;
  readonly p50: number;
  readonly p95: number;
  /** gzip, without the assets */
  readonly kb: number;
}

export interface PagesResult {
  readonly pages: readonly PageFigure[];
  /** page, stylesheet, scripts and fonts of a first visit to a ticket, KB over the wire */
  readonly firstVisit: number;
}

/** More ways to ask for the same page: filters, words, periods. */
const MORE = [
  '/console/ho-so?ngan=all&xep=new',
  '/console/ho-so?ngan=closed&linh-vuc=den&loai=phanAnh',
  '/console/ho-so?tim=nắp+cống+vỡ',
  '/console/ho-so?tim=đường',
  '/console/ho-so?tim=d',
  '/console/ho-so?tu=2026-01-01&ngan=all&ket-qua=dung-han',
  '/console/so-lieu?ky=nam-nay',
  '/console/so-lieu?ky=quy-truoc',
];

export async function pageTimes(serverUrl: string): Promise<PagesResult> {
  const app = await benchApp({ serverUrl, roles: 'web' });
  const { store, wardId } = app.opened;
  const now = new Date();
  const officer = async (roles: readonly Role[]) => {
    const cookie = await useLink(
      store,
      await makeLink(store.pool, await addOfficer(store, wardId, `Cán bộ ${roles.join(' ')}`, roles)),
    );
    if (cookie === null) throw new Error('the link did not work');
    await setUpSecond(store, cookie, new Date());
    return cookie;
  };
  const worker = await officer(ROLES.filter((r) => r !== 'supervisor'));
  const watcher = await officer(['supervisor']);
  await fillWard(store, wardId, now);
  const sha256 = await writeFileByHash(app.config.dataDir, Buffer.from('%PDF-1.4 thử'));
  await store.pool.query(
    `UPDATE attachment SET sha256 = $2, mime = 'application/pdf' WHERE id = (SELECT id FROM attachment WHERE ward_id = $1 LIMIT 1)`,
    [wardId, sha256],
  );
  await transaction(store, (tx) =>
    seal(tx, store.vault, {
      ...{
        wardId,
        platform: 'web',
        record: randomUUID(),
        code: 'DB-1999-000-111',
        turn: randomUUID(),
        at: now,
      },
      ...{ text: 'thử', contact: contact({ name: 'Trần Thị Hoa' }) },
    }),
  );
  const { address } = await app.app.start();
  if (address === null) throw new Error('the web did not start');
  const known = await consolePages(store, wardId);
  const paths = [...known.flatMap((p) => p.address ?? []), ...MORE];
  const ask = async (path: string) => {
    const cookie = path.startsWith('/console/giam-sat') ? watcher : worker;
    const response = await fetch(address + path, {
      headers: { cookie: `can_bo=${cookie}` },
      redirect: 'manual',
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, body };
  };
  const cpu = await cpuMeter(store.pool);
  const pages: PageFigure[] = [];
  for (const path of paths) {
    for (let i = 0; i < WARM; i++) await ask(path);
    const times: number[] = [];
    let last = { status: 0, body: Buffer.alloc(0) };
    const before = cpu();
    for (let i = 0; i < TIMES; i++) {
      const begun = performance.now();
      last = await ask(path);
      times.push(performance.now() - begun);
    }
    const spent = (cpu() - before) / TIMES;
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    const route = known.find((p) => p.address === path)?.route ?? path;
    pages.push({
      page: route,
      status: last.status,
      ...{ cpu: spent, p50: at(0.5), p95: at(0.95), kb: gzipSync(last.body).length / 1024 },
    });
  }
  const ticket = known.find((p) => p.route === '/console/ho-so/:code')?.address ?? '/console';
  const firstVisit = await weigh(address, worker, ticket);
  await app.close();
  return { pages, firstVisit };
}

/** What a browser that has nothing yet fetches for a page, KB as sent. */
async function weigh(address: string, cookie: string, path: string): Promise<number> {
  const headers = { cookie: `can_bo=${cookie}`, 'accept-encoding': 'gzip' };
  const size = async (url: string) => {
    const body = Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
    // fetch unpacks; fonts come packed already
    return { body, sent: url.endsWith('.woff2') ? body.length : gzipSync(body).length };
  };
  const page = await size(address + path);
  let sent = page.sent;
  const assets = [...page.body.toString().matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    (m) => m[1] ?? '',
  );
  for (const asset of new Set(assets)) {
    const one = await size(address + asset);
    sent += one.sent;
    if (asset.endsWith('.css'))
      for (const [, font = ''] of one.body.toString().matchAll(/url\("(\/assets\/[^"]+)"\)/g))
        sent += (await size(address + font)).sent;
  }
  return sent / 1024;
}

const LIMIT_MS = 100;
export const allFast = (result: PagesResult): boolean =>
  result.pages.every((p) => p.p95 <= LIMIT_MS && p.status < 400);

/** The table for README.md. */
export function pagesReport({ pages, firstVisit }: PagesResult, day: string): string {
  const [load = 0] = loadavg();
  const lines = [...pages]
    .sort((a, b) => b.cpu - a.cpu)
    .map(
      (p) =>
        `| \`${p.page}\` | ${p.status} | ${p.cpu.toFixed(0)} | ${p.p50.toFixed(0)} | ${p.p95.toFixed(0)}${p.p95 > LIMIT_MS ? ' **too slow**' : ''} | ${p.kb.toFixed(1)} |`,
    );
  return `Every page of the console that is asked for with GET, at 20,000 tickets, 400,000 events, 60,000 questions, 60,000 messages each way;
${TIMES} times each over HTTP, on ${day}, Node ${process.version}, two cores. Asked: p95 ≤ ${LIMIT_MS} ms.
Load of the machine meanwhile: ${load.toFixed(0)}; where that is above the cores, the clock measures the others, and the processor time a request
costs (program, database and asking together) is the figure to go by. First visit to a ticket
with page, stylesheet, script and fonts: ${firstVisit.toFixed(1)} KB over the wire (asked: ≤ 60 KB).

| page | status | processor ms | p50 ms | p95 ms | KB gzip |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

if (process.argv[1]?.endsWith('pages.ts')) {
  const { makeReaper } = await import('../helpers/reaper.ts');
  const { startPrivatePostgres } = await import('../helpers/servers.ts');
  const reaper = makeReaper();
  const { url } = await startPrivatePostgres(reaper, { durable: true });
  process.stdout.write(pagesReport(await pageTimes(url), new Date().toISOString().slice(0, 10)));
  await reaper.close();
  process.exit(0);
}
