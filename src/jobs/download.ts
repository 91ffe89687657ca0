/**
 * One file over http(s) from an allow-listed host. Names that resolve to private addresses are refused, also after a
 * redirect, so that a link in a message cannot make us read what only we can reach.
 */
import { lookup as resolve } from 'node:dns';
import { get as httpGet, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly why: string;
  /** trying again is of no use */
  readonly final: boolean;
  constructor(why: string, final: boolean) {
    super(why);
    this.why = why;
    this.final = final;
  }
}

export interface DownloadOptions {
  /** exact `host[:port]`, or a suffix `.zdn.vn` */
  readonly hosts: readonly string[];
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** ms without a byte before it is given up for now */
  readonly idleMs?: number;
}

const MAX_REDIRECTS = 3;

/** @returns the file's bytes. @throws DownloadError */
export async function download(address: string, options: DownloadOptions): Promise<Uint8Array> {
  let url = parse(address);
  const { host } = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const exact = allowed(url, options.hosts);
    // the headers may hold a key: they are for the first host only
    const answer = await request(url, url.host === host ? options : { ...options, headers: {} }, exact);
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400 && answer.headers.location) {
      answer.resume();
      url = parse(new URL(answer.headers.location, url).href);
      continue;
    }
    if (status !== 200) {
      answer.resume();
      throw new DownloadError(
        `http-${status}`,
        status >= 400 && status < 500 && status !== 429 && status !== 408,
      );
    }
    return await collect(answer, options.maxBytes);
  }
  throw new DownloadError('redirects', true);
}

function parse(address: string): URL {
  try {
    const url = new URL(address);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  } catch {
    // said below
  }
  throw new DownloadError('address', true);
}

/** Is the host on the list? True when it stands there in full (then it may be private: it was configured). */
function allowed(url: URL, hosts: readonly string[]): boolean {
  const host = url.host.toLowerCase();
  if (hosts.includes(host)) return true;
  const standardPort = url.port === '';
  if (standardPort && hosts.some((h) => h.startsWith('.') && url.hostname.toLowerCase().endsWith(h)))
    return false;
  throw new DownloadError('host', true);
}

/** Only public addresses; the very address that was checked is the one connected to. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const addresses = found.filter((a) => ipaddr.process(a.address).range() === 'unicast');
    if (addresses.length === 0) return done(new DownloadError('private-address', true), []);
    if (options.all) return done(null, addresses);
    const [first] = addresses;
    return done(null, first?.address ?? '', first?.family ?? 4);
  });
};

function request(url: URL, options: DownloadOptions, exact: boolean): Promise<IncomingMessage> {
  const idleMs = options.idleMs ?? 20_000;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!exact && ipaddr.isValid(literal)) throw new DownloadError('private-address', true);
  const settings: RequestOptions = {
    headers: { ...options.headers },
    timeout: idleMs,
    ...(exact ? {} : { lookup: publicOnly }),
  };
  return new Promise((done, failed) => {
    const call = (url.protocol === 'https:' ? httpsGet : httpGet)(url, settings, done);
    call.on('timeout', () => call.destroy(new DownloadError('timeout', false)));
    call.on('error', (error) =>
      failed(error instanceof DownloadError ? error : new DownloadError('network', false)),
    );
  });
}

async function collect(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const said = Number(answer.headers['content-length'] ?? '0');
  if (said > maxBytes) {
    answer.destroy();
    throw new DownloadError('too-big', true);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer) {
      size += (chunk as Buffer).length;
      if (size > maxBytes) throw new DownloadError('too-big', true);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    answer.destroy();
    throw error instanceof DownloadError ? error : new DownloadError('network', false);
  }
  if (size === 0) throw new DownloadError('empty', false);
  return Buffer.concat(chunks);
}
