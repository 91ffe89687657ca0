import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Citation,
  due,
  REGISTER,
  type Rule,
  ruleAt,
  ruleValue,
  sayCitation,
} from '../../src/law/index.ts';
import { calendar, hasShared, morning, readShared, shared } from './helpers.ts';

const key = (rule: Rule) => [rule.id, rule.variant ?? '', rule.from].join(' ');

/** What register lines say as `≤7 lv`, `≥30 n`, in the first cell that has one. */
const UNITS = { n: 'ngày', lv: 'ngày làm việc', h: 'giờ', months: 'tháng' } as const;

describe('the register', () => {
  it('holds no two versions of one rule and variant for the same day', () => {
    for (const a of REGISTER) {
      for (const b of REGISTER) {
        if (a === b || a.id !== b.id || a.variant !== b.variant) continue;
        const apart = (a.to ?? '9999') < b.from || (b.to ?? '9999') < a.from;
        expect(apart, `${key(a)} and ${key(b)}`).toBe(true);
      }
    }
  });

  it('dates every line with days that exist, the end after the beginning', () => {
    for (const { from, to } of REGISTER) {
      for (const day of to === undefined ? [from] : [from, to]) {
        expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      }
      if (to !== undefined) expect(to > from).toBe(true);
    }
  });

  it('explains every line that has a value in one sentence, with a date and its article', () => {
    for (const rule of REGISTER) {
      if (rule.bound === 'unknown') continue;
      const { explanation } = due(rule, morning(rule.to ?? '2026-11-19'), calendar);
      expect(explanation, key(rule)).toMatch(/^\p{Lu}[^\n]*\d{2}\/\d{2}\/20\d{2}[^\n]*\(theo [^\n]+\)\.$/u);
      expect(explanation, key(rule)).not.toMatch(/undefined|null|\. \p{Lu}/u);
      expect(explanation).toContain(sayCitation(rule.citations[0]));
    }
  });

  it('is looked up without regard to capitals', () => {
    expect(ruleAt('dc18A', '2026-10-02').id).toBe('DC18a');
  });

  it('names the variants it knows when asked for another', () => {
    expect(() => ruleAt('KN3', '2026-10-02', 'khó')).toThrow(/complex, remote, remote-complex/);
    expect(() => ruleAt('KN99', '2026-10-02')).toThrow(expect.objectContaining({ fault: 'unknown-rule' }));
  });
});

describe.skipIf(!hasShared)('the register against the sources (needs ../shared)', () => {
  const lines = hasShared
    ? readShared('legal.md')
        .split('\n')
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .filter((cells) => /^(DC|TCD|KN|TC|PA|TT|DL)\d+[a-z]?$/.test(cells[1] ?? ''))
    : [];

  it('has every id of the register, and no other', () => {
    const asked = lines.map((cells) => cells[1]);
    expect(asked.length).toBeGreaterThan(60);
    expect([...new Set(REGISTER.map((rule) => rule.id))].sort()).toEqual([...asked].sort());
  });

  it('has the first value of every line that gives one', () => {
    let seen = 0;
    for (const [, id = '', , value = ''] of lines) {
      const m = /^[≤≥]?(\d+) (n|lv|h|months)\b/.exec(value);
      if (!m) continue;
      seen++;
      const unit = UNITS[m[2] as keyof typeof UNITS];
      const version = ruleAt(id, id.startsWith('TT') && id < 'TT5' ? '2026-08-01' : '2026-11-22');
      expect({ id, ...ruleValue(version) }).toMatchObject({ id, value: Number(m[1]), unit });
    }
    expect(seen).toBeGreaterThan(50);
  });

  it('cites only articles that the act has, wherever the act can be read', () => {
    const missing: string[] = [];
    let checked = 0;
    for (const rule of REGISTER) {
      for (const citation of rule.citations) {
        const found = articleExists(citation);
        if (found === false) missing.push(`${key(rule)}: ${sayCitation(citation)}`);
        if (found) checked++;
      }
    }
    expect(missing).toEqual([]);
    expect(checked).toBeGreaterThan(70);
  });

  const decrees: Readonly<Record<string, string>> = {
    '154/2026/NĐ-CP': 'nghi-dinh-154-2026-nd-cp-tiep-cong-dan.md',
    '155/2026/NĐ-CP': 'nghi-dinh-155-2026-nd-cp-sua-doi-luat-khieu-nai.md',
    '185/2026/NĐ-CP': 'nghi-dinh-185-2026-nd-cp-thon-to-dan-pho.md',
  };

  /** undefined: the act is not there to look. The clause is looked for too (`2.c` as `2.` and `c)`). */
  function articleExists({ act, article, clause }: Citation): boolean | undefined {
    const raw = decrees[act];
    if (raw !== undefined) {
      const text = readShared(`laws/2026/${raw}`);
      return new RegExp(`^[#* ]*Điều ${article}\\.`, 'mu').test(text);
    }
    const file = `laws/${act.replaceAll('/', '-').replace('NĐ', 'ND')}.json`;
    if (!existsSync(shared + file)) return undefined;
    const articles = JSON.parse(readShared(file)) as Record<string, string>;
    const text = articles[article];
    if (text === undefined) return false;
    const [number, point] = clause?.split('.') ?? [];
    if (number === undefined) return true;
    const clauseText = text.split(/^(?=\d+\.\s)/mu).find((part) => part.startsWith(`${number}.`));
    return (
      clauseText !== undefined && (point === undefined || new RegExp(`^${point}\\) `, 'mu').test(clauseText))
    );
  }
});
