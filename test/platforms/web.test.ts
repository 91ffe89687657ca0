import { describe, expect, test } from 'vitest';
import type { Outgoing, RawRequest } from '../../src/core/types.ts';
import { keepable } from '../../src/platforms/keepable.ts';
import { terminal } from '../../src/platforms/terminal.ts';
import { BadMessage, web } from '../../src/platforms/web.ts';
import { platformContract, type SentView } from '../contracts/platform.ts';

const session = 'phien-0123456789abcdef';
const at = new Date('2026-11-22T09:00:00+07:00');
const raw = (body: Uint8Array | string): RawRequest => ({
  headers: {},
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
});
const post = (body: unknown): RawRequest => raw(JSON.stringify(body));

let serial = 0;
const nextId = (): string => `m${++serial}`;
const samples = [
  { session, id: 'a1', text: 'họp tổ báo trước mấy ngày' },
  { session, id: 'a2', choice: 'turn-1.0' },
  { session, id: 'a3', file: 'f0a1b2', text: 'ảnh đường hỏng' },
  { session, id: 'a4', file: { ref: 'f0a1b2', name: 'anh.jpg', mime: 'image/jpeg', size: 120 } },
];

platformContract('web', async () => {
  const sent: SentView[] = [];
  const platform = web({ now: () => at });
  return {
    // the page shows the outbox row: what was handed to send, as Postgres can keep it
    platform: {
      ...platform,
      send: async (to, message: Outgoing) => {
        const done = await platform.send(to, message);
        sent.push({ to: to.chat, ...message, text: keepable(message.text) });
        return done;
      },
    },
    to: { chat: session, kind: 'private' },
    sent: () => sent,
    inbound: {
      text: (text) => post({ session, id: nextId(), text }),
      tap: (choice) => post({ session, id: nextId(), choice }),
      raw,
    },
    samples,
    secrets: [],
    refuses: (error) => error instanceof BadMessage,
    close: async () => {},
  };
});

platformContract('terminal', async () => {
  const sent: SentView[] = [];
  return {
    platform: terminal((text) => sent.push({ to: session, text, choices: [] }), { now: () => at }),
    to: { chat: session, kind: 'private' },
    sent: () => sent,
    inbound: { text: (text) => post({ session, id: nextId(), text }), raw },
    samples: samples.slice(0, 1),
    secrets: [],
    refuses: (error) => error instanceof BadMessage,
    close: async () => {},
  };
});

describe('the web chat reads what the contract allows', () => {
  const bodyOf = (body: unknown) => {
    const parsed = web({ now: () => at }).parse(post(body));
    return parsed.kind === 'messages' ? parsed.messages[0] : undefined;
  };

  test('the id of a message is session and id, and its time is ours', () => {
    expect(bodyOf({ session, id: 'x-1', text: 'chào' })).toEqual({
      channel: 'web',
      id: `${session}:x-1`,
      at,
      from: { id: session },
      chat: { id: session, kind: 'private' },
      addressed: true,
      body: { kind: 'text', text: 'chào' },
    });
  });

  test('a choice is a tap', () => {
    expect(bodyOf({ session, id: '1', choice: 'abc.2' })?.body).toEqual({ kind: 'tap', token: 'abc.2' });
  });

  test.each([
    ['image/png', 'photo'],
    ['IMAGE/JPEG', 'photo'],
    ['audio/ogg', 'voice'],
    ['video/mp4', 'video'],
    ['application/pdf', 'document'],
    [undefined, 'document'],
  ])('a file of type %s is a %s', (mime, kind) => {
    const file = { ref: 'ab12', name: 'tệp.x', mime, size: 5 };
    expect(bodyOf({ session, id: '1', file })?.body).toMatchObject({
      kind: 'file',
      file: { kind, ref: 'ab12', name: 'tệp.x', size: 5 },
    });
  });

  test('a file with a text has it as its caption, a blank one has none', () => {
    expect(bodyOf({ session, id: '1', file: 'ab12', text: 'ổ gà' })?.body).toEqual({
      kind: 'file',
      file: { kind: 'document', ref: 'ab12' },
      caption: 'ổ gà',
    });
    expect(bodyOf({ session, id: '1', file: 'ab12', text: ' ' })?.body).not.toHaveProperty('caption');
  });

  test('a text of nothing but invisible NULs is seen and unreadable', () => {
    expect(bodyOf({ session, id: '1', text: '\u0000 ' })?.body).toEqual({
      kind: 'unreadable',
      what: 'blank',
    });
  });

  test.each([
    { session: 'a'.repeat(16), id: 'a', text: 'a' },
    { session: 'Z-_9'.repeat(32), id: '-'.repeat(64), text: 'a' },
    { session, id: '1', text: '🏠'.repeat(4000) },
    { session, id: '1', text: 'a', more: 1 },
  ])('a message just within the limits is taken', (body) => {
    expect(bodyOf(body)?.body.kind).toBe('text');
  });
});

describe('the web chat refuses what the contract does not allow, in words for the person', () => {
  test.each([
    ['no session', { id: '1', text: 'a' }],
    ['a session of 15', { session: 'a'.repeat(15), id: '1', text: 'a' }],
    ['a session of 129', { session: 'a'.repeat(129), id: '1', text: 'a' }],
    ['a session with other characters', { session: `${'a'.repeat(16)}/`, id: '1', text: 'a' }],
    ['a session with a line end', { session: `${'a'.repeat(16)}\n`, id: '1', text: 'a' }],
    ['no id', { session, text: 'a' }],
    ['an empty id', { session, id: '', text: 'a' }],
    ['an id of 65', { session, id: 'a'.repeat(65), text: 'a' }],
    ['a number as id', { session, id: 1, text: 'a' }],
    ['nothing said', { session, id: '1' }],
    ['an empty text', { session, id: '1', text: '' }],
    ['a text of 4001', { session, id: '1', text: 'ệ'.repeat(4001) }],
    ['a number as text', { session, id: '1', text: 5 }],
    ['null as text', { session, id: '1', text: null }],
    ['text and choice', { session, id: '1', text: 'a', choice: 'b.0' }],
    ['file and choice', { session, id: '1', file: 'a', choice: 'b.0' }],
    ['an empty choice', { session, id: '1', choice: '' }],
    ['a choice of 65', { session, id: '1', choice: 'a'.repeat(65) }],
    ['an address as file', { session, id: '1', file: 'https://192.168.0.1/x' }],
    ['a path as file', { session, id: '1', file: { ref: '../../etc/passwd' } }],
    ['dots as file', { session, id: '1', file: '..' }],
    ['a negative size', { session, id: '1', file: { ref: 'a', size: -1 } }],
  ])('%s', (_, body) => {
    let thrown: unknown;
    try {
      web().parse(post(body));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(BadMessage);
    expect((thrown as BadMessage).say).toMatch(/giúp tôi\.$/);
  });
});

describe('the terminal', () => {
  const shown = async (message: Partial<Outgoing>) => {
    const lines: string[] = [];
    await terminal((text) => lines.push(text)).send(
      { chat: session, kind: 'private' },
      { text: '', choices: [], files: [], ...message },
    );
    return lines;
  };

  test('shows no escape sequences', async () => {
    expect(await shown({ text: 'a\u001b[2Jb\u009b1mc\nd\te' })).toEqual(['a[2Jb1mc\nd\te']);
  });

  test('shows the number to call once', async () => {
    expect(await shown({ text: 'Bác gọi', call: '024 3826 0000' })).toEqual(['Bác gọi\n☎ 024 3826 0000']);
    expect(await shown({ text: 'Gọi 115', call: '115' })).toEqual(['Gọi 115']);
  });
});
