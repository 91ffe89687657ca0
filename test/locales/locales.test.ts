import { describe, expect, it } from 'vitest';
import { type Key, locales } from '../../locales/index.ts';

const RECEIPT = /\b[A-Z]{2}-[0-9A-Z-]{6,}\b/;
const holes = (s: string) => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
const keys = Object.keys(locales.vi) as Key[];
const OFFICERS = /^(desk|officers)\./;
const residents = keys.filter((k) => !OFFICERS.test(k) && k !== 'greeting.english');

describe('locales', () => {
  it('have the same keys and the same holes', () => {
    expect(Object.keys(locales.en).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([key, holes(locales.en[key])]).toEqual([key, holes(locales.vi[key])]);
  });

  it('are composed Unicode with no stray blanks', () => {
    for (const words of Object.values(locales)) {
      for (const [key, text] of Object.entries(words)) {
        expect([key, text.normalize('NFC')]).toEqual([key, text]);
        expect([key, text.trim()]).toEqual([key, text]);
        expect(text).not.toMatch(/ {2}|\t/);
      }
    }
  });

  it('hold no word that could be taken for a receipt code', () => {
    for (const words of Object.values(locales))
      for (const text of Object.values(words)) expect(text).not.toMatch(RECEIPT);
  });

  it('say nothing twice in choices that stand side by side', () => {
    const labels = keys
      .filter((k) => /^(choice|menu)\./.test(k) && k !== 'menu.text')
      .map((k) => locales.vi[k]);
    for (const label of labels) expect([...label].length).toBeLessThanOrEqual(26);
  });

  it('speak Vietnamese to residents: no English words, no office jargon', () => {
    const english = /\b(menu|click|online|bot|chatbot|admin|OK|link|file|app|feedback|email|reset|ticket)\b/i;
    const jargon = /\b(PAKN|CBCC|TTHC|UBND|HĐND|TDP|CMND|CCCD|công chức thụ lý|đương sự|nêu trên)\b/;
    for (const key of residents) {
      expect([key, locales.vi[key]]).not.toEqual([key, expect.stringMatching(english)]);
      expect([key, locales.vi[key]]).not.toEqual([key, expect.stringMatching(jargon)]);
    }
  });

  it('keep sentences to residents short', () => {
    for (const key of residents) {
      for (const sentence of locales.vi[key].split(/(?<=[.!?:;])\s|\n/)) {
        expect([key, sentence, sentence.split(' ').length <= 36]).toEqual([key, sentence, true]);
      }
    }
  });

  it('never speak of "tiếp công dân trực tuyến", which this is not', () => {
    for (const text of Object.values(locales.vi))
      expect(text.toLowerCase()).not.toContain('tiếp công dân trực tuyến');
  });
});
