/** A ward after years of work, written by the database itself: 20,000 tickets and 400,000 events in about half a minute. */
import { type Store, transaction } from '../../src/store/db.ts';

export interface Busy {
  readonly tickets: number;
  /** events of each ticket: opened, answered, the rest said by turns */
  readonly eventsEach: number;
  readonly questions: number;
}

export const BUSY: Busy = { tickets: 20_000, eventsEach: 20, questions: 60_000 };

const WORDS =
  'đèn đường hỏng cống tắc nước ngập rác đổ trộm ngõ tối vỉa hè lấn chiếm karaoke ồn chó thả rông nắp cống vỡ cây đổ ổ gà mặt đường tổ dân phố nhà văn hoá đóng góp làm đường công khai họp dân biên bản chị Hoa bác Tâm cháu nhỏ trường học chợ sáng chiều hôm qua tuần trước mãi chưa ai đến xem giúp với ạ cảm ơn phường nhiều đề nghị sớm kiểm tra xử lý phản hồi cho dân biết'.split(
    ' ',
  );
const ASKED = [
  'họp tổ dân phố phải báo trước mấy ngày',
  'bao nhiêu hộ đồng ý thì được thông qua',
  'phường phải công khai những gì cho dân',
  'ai bầu tổ trưởng, nhiệm kỳ mấy năm',
  'mấy giờ phường làm việc',
];

/** `n` words picked by the row's own number: the same ward each time. `$2` is the list of words. */
const words = (n: number, seed: string) =>
  `(SELECT string_agg(($2::text[])[1 + abs(hashint8((${seed}) * 31 + w)) % cardinality($2::text[])], ' ' ORDER BY w) FROM generate_series(1, ${n}) w)`;

/**
 * Fill a ward that has channels. Triggers do not run for it; what they keep is set by the same rules at the end.
 * @returns one ticket that has everything, by its code
 */
export async function fillWard(
  store: Store,
  wardId: string,
  now: Date,
  busy: Busy = BUSY,
): Promise<{ readonly code: string }> {
  const sealed = ASKED.map((text) => store.vault.seal('question.text', text));
  await transaction(store, async (tx) => {
    const run = async (text: string, ...values: unknown[]) => {
      await tx.query(text, [wardId, ...values]);
    };
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query('SET LOCAL synchronous_commit = off');
    await run(
      `INSERT INTO channel (ward_id, platform) SELECT $1, unnest(ARRAY['telegram', 'zalo', 'web']) ON CONFLICT DO NOTHING`,
    );
    await run(
      `INSERT INTO "group" (ward_id, name, position) SELECT $1, 'Tổ dân phố số ' || n, n FROM generate_series(1, 24) n`,
    );
    await run(
      `INSERT INTO officer (ward_id, name, roles) SELECT $1, 'Cán bộ ' || n, '{handler}' FROM generate_series(1, 12) n`,
    );
    await run(
      `INSERT INTO contact (ward_id, channel_id, external_id, group_id)
SELECT $1, h.ids[1 + n % cardinality(h.ids)], 'busy-' || n, g.ids[1 + n % cardinality(g.ids)] FROM generate_series(1, $2::int) n,
  (SELECT array_agg(id ORDER BY platform) AS ids FROM channel WHERE ward_id = $1) h, (SELECT array_agg(id ORDER BY position) AS ids FROM "group" WHERE ward_id = $1) g`,
      Math.ceil(busy.tickets / 3),
    );
    await run(
      `INSERT INTO ticket (ward_id, code, key, kind, category, state, text, place_label, group_id, contact_id, holder_id, opened_at, changed_at, closed_at)
SELECT $1, 'DB-' || substr(d.code, 1, 4) || '-' || substr(d.code, 5, 3) || '-' || substr(d.code, 8, 3), 'busy-' || n,
  (ARRAY['phanAnh','phanAnh','phanAnh','phanAnh','kienNghi','kienNghi','hoi','hoi','thongTin','khieuNai'])[1 + h.h % 10],
  (ARRAY['duong','den','rac','nuoc','on','xay-dung','an-ninh','thai-do','khac'])[1 + (h.h / 10) % 9],
  CASE WHEN n > $3 * 0.95 THEN (ARRAY['received','inProgress','waiting'])[1 + n % 3] WHEN h.h % 20 < 2 THEN 'answered' ELSE 'closed' END,
  ${words(30, 'n')}, CASE WHEN n % 3 = 0 THEN 'ngõ ' || n % 200 END,
  CASE WHEN n % 9 > 0 THEN g.ids[1 + (h.h / 7) % cardinality(g.ids)] END, CASE WHEN n % 11 > 0 THEN c.ids[1 + n % cardinality(c.ids)] END,
  CASE WHEN n % 5 > 0 THEN o.ids[1 + n % cardinality(o.ids)] END, at.at, at.at + interval '2 days',
  CASE WHEN n <= $3 * 0.95 AND h.h % 20 >= 2 THEN at.at + interval '5 days' END
FROM generate_series(1, $3::int) n
CROSS JOIN LATERAL (SELECT (1000000000 + n)::text AS code) d
CROSS JOIN LATERAL (SELECT abs(hashint8(n)) AS h) h
CROSS JOIN LATERAL (SELECT $4::timestamptz - ($3::int - n) * (interval '700 days' / $3::int) - interval '1 hour' AS at) at,
  (SELECT array_agg(id ORDER BY position) AS ids FROM "group" WHERE ward_id = $1) g,
  (SELECT array_agg(id ORDER BY external_id) AS ids FROM contact WHERE ward_id = $1) c,
  (SELECT array_agg(id ORDER BY name) AS ids FROM officer WHERE ward_id = $1) o`,
      WORDS,
      busy.tickets,
      now,
    );
    await run(
      `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, actor_name, text, key, at)
SELECT $1, t.id, k.kind, CASE WHEN k.kind IN ('opened', 'added') THEN 'resident' ELSE 'officer' END, CASE WHEN k.kind NOT IN ('opened', 'added') THEN 'Cán bộ' END,
  CASE WHEN k.kind IN ('opened') THEN t.text WHEN k.kind IN ('added', 'answered', 'noted') THEN ${words(12, 'abs(hashtext(t.code))::bigint * 50 + e')} END,
  t.code || ':' || e, t.opened_at + (e - 1) * interval '5 hours'
FROM ticket t CROSS JOIN generate_series(1, $3::int) e
CROSS JOIN LATERAL (SELECT CASE WHEN e = 1 THEN 'opened' WHEN t.state IN ('received', 'inProgress', 'waiting') THEN (ARRAY['added', 'noted', 'held'])[1 + e % 3]
  ELSE (ARRAY['assigned', 'added', 'answered', 'noted'])[1 + e % 4] END AS kind) k
WHERE t.ward_id = $1`,
      WORDS,
      busy.eventsEach,
    );
    await run(
      `INSERT INTO clock (ward_id, ticket_id, rule, from_at, due_on, citation, state, met_at)
SELECT $1, t.id, r.rule, t.opened_at, (t.opened_at + interval '12 days')::date, 'Điều 28 Luật Tiếp công dân',
  CASE WHEN t.state IN ('received', 'inProgress', 'waiting') THEN 'running' WHEN abs(hashtext(t.code)) % 12 = 0 THEN 'missed' ELSE 'met' END,
  CASE WHEN t.state NOT IN ('received', 'inProgress', 'waiting') THEN t.opened_at + interval '4 days' END
FROM ticket t CROSS JOIN (VALUES ('TCD1'), ('TCD5a'), ('promise')) r(rule) WHERE t.ward_id = $1 AND t.kind IN ('phanAnh', 'kienNghi')`,
    );
    await run(
      `INSERT INTO intake (ticket_id, ward_id, officer_id, oral, read_back_at)
SELECT t.id, $1, (SELECT min(id::text)::uuid FROM officer WHERE ward_id = $1), true, t.opened_at FROM ticket t WHERE t.ward_id = $1 AND t.state IN ('received', 'inProgress', 'waiting')`,
    );
    await run(
      `INSERT INTO attachment (ward_id, channel_id, ticket_id, key, kind, name, mime, size, state)
SELECT $1, (SELECT min(id::text)::uuid FROM channel WHERE ward_id = $1), t.id, 'busy:' || t.code, 'photo', 'anh.jpg', 'image/jpeg', 90000, 'stored' FROM ticket t WHERE t.ward_id = $1 AND abs(hashtext(t.code)) % 2 = 0`,
    );
    await run(
      `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, contact_id, ticket_id, key, lane, state, reason, created_at, sent_at)
SELECT $1, c.channel_id, c.external_id, 'private', c.id, t.id, 'busy:' || t.code || e, 1, CASE WHEN abs(hashtext(t.code)) % 400 = 0 THEN 'held' ELSE 'sent' END, NULL, t.opened_at, t.opened_at
FROM ticket t JOIN contact c ON c.id = t.contact_id CROSS JOIN generate_series(1, 3) e WHERE t.ward_id = $1`,
    );
    await run(
      `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, state, sent_at, received_at, done_at)
SELECT $1, c.channel_id, 'busy:' || t.code || e, c.external_id, c.external_id, 'done', t.opened_at, t.opened_at, t.opened_at
FROM ticket t JOIN contact c ON c.id = t.contact_id CROSS JOIN generate_series(1, 3) e WHERE t.ward_id = $1`,
    );
    await run(
      `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident, verdict, at)
SELECT $1, -n, CASE WHEN n > $2::int - 4000 THEN ($3::bytea[])[1 + n % cardinality($3::bytea[])] END,
  (ARRAY['faq','faq','faq','faq','meeting','info-request','out-of-scope','greeting'])[1 + n % 8], '{}', 0.5, n % 12 > 0,
  CASE WHEN n % 9 = 0 THEN 'right' WHEN n % 31 = 0 THEN 'wrong' END, $4::timestamptz - ($2::int - n) * (interval '700 days' / $2::int)
FROM generate_series(1, $2::int) n`,
      busy.questions,
      sealed,
      now,
    );
    await run(
      `UPDATE ticket t SET waiting_since = opened_at WHERE ward_id = $1 AND state IN ('received', 'inProgress', 'waiting') AND abs(hashtext(code)) % 4 = 0`,
    );
    await run(
      `UPDATE ticket t SET first_answered_at = a.at FROM (SELECT ticket_id, min(at) AS at FROM ticket_event WHERE ward_id = $1 AND kind = 'answered' GROUP BY 1) a WHERE a.ticket_id = t.id`,
    );
    await run(
      `UPDATE ticket t SET deadlines = c.state FROM clock c WHERE c.ticket_id = t.id AND t.ward_id = $1 AND c.rule = 'TCD1' AND c.state IN ('met', 'missed')`,
    );
    await run(
      `INSERT INTO meeting (ward_id, key, kind, title, agenda, starts_at, place, host, group_ids, reminders, state, check_in, created_by)
SELECT $1, 'busy-' || n, 'to', 'Họp tổ dân phố lần ' || n, ${words(40, 'n')}, $3::timestamptz + (n - 280) * interval '1 day', 'Nhà văn hoá', 'Tổ trưởng',
  ARRAY[g.ids[1 + n % cardinality(g.ids)]], '{}', 'published', 'vao' || n, 'Cán bộ 1' FROM generate_series(1, 300) n, (SELECT array_agg(id ORDER BY position) AS ids FROM "group" WHERE ward_id = $1) g`,
      WORDS,
      now,
    );
    await run(
      `INSERT INTO broadcast (ward_id, key, kind, title, texts, audience, state, created_name, created_at)
SELECT $1, 'busy-' || n, 'thong-bao', 'Lịch cắt nước đợt ' || n, '{"vi": "Mất nước từ 8 giờ."}', '{"all": true}', 'done', 'Cán bộ 1', $2::timestamptz - n * interval '3 days' FROM generate_series(1, 60) n`,
      now,
    );
    await run(
      `INSERT INTO broadcast_recipient (ward_id, broadcast_id, channel_id, contact_id, group_id, chat, chat_kind, state, settled_at)
SELECT $1, b.id, c.channel_id, c.id, c.group_id, c.external_id, 'private', 'sent', b.created_at FROM contact c, (SELECT * FROM broadcast WHERE ward_id = $1 ORDER BY created_at DESC LIMIT 6) b WHERE c.ward_id = $1`,
    );
    await run(
      `INSERT INTO audit (ward_id, actor, action, subject, at) SELECT $1, 'Cán bộ 1', 'ticket.answer', 'DB-' || n, $2::timestamptz - ($3::int - n) * interval '20 minutes' FROM generate_series(1, $3::int) n`,
      now,
      busy.tickets * 2,
    );
  });
  await store.pool.query('VACUUM ANALYZE');
  const found = await store.pool.query<{ code: string }>(
    `SELECT t.code FROM ticket t WHERE t.ward_id = $1 AND t.contact_id IS NOT NULL AND t.kind = 'phanAnh' AND t.state = 'inProgress' ORDER BY t.opened_at DESC LIMIT 1`,
    [wardId],
  );
  return { code: found.rows[0]?.code ?? '' };
}
