import { describe, expect, test } from 'vitest';
import { checkMeeting, type MeetingPlan, resultDuty } from '../../src/law/index.ts';
import { calendar } from './helpers.ts';

// Monday 23/11/2026, nine in the morning
const NOW = new Date('2026-11-23T09:00:00+07:00');
const at = (day: string, time = '19:30') => new Date(`${day}T${time}:00+07:00`);
const plan = (more: Partial<MeetingPlan> = {}): MeetingPlan => ({
  kind: 'to',
  matter: null,
  startsAt: at('2026-11-28'),
  ways: { posted: '2026-11-24', loudspeaker: '2026-11-24' },
  papers: 0,
  zalo: 0,
  ...more,
});
const check = (more: Partial<MeetingPlan> = {}) => checkMeeting(plan(more), NOW, calendar);
const found = (more: Partial<MeetingPlan>, id: string) => check(more).findings.find((f) => f.id === id);

describe('a meeting of a residential group', () => {
  test('announced with two full days between is lawful, and the article is named', () => {
    const c = check({ startsAt: at('2026-11-26'), ways: { posted: '2026-11-23', handed: '2026-11-23' } });
    expect(c.lawful).toBe(true);
    expect(c.tellBy).toBe('2026-11-23');
    expect(c.findings.find((f) => f.id === 'time:DC5')).toMatchObject({
      level: 'fine',
      by: expect.stringMatching(/59\/2023/),
    });
  });

  test('one day later is too late, and the first lawful day is told', () => {
    const c = check({ startsAt: at('2026-11-25') });
    expect(c.lawful).toBe(false);
    expect(c.firstDay).toBe('2026-11-26');
    expect(c.findings.find((f) => f.id === 'time:DC5')?.words).toContain('Trễ rồi');
  });

  test('is never lawful by Telegram alone; Zalo counts, when the group agreed on it', () => {
    expect(found({ ways: { posted: '2026-11-24' } }, 'way')?.level).toBe('wrong');
    expect(found({ ways: { posted: '2026-11-24' }, zalo: 3 }, 'way')?.level).toBe('fine');
    expect(found({ ways: { posted: '2026-11-24' }, zalo: 3 }, 'zalo-agreed')?.level).toBe('ask');
  });

  test('must also be posted, and in time: a tick for a later day does not count', () => {
    expect(found({ ways: { handed: '2026-11-24' } }, 'posted')?.level).toBe('wrong');
    expect(found({ ways: { posted: '2026-11-26', handed: '2026-11-24' } }, 'posted')?.level).toBe('wrong');
    expect(found({ ways: { posted: '2026-11-25', handed: '2026-11-24' } }, 'posted')?.level).toBe('fine');
  });

  test.each(['contributions', 'funds', 'convention'] as const)(
    'on %s needs its papers with the households two days before',
    (matter) => {
      expect(found({ matter }, 'papers')?.level).toBe('wrong');
      expect(check({ matter, papers: 1 }).lawful).toBe(true);
      expect(found({ matter, papers: 1 }, 'papers-way')?.level).toBe('ask');
      expect(found({ matter, papers: 1, ways: { ...plan().ways, papers: '2026-11-25' } }, 'papers-way')).toBe(
        undefined,
      );
    },
  );

  test('on other matters needs none', () => {
    expect(found({ matter: 'other' }, 'papers')).toBe(undefined);
  });

  test('electing the head reminds of the steps long before', () => {
    const steps = check({ matter: 'head' }).findings.filter((f) => f.id.startsWith('election:'));
    expect(steps).toHaveLength(4);
    expect(steps.every((s) => s.level === 'ask')).toBe(true);
  });
});

describe('other kinds', () => {
  test('a dialogue is announced seven full days before in mass media', () => {
    const early = { kind: 'doi-thoai', startsAt: at('2026-12-01'), ways: { media: '2026-11-23' } } as const;
    expect(check(early)).toMatchObject({ lawful: true, tellBy: '2026-11-23' });
    expect(check({ ...early, startsAt: at('2026-11-30') })).toMatchObject({
      lawful: false,
      firstDay: '2026-12-01',
    });
    expect(found({ ...early, ways: { handed: '2026-11-23' }, zalo: 9 }, 'way')?.level).toBe('wrong');
  });

  test('a year-end conference is told five full days before, straight to the household', () => {
    const good = {
      kind: 'cuoi-nam',
      startsAt: at('2026-11-29'),
      ways: { loudspeaker: '2026-11-23' },
    } as const;
    expect(check(good)).toMatchObject({ lawful: true, tellBy: '2026-11-23' });
    expect(check({ ...good, startsAt: at('2026-11-28') }).lawful).toBe(false);
    expect(check({ ...good, ways: { posted: '2026-11-23' } }).lawful).toBe(false);
  });

  test('a household ballot is announced two full days before', () => {
    expect(check({ kind: 'phieu', startsAt: at('2026-11-26'), ways: { handed: '2026-11-23' } }).lawful).toBe(
      true,
    );
    expect(check({ kind: 'phieu', startsAt: at('2026-11-25') }).lawful).toBe(false);
  });

  test.each(['cu-tri', 'ban'] as const)('%s has no rule here: that is said, no number is made up', (kind) => {
    const c = check({ kind, startsAt: at('2026-11-24'), ways: {} });
    expect(c).toMatchObject({ lawful: true, tellBy: null });
    expect(c.findings.map((f) => f.id)).toEqual(['holiday', 'no-rule']);
  });
});

test('the past is wrong, a holiday is asked about by name', () => {
  expect(check({ startsAt: at('2026-11-22') })).toMatchObject({ past: true, lawful: false });
  expect(check({ startsAt: at('2026-11-24') }).holiday).toBe('Ngày Văn hóa Việt Nam');
  expect(check().holiday).toBe(null);
});

test('what is due afterwards: the decision in five working days, the result of a dialogue in ten', () => {
  const end = at('2026-11-20', '21:00');
  expect(resultDuty({ kind: 'to', matter: 'other' }, end, calendar)).toMatchObject({
    rule: 'DC8',
    due: '2026-11-30',
  });
  expect(resultDuty({ kind: 'to', matter: null }, end, calendar)).toBe(null);
  expect(resultDuty({ kind: 'phieu', matter: 'other' }, end, calendar)?.rule).toBe('DC8');
  expect(resultDuty({ kind: 'doi-thoai', matter: null }, end, calendar)).toMatchObject({
    rule: 'DC14',
    due: '2026-11-30',
  });
  expect(resultDuty({ kind: 'cuoi-nam', matter: null }, end, calendar)).toBe(null);
});
