import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyBinaries, findBinaries, linkLibraries, program } from '../../src/embedded/binaries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'binaries-'));
  mkdirSync(join(folder, 'native/lib'), { recursive: true });
  mkdirSync(join(folder, 'native/bin'));
  writeFileSync(join(folder, 'native/bin/postgres'), 'program', { mode: 0o700 });
  writeFileSync(join(folder, 'native/lib/libx.so.60.2'), 'library', { mode: 0o600 });
  writeFileSync(join(folder, 'native/lib/libx.a'), 'not needed');
  const links = [{ source: 'native/lib/libx.so.60.2', target: 'native/lib/libx.so.60' }];
  writeFileSync(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('links that npm ci --ignore-scripts left out are made, and those there are left', () => {
  const native = join(folder, 'native');
  expect(linkLibraries(native)).toBe(true);
  expect(readlinkSync(join(native, 'lib/libx.so.60'))).toBe('libx.so.60.2');
  expect(readFileSync(join(native, 'lib/libx.so.60'), 'utf8')).toBe('library');
  expect(linkLibraries(native)).toBe(true);
});

test('a copy has its links, runs for everybody whatever the umask was, and is made once', () => {
  const into = join(folder, 'into');
  mkdirSync(into);
  const binaries = { folder: join(folder, 'native'), version: '1.2' };
  const copy = copyBinaries(binaries, into);
  expect(copy).toBe(join(into, 'bin-1.2'));
  expect(lstatSync(program(copy, 'postgres')).mode & 0o777).toBe(0o755);
  expect(lstatSync(join(copy, 'lib/libx.so.60.2')).mode & 0o777).toBe(0o644);
  expect(readlinkSync(join(copy, 'lib/libx.so.60'))).toBe('libx.so.60.2');
  expect(lstatSync(join(copy, 'lib/libx.a'), { throwIfNoEntry: false })).toBeUndefined();
  rmSync(join(folder, 'native'), { recursive: true });
  expect(copyBinaries(binaries, into)).toBe(copy);
});

test('a machine npm has no PostgreSQL for is told to set DATABASE_URL', () => {
  expect(() => findBinaries('sunos', 'mips')).toThrow(/sunos-mips[\s\S]*DATABASE_URL/);
});
