/**
 * `npm run bench` (`-- --json` for one JSON line, `-- --only accept,turns` for some): every figure beside its baseline
 * from the same run, written to test/bench/README.md. Ratios can be trusted, absolute figures only on a quiet machine.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { makeReaper } from '../helpers/reaper.ts';
import { findRedis, startPrivatePostgres } from '../helpers/servers.ts';
import { acceptLatency, acceptRate } from './accept.ts';
import { fanOut, killing, modelled, preparing, reminders, stopping, together } from './bulk.ts';
import { memory } from './memory.ts';
import { allFast, pagesReport, pageTimes } from './pages.ts';
import { recountRate } from './recount.ts';
import { readyAfterStart } from './start.ts';
import { turnRate } from './turns.ts';
import { wayThrough } from './way.ts';

interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly baseline: string;
  readonly ratio: number | null;
  readonly reach: string;
  readonly reached: boolean;
}

const round = (n: number, digits = 0) => n.toFixed(digits);
const args = process.argv.slice(2);
const json = args.includes('--json');
const onlyAt = args.indexOf('--only');
const only = onlyAt < 0 ? null : (args[onlyAt + 1] ?? '').split(',');
const wanted = (name: string) => only === null || only.includes(name);

const README = new URL('./README.md', import.meta.url);
/** What stands below the first table: it is kept when the table is written anew. */
async function sections(): Promise<string> {
  const text = await readFile(README, 'utf8');
  const at = text.indexOf('\n## ');
  return at < 0 ? '' : text.slice(at);
}
/** Put a section of its own in the place of the one with that title, or at the end. */
async function writeSection(title: string, words: string): Promise<void> {
  const text = await readFile(README, 'utf8');
  const begun = text.indexOf(`\n## ${title}\n`);
  const next = begun < 0 ? -1 : text.indexOf('\n## ', begun + 1);
  const before = begun < 0 ? text : text.slice(0, begun);
  await writeFile(README, `${before}\n## ${title}\n\n${words}${next < 0 ? '' : text.slice(next)}`);
}

const reaper = makeReaper();
const figures: Figure[] = [];
try {
  // durable, as in earnest: the tests' own server does not wait for the disk
  const { url } = await startPrivatePostgres(reaper, { durable: true });
  const redisUrl = (await findRedis(process.env, reaper))?.url ?? null;
  if (wanted('accept')) {
    const { measured, baseline, failed } = await acceptRate(url, redisUrl);
    const ratio = measured / baseline;
    figures.push({
      name: 'signed Zalo webhook, durable, 200',
      measured: `${round(measured)}/s (${failed} refused)`,
      baseline: `${round(baseline)}/s one-row insert, pg pool of 10`,
      ratio,
      reach: 'ratio ≥ 0.5',
      reached: ratio >= 0.5 && failed === 0,
    });
  }
  if (wanted('turns')) {
    const { measured, baseline } = await turnRate(url);
    const ratio = measured / baseline;
    figures.push({
      name: 'whole FAQ turn, 200 contacts',
      measured: `${round(measured)}/s`,
      baseline: `${round(baseline)}/s same statements by hand with pg`,
      ratio,
      reach: 'ratio ≥ 0.6',
      reached: ratio >= 0.6,
    });
  }
  if (wanted('latency')) {
    const result = await acceptLatency(url, redisUrl);
    figures.push({
      name: 'accept latency at 200/s, workers busy',
      measured: `p50 ${round(result.p50, 1)} ms, p99 ${round(result.p99, 1)} ms (${result.failed} refused)`,
      baseline: "Zalo's limit 2,000 ms",
      ratio: result.p99 / 2000,
      reach: 'p99 ≤ 100 ms',
      reached: result.p99 <= 100 && result.failed === 0,
    });
  }
  if (wanted('way')) {
    const onPostgres = await wayThrough(url, null);
    figures.push({
      name: 'message -> reply handed over, Postgres backend',
      measured: `p50 ${round(onPostgres.p50, 1)} ms`,
      baseline: '-',
      ratio: null,
      reach: 'p50 ≤ 60 ms',
      reached: onPostgres.p50 <= 60,
    });
    if (redisUrl) {
      const onRedis = await wayThrough(url, redisUrl);
      figures.push({
        name: 'message -> reply handed over, Redis backend',
        measured: `p50 ${round(onRedis.p50, 1)} ms`,
        baseline: '-',
        ratio: null,
        reach: 'p50 ≤ 25 ms',
        reached: onRedis.p50 <= 25,
      });
    }
  }
  if (wanted('start')) {
    const { cold, warm } = await readyAfterStart();
    figures.push({
      name: 'ready after start, warm',
      measured: `${round(warm)} ms`,
      baseline: '-',
      ratio: null,
      reach: '≤ 1,500 ms',
      reached: warm <= 1500,
    });
    figures.push({
      name: 'ready after start, cold',
      measured: `${round(cold)} ms`,
      baseline: '-',
      ratio: null,
      reach: '≤ 6,000 ms',
      reached: cold <= 6000,
    });
  }
  if (wanted('memory')) {
    const { after2000, after20000 } = await memory();
    const ratio = after20000 / after2000;
    figures.push({
      name: 'memory after 20,000 messages',
      measured: `${round(after20000)} MB`,
      baseline: `${round(after2000)} MB after 2,000`,
      ratio,
      reach: 'ratio ≤ 1.15, ≤ 250 MB',
      reached: ratio <= 1.15 && after20000 <= 250,
    });
  }
  if (wanted('recount')) {
    const { ms, moved } = await recountRate(url);
    figures.push({
      name: '10,000 running clocks counted anew after a holiday change',
      measured: `${round(ms)} ms (${moved} moved)`,
      baseline: '-',
      ratio: null,
      reach: '≤ 5,000 ms',
      reached: ms <= 5000 && moved > 9_000,
    });
  }
  if (wanted('pages')) {
    const result = await pageTimes(url);
    const slowest = result.pages.reduce((a, b) => (b.p95 > a.p95 ? b : a));
    figures.push({
      name: `slowest of ${result.pages.length} console pages at 20,000 tickets, 400,000 events`,
      measured: `p95 ${round(slowest.p95)} ms (${slowest.page}); first visit ${round(result.firstVisit, 1)} KB`,
      baseline: '-',
      ratio: null,
      reach: 'p95 ≤ 100 ms, ≤ 60 KB',
      reached: allFast(result) && result.firstVisit <= 60,
    });
    await writeSection('Pages of the console', pagesReport(result, new Date().toISOString().slice(0, 10)));
  }
  if (wanted('bulk')) {
    const count = Number(process.env.BENCH_RECIPIENTS ?? 36_000);
    const { seconds, ofLimit } = modelled(36_000);
    figures.push({
      name: '36,000 on Telegram, modelled at 30/s, two workers',
      measured: `${round(ofLimit, 3)} of the limit, ${round(seconds / 60, 1)} min`,
      baseline: '20.0 min at the limit',
      ratio: ofLimit,
      reach: '≥ 0.97',
      reached: ofLimit >= 0.97,
    });
    const run = await fanOut(url, redisUrl, count);
    figures.push({
      name: `${count} on Telegram, limit raised to 300/s, two workers`,
      measured: `${round(run.ofLimit, 3)} of the limit, ${run.refused} × 429, ${run.sent} of ${run.total} sent, ${run.doubles} twice`,
      baseline: '300/s',
      ratio: run.ofLimit,
      reach: '≥ 0.97, zero 429',
      reached: run.ofLimit >= 0.97 && run.refused === 0 && run.sent === run.total && run.doubles === 0,
    });
    figures.push({
      name: 'reply during it',
      measured: `p95 ${round(run.p95)} ms of ${run.replies}`,
      baseline: '-',
      ratio: null,
      reach: 'p95 ≤ 1,000 ms',
      reached: run.p95 <= 1000,
    });
  }
  if (wanted('stop')) {
    const { after, open } = await stopping(url, redisUrl);
    figures.push({
      name: 'messages handed over after a stop at 300/s',
      measured: `${after} (${open} left open)`,
      baseline: 'one batch is 100',
      ratio: after / 100,
      reach: '≤ one batch',
      reached: after <= 100 && open === 0,
    });
  }
  if (wanted('kill')) {
    const kills = 5;
    const k = await killing(url, redisUrl, { count: 6000, kills });
    figures.push({
      name: 'kill -9 of a worker, five times, 6,000 recipients',
      measured: `${k.lost} lost, ${k.doubles} twice, ${k.open} not final`,
      baseline: 'one a kill',
      ratio: k.doubles / kills,
      reach: 'none lost, twice ≤ 1 a kill',
      reached: k.lost === 0 && k.open === 0 && k.doubles <= kills,
    });
  }
  if (wanted('two')) {
    const { one, two } = await together(url, redisUrl);
    figures.push({
      name: 'fan-out with two workers, limits off, platform takes 100 ms',
      measured: `${round(two)}/s`,
      baseline: `${round(one)}/s with one`,
      ratio: two / one,
      reach: 'ratio ≥ 1.6',
      reached: two / one >= 1.6,
    });
  }
  if (wanted('prepare')) {
    const { seconds, total, grewMb } = await preparing(url);
    figures.push({
      name: `preparing a broadcast to ${total} contacts`,
      measured: `${round(seconds, 1)} s, memory + ${round(grewMb)} MB`,
      baseline: '-',
      ratio: null,
      reach: '≤ 15 s, memory flat',
      reached: seconds <= 15 && total === 100_000 && grewMb < 60,
    });
  }
  if (wanted('remind')) {
    const r = await reminders(url);
    figures.push({
      name: '50,000 reminders due in one minute, two schedulers, one clock stepping back',
      measured: `${round(r.seconds, 1)} s, ${r.places} queued for ${r.people} people`,
      baseline: '-',
      ratio: null,
      reach: '≤ 60 s, none twice',
      reached: r.seconds <= 60 && r.places === r.wanted && r.people === r.wanted,
    });
  }
} finally {
  await reaper.close();
}

if (json) console.log(JSON.stringify(figures));
else
  for (const f of figures)
    console.log(
      `${f.reached ? 'đạt ' : 'CHƯA'}  ${f.name}: ${f.measured} | ${f.baseline}${f.ratio === null ? '' : ` | ${round(f.ratio, 2)}`} | ${f.reach}`,
    );
if (only === null) await writeFile(README, `${report(figures)}${await sections()}`);
process.exit(0);

function report(rows: readonly Figure[]): string {
  const lines = rows.map(
    (f) =>
      `| ${f.name} | ${f.measured} | ${f.baseline} | ${f.ratio === null ? '-' : round(f.ratio, 2)} | ${f.reach} | ${f.reached ? 'yes' : '**no**'} |`,
  );
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; Node ${process.version}, ${process.platform} ${process.arch}. Each figure stands beside its baseline
from the same run; the ratios can be trusted, absolute figures only on a quiet machine. Understanding has its own page: understanding.md.

| figure | measured | baseline | ratio | asked | reached |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
