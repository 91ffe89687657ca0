import type { Entry } from '../../src/core/entry.ts';
import { falselySure, isExam, leftAlone, type Outcome, score, share } from './eval-run.ts';
import type { Speed } from './eval-speed.ts';

export interface Results {
  readonly entries: readonly Entry[];
  readonly messages: readonly Outcome[];
  readonly messagesBare: readonly Outcome[];
  readonly questions: readonly Outcome[];
  readonly questionsBare: readonly Outcome[];
  readonly documents: {
    readonly n: number;
    readonly recall: number;
    readonly mrr: number;
    readonly buildMs: number;
  };
  readonly speed: Speed;
}

const f = (x: number, digits = 3) => x.toFixed(digits);
const routeRight = (o: readonly Outcome[]) => share(o.filter((x) => x.routeRight).length, o.length);
const citizen = (o: readonly Outcome[]) => o.filter((x) => x.row.route === 'faq' && !isExam(x.row));

/** The whole of `understanding.md`. */
export function report(r: Results): string {
  return [figures(r), byStyle(r), byRoute(r), byKind(r), worst(r)].join('\n');
}

function figures(r: Results): string {
  const m = score(r.messages);
  const mBare = score(r.messagesBare);
  const q = score(citizen(r.questions));
  const qBare = score(citizen(r.questionsBare));
  const fresh = score(citizen(r.questions).filter((o) => !o.row.stale));
  const all = [...r.messages, ...r.questions];
  const row = (what: string, asked: string, got: string, ok: boolean) =>
    `| ${what} | ${asked} | ${got} | ${ok ? 'yes' : 'no'} |`;
  return `# Understanding, measured

Written by \`npm run eval\` on the development sets beside the repository (${r.messages.length} messages, ${r.questions.length} real questions) with
${r.entries.length} entries. The knowledge was written by people who could see these sets, so these figures flatter; \`src/language/README.md\`
says what was left out of tuning and how the search does on wordings it has not seen.

| on the development sets | asked | measured | reached |
|---|---|---|---|
${[
  row('messages: route right', '≥ 0.93', f(routeRight(r.messages)), routeRight(r.messages) >= 0.93),
  row('messages, accents stripped: route right', '-', f(routeRight(r.messagesBare)), true),
  row(
    'messages faq: first / in three',
    '≥ 0.82 / ≥ 0.94',
    `${f(m.first)} / ${f(m.three)}`,
    m.first >= 0.82 && m.three >= 0.94,
  ),
  row('the same, accents stripped', '-', `${f(mBare.first)} / ${f(mBare.three)}`, true),
  row(
    'real questions, citizen wording: first / in three',
    '≥ 0.75 / ≥ 0.90',
    `${f(q.first)} / ${f(q.three)}`,
    q.first >= 0.75 && q.three >= 0.9,
  ),
  row('the same without stale rows', '-', `${f(fresh.first)} / ${f(fresh.three)} of ${fresh.n}`, true),
  row(
    'the same, accents stripped',
    'at most 0.02 lower',
    `${f(qBare.first)} / ${f(qBare.three)}`,
    qBare.first >= q.first - 0.02 && qBare.three >= q.three - 0.02,
  ),
  row('out of scope: confident answer given', '≤ 0.03', f(falselySure(all)), falselySure(all) <= 0.03),
  row('in scope: left without answer or choices', '≤ 0.05', f(leftAlone(all)), leftAlone(all) <= 0.05),
  row(
    `document search, accents stripped: recall@1 / MRR@10 (${r.documents.n} questions)`,
    '≥ 0.80 / ≥ 0.86',
    `${f(r.documents.recall)} / ${f(r.documents.mrr)}`,
    r.documents.recall >= 0.8 && r.documents.mrr >= 0.86,
  ),
  row(
    'one question, p95 / questions per second',
    '≤ 5 ms / ≥ 500',
    `${f(r.speed.p95, 2)} ms / ${f(r.speed.perSecond, 0)}`,
    r.speed.p95 <= 5 && r.speed.perSecond >= 500,
  ),
  row('50,000 characters', '≤ 50 ms', `${f(r.speed.longest, 1)} ms`, r.speed.longest <= 50),
  row('building the index', '-', `${f(r.speed.buildMs, 0)} ms`, true),
].join('\n')}
`;
}

function table(head: string, groups: ReadonlyMap<string, readonly Outcome[]>): string {
  const lines = [...groups].sort().map(([name, o]) => {
    const s = score(o);
    const sure = o.filter((x) => x.intent.confident);
    const sureRight = share(sure.filter((x) => x.rank === 0).length, sure.length);
    return `| ${name} | ${o.length} | ${f(routeRight(o))} | ${s.n} | ${s.n ? f(s.first) : '-'} | ${s.n ? f(s.three) : '-'} | ${sure.length} | ${sure.length ? f(sureRight) : '-'} |`;
  });
  return `| ${head} | rows | route right | questions | first | in three | told straight | of these right |\n|---|---|---|---|---|---|---|---|\n${lines.join('\n')}\n`;
}

function group(outcomes: readonly Outcome[], by: (o: Outcome) => string): Map<string, Outcome[]> {
  const out = new Map<string, Outcome[]>();
  for (const o of outcomes) out.set(by(o), [...(out.get(by(o)) ?? []), o]);
  return out;
}

function byStyle(r: Results): string {
  return `## Messages by style\n\n${table(
    'style',
    group(r.messages, (o) => o.row.kind),
  )}`;
}

function byRoute(r: Results): string {
  return `## Messages by route\n\n${table(
    'route',
    group(r.messages, (o) => o.row.route),
  )}`;
}

function byKind(r: Results): string {
  const faq = r.questions.filter((o) => o.row.route === 'faq');
  return `## Real questions by kind, and with stale rows apart\n\n${table(
    'kind',
    group(r.questions, (o) => o.row.kind),
  )}
${table(
  'rows',
  group(
    faq,
    (o) => `${isExam(o.row) ? 'exam and quiz' : 'citizen wording'}, ${o.row.stale ? 'stale' : 'current'}`,
  ),
)}
## In-scope questions by act\n\n${table(
    'act',
    group([...r.messages.filter((o) => o.row.route === 'faq'), ...faq], (o) => o.row.cites[0]?.act ?? ''),
  )}`;
}

function worst(r: Results): string {
  const bad = [...r.messages, ...r.questions]
    .map((o) => ({ o, cost: cost(o) }))
    .filter((x) => x.cost > 0)
    .sort((a, b) => b.cost - a.cost || (a.o.row.id < b.o.row.id ? -1 : 1))
    .slice(0, 20);
  const lines = bad.map(
    ({ o }) => `| ${o.row.id} | ${o.row.kind} | ${o.row.route} | ${o.intent.route} | ${reason(o)} |`,
  );
  return `## The worst twenty\n\n| row | style or kind | asked | understood | why |\n|---|---|---|---|---|\n${lines.join('\n')}\n`;
}

function cost(o: Outcome): number {
  const score = o.intent.hits[0]?.score ?? 0;
  if (o.row.route === 'out-of-scope' && o.intent.confident) return 5 + score;
  if (o.intent.confident && o.rank !== 0) return 4 + score;
  if (!o.routeRight) return isExam(o.row) ? 2 : 3;
  if (o.row.route === 'faq' && o.rank < 0) return isExam(o.row) ? 1 : 2;
  return o.row.route === 'faq' && o.rank > 2 ? 0.5 : 0;
}

function reason(o: Outcome): string {
  const best = o.intent.hits[0];
  if (o.row.route === 'faq' && !o.covered) return 'no entry cites an accepted article';
  if (!o.routeRight) return `route: ${o.intent.reasons[0]?.replace(/"[^"]*"/g, '…') ?? ''}`;
  if (o.rank < 0) return `search: ${best?.id ?? 'nothing'} came first, the right entry not in five`;
  return `search: ${best?.id ?? ''} before the right entry (place ${o.rank + 1})`;
}
