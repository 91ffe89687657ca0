import { describe, expect, it } from 'vitest';
import { notices } from '../../handlers/index.ts';
import { locales } from '../../locales/index.ts';
import { render } from '../../src/core/say.ts';
import { CODE } from '../helpers/talk.ts';

const say = (id: string, payload: Record<string, string>, locale: 'vi' | 'en' = 'vi') => {
  const notice = notices.find((n) => n.id === id);
  if (!notice) throw new Error(`no notice ${id}`);
  return { text: render(notice.say(payload, null).text, locales[locale]), key: notice.key(payload, null) };
};

describe('notices', () => {
  it('have ids of their own', () => {
    expect(new Set(notices.map((n) => n.id)).size).toBe(notices.length);
  });

  it('tell officers code, kind, category and group of a new ticket', () => {
    const payload = {
      code: CODE,
      kind: 'phanAnh',
      category: 'den',
      group: 'Tổ dân phố số 4',
    };
    const { text, key } = say('received', payload);
    expect(text).toBe(
      [
        `Hồ sơ mới: ${CODE}`,
        'Loại: Phản ánh',
        'Lĩnh vực: đèn đường',
        'Tổ dân phố: Tổ dân phố số 4',
        locales.vi['officers.reply-here'],
      ].join('\n'),
    );
    expect(key).toBe(CODE);
    expect(say('received', { ...payload, group: '' }).text).not.toContain('Tổ dân phố');
  });

  it('tell each addition once', () => {
    const at = (turn: string) => say('added', { code: CODE, turn }).key;
    expect(at('1')).not.toBe(at('2'));
    expect(say('added', { code: CODE, turn: '1' }).text).toContain(CODE);
  });

  it('bring an officer’s words as they are', () => {
    const words = '{code} <b>Đã thay bóng</b>';
    for (const id of ['answered', 'asked']) {
      for (const locale of ['vi', 'en'] as const) {
        const { text } = say(id, { code: CODE, text: words }, locale);
        expect(text).toContain(words);
        expect(text).toContain(CODE);
      }
    }
  });

  it('say that a ticket is closed and what to do if it is not done', () => {
    expect(say('closed', { code: CODE }).text).toMatch(/đã xong[\s\S]*Bổ sung/);
  });
});
