import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { ACTS, findAct, inForce } from '../../src/law/acts.ts';
import { haveLaws, loadActTexts, loadKnowledge } from './load.ts';

/** the day on which the knowledge was last gone through, article by article */
const REVIEWED = '2026-11-22';

/** Acts whose text is not at hand: the highest article that may be cited, from their published tables of contents. */
const LAST_ARTICLE: Readonly<Record<string, number>> = {
  'TCTT-2026': 31,
  '72/2025/QH15': 54,
  '91/2025/QH15': 39,
  '356/2025/NĐ-CP': 42,
  '134/2025/QH15': 35,
  '136/2025/QH15': 5,
  '91/2015/QH13': 689,
  '45/2019/QH14': 220,
  '93/2015/QH13': 372,
  '35/2013/QH13': 33,
  '124/2020/NĐ-CP': 44,
  '20/2008/NĐ-CP': 24,
  '31/2021/QĐ-TTg': 45,
  '05/2021/TT-TTCP': 35,
  '1666/NQ-UBTVQH15': 3,
  '202/2025/QH15': 4,
  '203/2025/QH15': 3,
  '28/2026/QH16': 5,
};

const HOLES = [
  'ward',
  'province',
  'phone',
  'address',
  'hours',
  'reception',
  'toCaoAddress',
  'provinceAddress',
  'promise',
  'website',
];

const { entries, faults } = loadKnowledge();
const say = (c: { act: string; article: string; clause?: string }) =>
  `${c.act} Đ.${c.article}${c.clause === undefined ? '' : ` k.${c.clause}`}`;
const key = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const answerOf = (id: string) => entries.find((e) => e.id === id)?.answer ?? '';

describe('the knowledge files', () => {
  it('parse without a fault', () => {
    expect(faults.map((f) => `${f.file}:${f.line} ${f.say}`)).toEqual([]);
  });

  it('hold at least 180 entries', () => {
    expect(entries.length).toBeGreaterThanOrEqual(180);
  });

  it('give each entry an id of its own', () => {
    const seen = new Map<string, string>();
    const twice = entries.flatMap((e) => {
      const where = seen.get(e.id);
      seen.set(e.id, e.file);
      return where === undefined ? [] : [`${e.id}: ${where}, ${e.file}`];
    });
    expect(twice).toEqual([]);
  });

  it('name only entries that exist as the next questions', () => {
    const ids = new Set(entries.map((e) => e.id));
    expect(
      entries.flatMap((e) => e.next.filter((n) => !ids.has(n) || n === e.id).map((n) => `${e.id} -> ${n}`)),
    ).toEqual([]);
  });

  it('never let two entries answer the same wording', () => {
    const seen = new Map<string, string>();
    const shared: string[] = [];
    for (const e of entries)
      for (const w of new Set([e.question, ...e.wordings].map(key))) {
        const other = seen.get(w);
        if (other !== undefined) shared.push(`"${w}": ${other}, ${e.id}`);
        seen.set(w, e.id);
      }
    expect(shared).toEqual([]);
  });

  it('leave no wording empty once accents and signs are gone', () => {
    expect(
      entries.flatMap((e) => e.wordings.filter((w) => key(w).length < 6).map((w) => `${e.id}: ${w}`)),
    ).toEqual([]);
  });

  it('explain every answer at more length', () => {
    expect(entries.filter((e) => e.detail === '').map((e) => e.id)).toEqual([]);
  });

  it('use no hole that the ward settings do not fill', () => {
    const unknown = entries.flatMap((e) =>
      [...`${e.answer}\n${e.detail}`.matchAll(/\{([^}]*)\}/g)]
        .filter((m) => !HOLES.includes(m[1] ?? ''))
        .map((m) => `${e.id}: ${m[0]}`),
    );
    expect(unknown).toEqual([]);
  });

  it('never carry a telephone number of their own beyond the emergency ones', () => {
    const numbers = entries.flatMap((e) =>
      [...`${e.answer}\n${e.detail}`.matchAll(/\b0\d{2,3}[ .]?\d{3,4}[ .]?\d{3,4}\b/g)].map(
        (m) => `${e.id}: ${m[0]}`,
      ),
    );
    expect(numbers).toEqual([]);
  });
});

describe('the citations', () => {
  it('name acts that the table of acts holds', () => {
    expect(
      entries.flatMap((e) => e.cites.filter((c) => !findAct(c.act)).map((c) => `${e.id}: ${c.act}`)),
    ).toEqual([]);
  });

  it('point to articles and clauses that exist in the acts', ({ skip }) => {
    skip(!haveLaws, 'the texts of the acts (../shared/laws) are not here: articles and clauses go unchecked');
    const texts = loadActTexts();
    const wrong = entries.flatMap((e) =>
      e.cites.filter((c) => !exists(texts, c)).map((c) => `${e.file} ${e.id}: ${say(c)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('rest on an act in force on the first day and on the last day the answer holds', () => {
    const adrift = entries.flatMap((e) => {
      const last = e.to ?? '9999-12-31';
      const holds = (day: string) => e.cites.some((c) => inForce(c.act, day));
      return [
        ...(holds(e.from) ? [] : [`${e.id}: nothing cited was in force on ${e.from}`]),
        ...(holds(last) ? [] : [`${e.id}: nothing cited is in force on ${last}; set "to:"`]),
      ];
    });
    expect(adrift).toEqual([]);
  });

  it('do not lean on a dead act alone on the day of review', () => {
    const current = entries.filter((e) => e.from <= REVIEWED && (e.to === undefined || REVIEWED <= e.to));
    expect(current.filter((e) => !e.cites.some((c) => inForce(c.act, REVIEWED))).map((e) => e.id)).toEqual(
      [],
    );
  });

  it('say in words that an act is a former one where a current answer still tells of it', () => {
    const past = /[Ll]uật (cũ|2016|năm 2016)|[Mm]ẫu cũ|hết hiệu lực|không còn áp dụng|[Tt]rước đó/;
    const silent = entries.filter(
      (e) =>
        e.to === undefined &&
        e.cites.some((c) => findAct(c.act)?.to !== undefined) &&
        !past.test(`${e.answer}\n${e.detail}`),
    );
    expect(silent.map((e) => e.id)).toEqual([]);
  });

  it('come with validity dates between the first of the acts and the day of review', () => {
    const odd = entries.filter(
      (e) => e.from < '2008-01-01' || e.from > REVIEWED || (e.to ?? e.from) < e.from,
    );
    expect(odd.map((e) => `${e.id}: ${e.from}`)).toEqual([]);
  });
});

describe('the traps', () => {
  it('a chat message is not a complaint or a denunciation', () => {
    expect(answerOf('kn-gui-zalo')).toMatch(/^Không được/);
    expect(answerOf('tc-nhan-o-day')).toMatch(/không phải là tố cáo/);
    expect(answerOf('pa-nhan-o-day')).toMatch(/khiếu nại và tố cáo thì chưa phải là nộp đơn/);
  });

  it('a nameless denunciation is not handled under the law, yet checkable content is not thrown away', () => {
    expect(answerOf('tc-giau-ten')).toMatch(/không được giải quyết theo Luật Tố cáo/);
    expect(answerOf('tc-giau-ten')).toMatch(/vẫn phải thanh tra, kiểm tra/);
  });

  it('ten working days are told as the answer about intake, with no statutory limit for the substance', () => {
    expect(answerOf('pa-bao-lau')).toMatch(/10 ngày làm việc/);
    expect(answerOf('pa-bao-lau')).toMatch(/luật chung không ấn định ngày/);
    expect(answerOf('pa-bao-lau')).toContain('{promise}');
  });

  it('the bot is never called reception by video', () => {
    const named = entries.filter((e) => /tiếp công dân trực tuyến/i.test(`${e.answer}\n${e.detail}`));
    expect(named.map((e) => e.id)).toEqual([]);
    expect(answerOf('tcd-truc-tuyen')).toMatch(/^Không phải nhắn tin ở đây/);
  });

  it('unknown time limits of the new information law are said to be unknown', () => {
    expect(answerOf('tt-thoi-han')).toMatch(/chưa có bản chính thức/);
  });
});

function exists(
  texts: ReadonlyMap<string, ReadonlyMap<string, string>>,
  c: { act: string; article: string; clause?: string },
): boolean {
  const articles = texts.get(c.act);
  if (!articles) return c.article === '?' || Number.parseInt(c.article, 10) <= (LAST_ARTICLE[c.act] ?? 0);
  const text = articles.get(c.article);
  if (text === undefined) return false;
  if (c.clause === undefined) return true;
  const [number = '', point] = c.clause.split('.');
  // from "2. " at the head of a line to the next such head; scanned texts begin some lines with stray signs
  const clause = text
    .split(/^["“_ ]*(?=\d+[a-zđ]?[.,]\s)/mu)
    .find((p) => new RegExp(`^${number}[.,]\\s`, 'u').test(p));
  if (clause === undefined) return false;
  return point === undefined || new RegExp(`^["“_ ]*${point}\\)\\s`, 'mu').test(clause);
}

describe('the table of acts', () => {
  it('holds each number once, with days in order', () => {
    const numbers = ACTS.map((a) => a.act);
    expect(numbers.filter((n, i) => numbers.indexOf(n) !== i)).toEqual([]);
    expect(ACTS.filter((a) => a.to !== undefined && a.to <= a.from).map((a) => a.act)).toEqual([]);
    expect(ACTS.flatMap((a) => a.amended.filter((m) => m.on <= a.from).map(() => a.act))).toEqual([]);
  });
});
