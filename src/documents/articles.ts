import { markOf, ordinal } from './marks.ts';
import { MOST, passage, pieces } from './pieces.ts';
import { Quotes } from './quotes.ts';
import type { PassageDraft } from './types.ts';

/** An article up to this length is quoted whole rather than by its clauses. */
const WHOLE = 420;

interface Clause {
  readonly label: string;
  readonly lines: string[];
}

/**
 * One article to passages: whole where it is short, else by clause (khoản), a long clause by its points (điểm).
 * @param path `Điều 21`
 * @param above headings of part and chapter, outermost first
 * @param lines what stands under the article's heading, marks included
 */
export function splitArticle(
  path: string,
  above: readonly string[],
  title: string,
  lines: readonly string[],
): PassageDraft[] {
  const headings = [...above, title].filter((h) => h !== '');
  const heading = headings.join(' – ');
  const { intro, clauses } = clausesOf(lines);
  const whole = lines.join('\n');
  if (whole === '') return title === '' ? [] : [passage(path, above.join(' – '), title)];
  if (clauses.length === 0 || whole.length <= WHOLE) return pieces(path, heading, lines, MOST);
  // "…, gồm:" or a heading leads into the clauses and says nothing alone
  const leads = /[^.;!?…”"]$/u.test(intro.at(-1) ?? '') ? intro.slice(-1) : [];
  const own = leads.length > 0 ? intro.slice(0, -1) : intro;
  const under = [...headings, ...leads].join(' – ');
  return [
    ...(own.length === 0 ? [] : pieces(path, heading, own)),
    ...clauses.flatMap((c) => splitClause(`${path} khoản ${c.label}`, under, c.lines)),
  ];
}

function clausesOf(lines: readonly string[]): { intro: string[]; clauses: Clause[] } {
  const intro: string[] = [];
  const clauses: Clause[] = [];
  const quotes = new Quotes();
  for (const line of lines) {
    const mark = quotes.open ? null : markOf(line);
    quotes.read(line);
    const last = clauses.at(-1);
    if (mark?.kind === 'number' && follows(Number(mark.label), last)) {
      clauses.push({ label: mark.label, lines: [line] });
    } else if (last) last.lines.push(line);
    else intro.push(line);
  }
  return { intro, clauses };
}

/** A number in running text is no clause: the next one is one more, or two where a scan lost one. */
function follows(n: number, last: Clause | undefined): boolean {
  if (last === undefined) return n === 1 || n === 2;
  const before = Number(last.label);
  return n === before + 1 || n === before + 2;
}

function splitClause(path: string, heading: string, lines: readonly string[]): PassageDraft[] {
  if (lines.join('\n').length <= MOST) return [passage(path, heading, lines.join('\n'))];
  const points: { label: string; lines: string[] }[] = [];
  const quotes = new Quotes();
  const intro: string[] = [];
  for (const line of lines) {
    const mark = quotes.open ? null : markOf(line);
    quotes.read(line);
    const last = points.at(-1);
    if (mark?.kind === 'point' && ordinal('point', mark.label) > (last ? ordinal('point', last.label) : 0))
      points.push({ label: mark.label, lines: [line] });
    else if (last) last.lines.push(line);
    else intro.push(line);
  }
  if (points.length < 2) return pieces(path, heading, lines);
  const lead = intro.at(-1) ?? '';
  const under = lead.endsWith(':') ? [heading, lead].filter((h) => h !== '').join(' – ') : heading;
  const own = lead.endsWith(':') ? intro.slice(0, -1) : intro;
  return [
    ...(own.length === 0 ? [] : pieces(path, heading, own)),
    ...points.flatMap((p) => pieces(`${path} điểm ${p.label}`, under, p.lines)),
  ];
}
