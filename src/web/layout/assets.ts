/**
 * Stylesheet, chat modules, icon and fonts, served as they are. Their address carries a hash of all of them, so that
 * a browser keeps them for a year and a new version is never mixed with an old one.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { ROOT } from '../../store/root.ts';

const FOLDER = pathToFileURL(`${join(ROOT, 'src/web/assets')}/`);
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
export const CHAT_MODULES = ['app.js', 'keep.js', 'post.js', 'show.js', 'upload.js'] as const;
/** Of the pages that ask for a passkey: the library as it ships, and our few lines. */
const PASSKEY_SCRIPTS = ['webauthn.js', 'passkey.js'] as const;
const NAMES = ['style.css', 'icon.svg', 'htmx.js', 'live.js', ...CHAT_MODULES, ...PASSKEY_SCRIPTS] as const;
const FONTS = ['be-vietnam-pro-400.woff2', 'be-vietnam-pro-600.woff2'] as const;
const FOREVER = 'public, max-age=31536000, immutable';

export interface Assets {
  /** mount at `/assets` */
  readonly app: Hono;
  /** where an asset is found */
  readonly url: (name: (typeof NAMES)[number]) => string;
}

interface Asset {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
}

let loaded: Assets | undefined;

/** The assets of this installation, read once. */
export function assets(): Assets {
  loaded ??= load();
  return loaded;
}

function load(): Assets {
  const files = new Map(NAMES.map((name) => [name as string, read(placeOf(name))]));
  const hash = createHash('sha256');
  for (const { plain } of files.values()) hash.update(plain);
  const version = hash.digest('hex').slice(0, 12);
  const fonts = new Map(FONTS.map((name) => [name as string, read(new URL(`fonts/${name}`, FOLDER))]));

  const app = new Hono();
  app.get('/fonts/:name', (c) => serve(c, fonts.get(c.req.param('name')), FOREVER));
  app.get('/:version/:name', (c) =>
    serve(c, files.get(c.req.param('name')), c.req.param('version') === version ? FOREVER : 'no-cache'),
  );
  return { app, url: (name) => `/assets/${version}/${name}` };
}

function placeOf(name: (typeof NAMES)[number]): string | URL {
  const need = createRequire(import.meta.url);
  if (name === 'htmx.js') return need.resolve('htmx.org/dist/htmx.min.js');
  if (name === 'webauthn.js')
    return join(dirname(need.resolve('@simplewebauthn/browser')), '../dist/bundle/index.umd.min.js');
  return new URL(CHAT_MODULES.some((m) => m === name) ? `chat/${name}` : name, FOLDER);
}

function read(place: string | URL): Asset {
  const plain = new Uint8Array(readFileSync(place));
  const ending = String(place).split('.').at(-1) ?? '';
  const type = TYPES[ending] ?? 'application/octet-stream';
  return { type, plain, gzip: ending === 'woff2' ? null : new Uint8Array(gzipSync(plain, { level: 9 })) };
}

function serve(c: Context, asset: Asset | undefined, cache: string): Response | Promise<Response> {
  if (!asset) return c.notFound();
  const zipped = asset.gzip !== null && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  return c.body(zipped && asset.gzip ? asset.gzip : asset.plain, 200, {
    'content-type': asset.type,
    'cache-control': cache,
    'x-content-type-options': 'nosniff',
    ...(asset.gzip ? { vary: 'accept-encoding' } : {}),
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
}
