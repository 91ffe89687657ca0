/** Real Chromium where there is one: CHROMIUM_PATH, or the system's. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where the browser is; null when there is none on this machine (the reason is printed once). */
export function findChromium(): string | null {
  const found = PLACES.find((place) => place !== undefined && existsSync(place)) ?? null;
  if (found === null)
    process.stdout.write('no Chromium (install chromium or set CHROMIUM_PATH): browser tests are skipped\n');
  return found;
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a page complains of: script errors, refused inline code, failed loads. */
export function complaints(page: Page): string[] {
  const all: string[] = [];
  page.on('pageerror', (error) => all.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') all.push(message.text());
  });
  return all;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** No violation of WCAG 2.2 AA (nor of axe's good practice) on the page as it stands. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate<Violation[]>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then((r) => r.violations)`);
  const said = violations.map(
    (v) => `${v.id}: ${v.nodes.map((n) => `${n.html}\n${n.failureSummary ?? ''}`).join('\n')}`,
  );
  expect(said, what).toEqual([]);
}

/** Nothing is wider than the window. */
export async function expectNoSideways(page: Page, what: string): Promise<void> {
  const wider = await page.evaluate(`[...document.querySelectorAll('body, body *')]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.vh, .skip'))
    .map((e) => e.outerHTML.slice(0, 120))`);
  expect(wider, what).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), what).toBe(true);
}
