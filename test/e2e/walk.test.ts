/** The one walk: a resident on Zalo, an officer in the Telegram group, a second officer in the console, and back. */
import { afterEach, expect, it } from 'vitest';
import { vi } from '../../locales/vi.ts';
import { makeAccountCode } from '../../src/store/accounts.ts';
import { addOfficer, makeLink } from '../../src/store/officers.ts';
import { openBrowser } from './visitor.ts';
import { onZalo, reports, type World } from './world.ts';

let world: World | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

it('a resident writes on Zalo, one officer takes it in Telegram, another answers in the console, the resident reads it and rates it', {
  timeout: 120_000,
}, async () => {
  world = await onZalo();
  const { app, resident, officers, telegram } = world;
  const { store, wardId } = app;
  const tuan = await addOfficer(store, wardId, 'Anh Tuấn', ['handler']);
  const lan = await addOfficer(store, wardId, 'Chị Lan', ['handler']);
  const alone = telegram.person({ id: 2002, first_name: 'Tuấn' });
  await alone.says(`/noi ${await makeAccountCode(store, tuan)}`);
  expect((await alone.hears()).text).toContain('Anh Tuấn');

  // the resident
  const { code } = await reports(resident, 'cong tac nuoc ngap duong truoc so 5 ngo 12');

  // the officer in the group: the post tells the matter, not the person; a tap takes it
  const post = await officers.hears();
  expect(post.text).toContain(code);
  expect(post.text).not.toMatch(/ngo 12|7300112233445566772/);
  await officers.taps(vi['desk.verb.nhan']);
  expect((await officers.hears()).text).toBe(`Anh Tuấn đã nhận hồ sơ ${code}.`);

  // the second officer: signs in by the link, sees who holds it, answers, does not wait the two minutes
  const browser = openBrowser(app.url);
  const link = `/console/login/${await makeLink(store.pool, lan)}`;
  await browser.see(link);
  await browser.send(link);
  expect(await browser.see('/console/ho-so')).toContain(code);
  const at = `/console/ho-so/${code}`;
  const page = await browser.see(at);
  expect(page).toContain('ngo 12');
  expect(page).toContain('Anh Tuấn');
  const words = 'Chiều nay đội thoát nước thông cống.';
  expect(await browser.send(`${at}/tra-loi`, { text: words })).toContain('Người dân chưa nhận gì');
  await browser.see(at);
  await browser.send(`${at}/gui-ngay`);

  // the resident reads it, says that it is done, and rates it
  const answer = await resident.hears();
  expect(answer.text).toContain(words);
  expect(answer.text).toContain(code);
  await resident.says('da xong');
  expect((await resident.hears()).text).toContain(vi['choice.rate-5']);
  await resident.says(vi['choice.rate-5']);
  expect((await resident.hears()).text).toContain(vi['feedback.thanks']);

  // what stands in the books, under the right names
  expect(await browser.see(at)).toContain(words);
  const { rows: tickets } = await store.pool.query(
    `SELECT t.code, o.name AS holder, (SELECT answered.actor_name FROM ticket_event answered WHERE answered.ticket_id = t.id AND answered.kind = 'answered') AS answered_by,
(SELECT f.rating FROM ticket_feedback f WHERE f.ticket_id = t.id) AS rating FROM ticket t LEFT JOIN officer o ON o.id = t.holder_id`,
  );
  expect(tickets).toEqual([{ code, holder: 'Anh Tuấn', answered_by: 'Chị Lan', rating: 5 }]);
  expect(world.faults()).toEqual([]);
});
