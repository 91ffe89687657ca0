import { createHash } from 'node:crypto';
import { lookup } from 'node:dns';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileRefused } from '../../handlers/notices/file-refused.ts';
import { SendError } from '../../src/core/errors.ts';
import type { FileRef, Notice, Platform } from '../../src/core/types.ts';
import { DownloadError, type DownloadOptions, download } from '../../src/jobs/download.ts';
import { fetchJob } from '../../src/jobs/fetch.ts';
import { filePath, keepFile } from '../../src/store/attachments.ts';
import { keepUpload, MAX_FILE_BYTES } from '../../src/store/files.ts';
import { type Bench, bench, recorder } from '../helpers/app.ts';

vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>();
  return { ...dns, lookup: vi.fn(dns.lookup) };
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let server: Server;
let host: string;
let asked: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  answer = (_request, response) => response.end(png);
});
afterEach(() => vi.mocked(lookup).mockReset());

const get = (url: string, more: Partial<DownloadOptions> = {}) =>
  download(url, { hosts: [host], maxBytes: 1000, idleMs: 400, ...more });
const why = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof DownloadError)) throw new Error(`expected a DownloadError, got ${String(error)}`);
  return [error.why, error.final];
};
type Answer = (error: null, found: unknown, family?: number) => void;
/** the next look-ups of any name give these addresses, the last one for ever */
function names(...addresses: readonly string[]) {
  const answers = [...addresses];
  const found = () => {
    const address = (answers.length > 1 ? answers.shift() : answers[0]) ?? '';
    return { address, family: address.includes(':') ? 6 : 4 };
  };
  const resolve = (_name: string, options: { all?: boolean }, done: Answer) => {
    const one = found();
    if (options.all) done(null, [one]);
    else done(null, one.address, one.family);
  };
  return vi.mocked(lookup).mockImplementation(resolve as unknown as typeof lookup);
}

describe('a download', () => {
  it('gives the bytes, asked for with the headers it was given', async () => {
    const bytes = await get(`http://${host}/a.png`, { headers: { 'x-key': 'k' } });
    expect(Buffer.from(bytes).equals(png)).toBe(true);
    expect(asked[0]?.headers['x-key']).toBe('k');
  });

  it.each([
    ['another host', 'http://example.org/a.png', 'host'],
    ['another port', 'http://127.0.0.1:9/a.png', 'host'],
    ['a host that only ends alike', 'http://evilzdn.vn/a.png', 'host'],
    ['a host hidden in the user part', 'http://f.zdn.vn@example.org/a.png', 'host'],
    ['an allowed name on an odd port', 'http://f.zdn.vn:8080/a.png', 'host'],
    ['a file of ours', 'file:///etc/passwd', 'address'],
    ['no address', 'not an address', 'address'],
  ])('from %s is refused without a call', async (_what, url, reason) => {
    const looked = names('203.0.113.7');
    expect(await why(get(url, { hosts: [host, '.zdn.vn'] }))).toEqual([reason, true]);
    expect(looked).not.toHaveBeenCalled();
    expect(asked).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '172.16.0.9',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
  ])('from a listed name that resolves to %s is refused', async (address) => {
    names(address);
    expect(await why(get('http://f.zdn.vn/a.png', { hosts: ['.zdn.vn'] }))).toEqual([
      'private-address',
      true,
    ]);
    expect(asked).toEqual([]);
  });

  it('connects to the very address it checked, however the name changes', async () => {
    // public when it is checked, ours when it is asked again
    const looked = names('203.0.113.7', '127.0.0.1');
    await expect(get('http://f.zdn.vn/a.png', { hosts: ['.zdn.vn'], idleMs: 100 })).rejects.toThrow(
      DownloadError,
    );
    expect(looked).toHaveBeenCalledTimes(1);
    expect(asked).toEqual([]);
  });

  it('of an address written as numbers is refused unless it stands on the list in full', async () => {
    expect(await why(get('http://[::1]/a', { hosts: ['.zdn.vn'] }))).toEqual(['host', true]);
    expect(await why(get('http://2130706433/a', { hosts: ['.zdn.vn', '.0.1'] }))).toEqual([
      'private-address',
      true,
    ]);
  });

  it('follows three redirects, and each must be allowed as the first was', async () => {
    const to = (location: string) => (_r: IncomingMessage, response: ServerResponse) =>
      void response.writeHead(302, { location }).end();
    answer = (request, response) => {
      const n = Number(request.url?.slice(1));
      if (n < 3) to(`/${n + 1}`)(request, response);
      else response.end(png);
    };
    expect(await get(`http://${host}/0`)).toHaveLength(png.length);
    answer = to('/again');
    expect(await why(get(`http://${host}/0`))).toEqual(['redirects', true]);
    answer = to('http://169.254.169.254/latest/meta-data');
    expect(await why(get(`http://${host}/0`))).toEqual(['host', true]);
    answer = to('file:///etc/passwd');
    expect(await why(get(`http://${host}/0`))).toEqual(['address', true]);
    names('127.0.0.1');
    answer = to('http://f.zdn.vn/inside');
    expect(await why(get(`http://${host}/0`, { hosts: [host, '.zdn.vn'] }))).toEqual([
      'private-address',
      true,
    ]);
  });

  it('sends its headers, which may hold a key, to no other host', async () => {
    const keys: unknown[] = [];
    const other = createServer((request, response) => {
      keys.push(request.headers['x-key']);
      response.end(png);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const there = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    answer = (_request, response) => void response.writeHead(302, { location: `http://${there}/x` }).end();
    await get(`http://${host}/0`, { hosts: [host, there], headers: { 'x-key': 'k' } });
    other.close();
    expect([asked[0]?.headers['x-key'], ...keys]).toEqual(['k', undefined]);
  });

  it.each([
    ['said beforehand', (r: ServerResponse) => void r.writeHead(200, { 'content-length': 5000 }).end('x')],
    [
      'sent without a word',
      (r: ServerResponse) => {
        r.write(Buffer.alloc(600));
        r.end(Buffer.alloc(600));
      },
    ],
  ])('of too much is refused, %s', async (_how, send) => {
    answer = (_request, response) => send(response);
    expect(await why(get(`http://${host}/big`))).toEqual(['too-big', true]);
  });

  it.each([
    [404, true],
    [403, true],
    [410, true],
    [408, false],
    [429, false],
    [500, false],
    [503, false],
    [204, false],
  ])('answered %d is final: %s', async (status, final) => {
    answer = (_request, response) => void response.writeHead(status).end();
    expect(await why(get(`http://${host}/x`))).toEqual([`http-${status}`, final]);
  });

  it('that stalls, breaks or is empty is tried again later', async () => {
    answer = () => {};
    expect(await why(get(`http://${host}/x`, { idleMs: 50 }))).toEqual(['timeout', false]);
    answer = (request) => void request.socket.destroy();
    expect(await why(get(`http://${host}/x`))).toEqual(['network', false]);
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setImmediate(() => response.destroy());
    };
    expect(await why(get(`http://${host}/x`))).toEqual(['network', false]);
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
    };
    expect(await why(get(`http://${host}/x`, { idleMs: 50 }))).toEqual(['network', false]);
    answer = (_request, response) => void response.end();
    expect(await why(get(`http://${host}/x`))).toEqual(['empty', false]);
  });
});

describe("a resident's file", () => {
  let at: Bench;
  let locate: NonNullable<Platform['locate']>;
  afterEach(() => at.close());
  async function start(name = 'test') {
    locate = async (file) => ({ url: `http://${host}/${file.ref}` });
    at = await bench({ platform: recorder({ name, mediaHosts: [host], locate: (file) => locate(file) }) });
  }
  let serial = 0;
  const keep = async (file: Partial<FileRef> = {}, contactId: string | null = null) =>
    (await keepFile(at.store.pool, at.store.vault, {
      wardId: at.wardId,
      channelId: at.channel.id,
      contactId,
      key: `k${++serial}`,
      file: { kind: 'photo', ref: 'a.png', ...file },
    })) ?? '';
  const row = async (id: string) =>
    (await at.rows('SELECT state, sha256, mime, size, error, ref FROM attachment WHERE id = $1', [id]))[0];

  it('is fetched, looked at, and kept under its content', async () => {
    await start();
    const id = await keep({ mime: 'text/html', name: 'virus.exe' });
    await fetchJob(at.rt, id);
    const sha256 = createHash('sha256').update(png).digest('hex');
    expect(await row(id)).toEqual({
      state: 'stored',
      sha256,
      mime: 'image/png',
      size: png.length,
      error: null,
      ref: null,
    });
    expect(readFileSync(filePath(at.rt.dataDir, sha256)).equals(png)).toBe(true);
    await fetchJob(at.rt, id);
    expect(asked).toHaveLength(1);
  });

  it('that is no file we keep is given up, whatever it says it is', async () => {
    await start();
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'image/png' }).end('<html><script>alert(1)</script>');
    const id = await keep();
    await fetchJob(at.rt, id);
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'type', sha256: null });
  });

  it('that is no file we keep is told to its sender kindly, several of them once', async () => {
    await start();
    await at.says('bà Hoa', 'xin chào');
    await at.run();
    const [who] = await at.rows<{ id: string }>('SELECT id FROM contact');
    const rt = { ...at.rt, notices: new Map<string, Notice>([[fileRefused.id, fileRefused as Notice]]) };
    answer = (_request, response) => void response.end('<html><script>alert(1)</script>');
    for (let n = 0; n < 3; n++) await fetchJob(rt, await keep({}, who?.id ?? ''));
    await at.run();
    const told = at.platform.texts('bà Hoa').filter((t) => t.includes('tôi không giữ được'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('chụp lại');
  });

  it('is tried again, six times in all, and then given up', async () => {
    await start();
    answer = (_request, response) => void response.writeHead(503).end();
    const id = await keep();
    for (let i = 0; i < 6; i++) {
      await at.rows(`UPDATE attachment SET next_at = now() - interval '1 second'`);
      await fetchJob(at.rt, id);
    }
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'http-503', ref: null });
    const delays = at.box.bells.map((b) => b.options.delayMs);
    expect(delays).toEqual([1020, 2020, 4020, 8020, 16_020]);
  });

  it.each([
    ['is gone', new SendError('rejected', 'gone'), 'failed'],
    ['cannot be asked for now', new SendError('retry', 'later'), 'pending'],
    ['is asked for by code that breaks', new TypeError('oops'), 'pending'],
  ])('that %s stops nothing', async (_what, error, state) => {
    await start();
    locate = async () => {
      throw error;
    };
    const id = await keep();
    await fetchJob(at.rt, id);
    expect(await row(id)).toMatchObject({ state });
  });

  it('is fetched by one worker, though many are rung for', async () => {
    await start();
    const id = await keep();
    await Promise.all(Array.from({ length: 6 }, () => fetchJob(at.rt, id)));
    expect(asked).toHaveLength(1);
  });

  it('of over 20 MB is given up', async () => {
    await start();
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-length': MAX_FILE_BYTES + 1 }).end();
    const id = await keep();
    await fetchJob(at.rt, id);
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'too-big' });
  });

  it('from the web chat is the upload it names, and nothing else on the disk', async () => {
    await start('web');
    const kept = await keepUpload(at.store.vault, at.rt.dataDir, png, 'a.png');
    if (!('file' in kept)) throw new Error('refused');
    const good = await keep(kept.file);
    await fetchJob(at.rt, good);
    expect(await row(good)).toMatchObject({ state: 'stored', mime: 'image/png' });
    for (const ref of ['../../../etc/passwd', `http://${host}/a.png`, kept.file.ref.slice(0, 64)]) {
      const bad = await keep({ ref });
      await fetchJob(at.rt, bad);
      expect(await row(bad)).toMatchObject({ state: 'failed', error: 'not-ours' });
    }
    expect(asked).toEqual([]);
  });

  it('has an address that is in no log line', async () => {
    await start();
    answer = (_request, response) => void response.writeHead(500).end();
    await fetchJob(at.rt, await keep({ ref: 'bi-mat.png' }));
    expect(at.lines.join('')).toContain('a file was not fetched');
    expect(at.lines.join('')).not.toContain('bi-mat');
  });
});
