import { describe, expect, it } from 'vitest';
import { evaluate, falselySure, isExam, leftAlone, score, share } from '../bench/eval-run.ts';
import { entries, haveSets, rows } from '../bench/eval-sets.ts';

describe.skipIf(!haveSets)('the development sets (need ../shared/data)', () => {
  const knowledge = entries();
  const messages = haveSets ? evaluate(knowledge, rows('messages-dev.jsonl'), 'as typed') : [];
  const questions = haveSets ? evaluate(knowledge, rows('questions-real-dev.jsonl'), 'as typed') : [];
  const bare = haveSets ? evaluate(knowledge, rows('questions-real-dev.jsonl'), 'accents stripped') : [];
  const citizen = (o: typeof questions) => score(o.filter((x) => !isExam(x.row)));

  it('messages go where they want to', () => {
    expect(share(messages.filter((o) => o.routeRight).length, messages.length)).toBeGreaterThanOrEqual(0.93);
  });
  it('questions in messages find an accepted article first, or in three', () => {
    expect(score(messages).first).toBeGreaterThanOrEqual(0.82);
    expect(score(messages).three).toBeGreaterThanOrEqual(0.94);
  });
  it('so do real questions of citizens, and losing the accents costs at most 0.02', () => {
    expect(citizen(questions).first).toBeGreaterThanOrEqual(0.75);
    expect(citizen(questions).three).toBeGreaterThanOrEqual(0.9);
    expect(citizen(bare).first).toBeGreaterThanOrEqual(citizen(questions).first - 0.02);
  });
  it('what is not ours is hardly ever answered as if known, and what is ours is not left alone', () => {
    expect(falselySure([...messages, ...questions])).toBeLessThanOrEqual(0.03);
    expect(leftAlone([...messages, ...questions])).toBeLessThanOrEqual(0.05);
  });
});
