/** The second factor as an officer's phone would answer it. */
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import type { Store } from '../../src/store/db.ts';
import { signedIn } from '../../src/store/officers.ts';
import { beginTotp, confirmTotp } from '../../src/store/second-factor.ts';

/** What the app shows at that time; `steps` later or earlier than it. */
export function appCode(secret: string, at: Date, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) });
  return totp.generate({ timestamp: at.getTime() + steps * 30_000 });
}

/** Set an app up for the officer of this session, which has then passed. Returns the app's secret and the recovery codes. */
export async function setUpSecond(
  store: Store,
  cookie: string,
  at: Date,
): Promise<{ readonly secret: string; readonly codes: readonly string[] }> {
  const me = await signedIn(store.pool, cookie);
  if (!me) throw new Error('nobody is signed in');
  const { secret } = await beginTotp(store, me.officer);
  const made = await confirmTotp(store, me, appCode(secret, at), at);
  if (!made.ok) throw new Error(`the second factor was not set up: ${made.why}`);
  return { secret, codes: made.codes };
}

/** From the page that asks for it to the console, by hand in a browser. */
export async function setUpInBrowser(page: Page, at = new Date()): Promise<string> {
  const secret = (await page.locator('.secret').textContent()) ?? '';
  await page.getByLabel('Mã 6 số').fill(appCode(secret, at));
  await page.getByRole('button', { name: 'Cài ứng dụng này' }).click();
  await page.getByRole('link', { name: 'Tôi đã ghi lại, đi tiếp' }).click();
  return secret;
}
