import { describe, expect, it } from 'vitest';
import {
  evaluate,
  falselySure,
  leftAlone,
  type Outcome,
  score,
  share,
  type Typing,
  wronglySure,
} from '../bench/eval-run.ts';
import { entries, OWN, OWN_SETS, rows } from '../bench/eval-sets.ts';

/** A little under what was measured when they were learnt from: what was understood once stays understood. */
const knowledge = entries();
const sets = OWN_SETS.map((name) => ({ name, read: rows(`${name}.jsonl`, OWN) }));
const petitions = (all: readonly Outcome[]) => all.filter((o) => o.row.route === 'petition.to-cao');

describe.each<Typing>(['as typed', 'accents stripped'])('our own messages, %s', (typing) => {
  const all = sets.flatMap((s) => evaluate(knowledge, s.read, typing));

  it('go where they want to', () => {
    expect(share(all.filter((o) => o.routeRight).length, all.length)).toBeGreaterThanOrEqual(0.96);
  });
  it('find an accepted article first, or in three', () => {
    expect(score(all).first).toBeGreaterThanOrEqual(0.95);
    expect(score(all).three).toBeGreaterThanOrEqual(0.97);
  });
  it('are hardly ever told a wrong answer straight', () => {
    expect(wronglySure(all)).toBeLessThanOrEqual(0.03);
    expect(falselySure(all)).toBeLessThanOrEqual(0.02);
  });
  it('are not left alone when they ask about our field', () => {
    expect(leftAlone(all)).toBeLessThanOrEqual(0.02);
  });
  it('take the sealed path when they accuse somebody', () => {
    const astray = petitions(all).filter((o) => !o.routeRight);
    expect(astray.length).toBeLessThanOrEqual(2);
  });
});

it('no row stands twice in our own sets, and every question says where its answer may rest', () => {
  const every = sets.flatMap((s) => s.read);
  expect(new Set(every.map((r) => r.id)).size).toBe(every.length);
  expect(every.filter((r) => r.route === 'faq' && r.cites.length === 0)).toEqual([]);
});
