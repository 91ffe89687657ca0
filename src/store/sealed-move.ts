/**
 * A plain ticket that turns out to be a tố cáo goes into the sealed room: what was said and by whom into a record under the
 * same code, and out of every place where it stood. The ticket's row goes with all that hangs on it, so that nothing
 * plain links record, contact and turn. All in one transaction, but for the bytes of files: their sealed copies are on
 * the disk before it, the plain ones are removed after it.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Contact, FileRef, Outgoing, WardInfo } from '../core/types.ts';
import { filePath } from './attachments.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { infoAsker } from './info-requests.ts';
import { enqueue, FLEETING } from './outbox.ts';
import { addEntry, type SealedWords, seal, sealedCode, sealedId, sealedReaders } from './sealed.ts';
import { dropPhotos, fillFile, photoPath } from './sealed-files.ts';
import { forgetPlain, type ToRedraw } from './sealed-forget.ts';
import { wardInfo } from './settings.ts';
import { type Actor, audit, type Speaker } from './tickets.ts';

export type Moved =
  | { readonly ok: true; readonly outbox: readonly string[] }
  | { readonly ok: false; readonly why: 'unknown' | 'no-reader' | 'signed'; readonly say: string };

export interface Moving {
  readonly wardId: string;
  readonly code: string;
  readonly actor: Actor;
  readonly at: Date;
  readonly dataDir: string;
  /** can a message that was sent be written anew on this platform? */
  readonly edits: (platform: string) => boolean;
}

interface TicketRow {
  readonly id: string;
  readonly text: string;
  readonly opened_at: Date;
  readonly place_label: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly contact_id: string | null;
  readonly contact_name: Buffer | null;
  readonly contact_phone: Buffer | null;
  readonly contact_address: Buffer | null;
  readonly platform: string | null;
  readonly contact_is: string | null;
  readonly contact_phone_kept: Buffer | null;
  readonly signed: boolean;
}

const UNKNOWN: Moved = { ok: false, why: 'unknown', say: 'Không có hồ sơ này.' };
const NO_READER: Moved = {
  ok: false,
  why: 'no-reader',
  say: 'Chưa giao ai đọc hồ sơ niêm phong nên chưa chuyển được. Xin báo người quản trị giao ngay; trong lúc chờ, đừng chép lại nội dung, đừng trao đổi về hồ sơ này.',
};
const SIGNED: Moved = {
  ok: false,
  why: 'signed',
  say: 'Đây là đơn giấy đã ký, không phải tin nhắn. Xin xử lý theo bản giấy: trình người được giao đọc hồ sơ niêm phong.',
};

/** Move it. The same again finds it moved, and changes nothing. */
export async function moveToSealed(store: Store, speaker: Speaker, moving: Moving): Promise<Moved> {
  const written: string[] = [];
  try {
    return await transaction(store, (tx) => move(store, tx, speaker, moving, written));
  } catch (error) {
    await dropPhotos(moving.dataDir, written);
    throw error;
  }
}

async function move(
  store: Store,
  tx: Sql,
  speaker: Speaker,
  moving: Moving,
  written: string[],
): Promise<Moved> {
  const { wardId, code, at } = moving;
  const { vault } = store;
  // a turn locks its contact first: so do we, or the two would wait for each other
  await tx.query(
    `SELECT 1 FROM contact WHERE id = (SELECT contact_id FROM ticket WHERE ward_id = $1 AND code = $2) FOR UPDATE`,
    [wardId, code],
  );
  const ticket = await lockWhole(tx, wardId, code);
  if (!ticket) {
    const moved = await one(tx, 'SELECT 1 FROM sealed_record WHERE ward_id = $1 AND code_mac = $2', [
      wardId,
      sealedCode(vault, code),
    ]);
    return moved ? { ok: true, outbox: [] } : UNKNOWN;
  }
  if (ticket.signed) return SIGNED;
  const readers = await sealedReaders(tx, wardId);
  if (readers.length === 0) return NO_READER;
  const record = sealedId(vault, `ticket:${ticket.id}`);
  const [events, files] = [await eventsOf(tx, ticket.id), await filesOf(tx, ticket.id)];
  const asker = await infoAsker(tx, vault, ticket.id);
  const redraw = await forgetPlain(tx, vault, { ...moving, ticket });
  const open = (purpose: string, sealed: Buffer | null) => (sealed ? vault.open(purpose, sealed) : undefined);
  const name = open('ticket.contact_name', ticket.contact_name) ?? ticket.contact_is ?? undefined;
  const phone =
    open('ticket.contact_phone', ticket.contact_phone) ?? open('contact.phone', ticket.contact_phone_kept);
  const address = open('ticket.contact_address', ticket.contact_address) ?? asker.address;
  const contact: Contact = {
    id: ticket.contact_id ?? `counter:${ticket.id}`,
    channel: ticket.platform ?? 'counter',
    locale: 'vi',
    notices: true,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  };
  const sealing = { wardId, platform: ticket.platform ?? 'counter', contact, record, code };
  const begun = await seal(tx, vault, {
    ...{ ...sealing, turn: `moved:${ticket.id}`, at: ticket.opened_at, text: wordsOf(ticket) },
    ...(address === undefined ? {} : { address }),
  });
  if ('taken' in begun) throw new Error('the code of the record is taken');
  const key = await one<{ content_key: Buffer }>(tx, 'SELECT content_key FROM sealed_record WHERE id = $1', [
    record,
  ]);
  if (!key) throw new Error('the record was not begun');
  const add = async (actor: 'resident' | 'officer', words: SealedWords, once: string) =>
    await addEntry(tx, vault, {
      ...{ wardId, record, contentKey: key.content_key, actor, words },
      once: `moved:${ticket.id}:${once}`,
    });
  for (const { id, actor, actor_name, kind, text, at: said } of events)
    await add(
      actor,
      {
        at: said.toISOString(),
        text,
        ...(actor === 'officer' ? { officer: actor_name ?? '' } : {}),
        ...(SHOWN.has(kind) ? {} : { note: true }),
      },
      id,
    );
  const sealedTo = { wardId, record, contentKey: key.content_key, dataDir: moving.dataDir };
  for (const file of files) {
    const kept = await moveFile(tx, store, sealedTo, file, written);
    const words: SealedWords =
      kept === null
        ? {
            at: file.created_at.toISOString(),
            text: 'Có một tệp chưa tải về kịp nên không cất được.',
            note: true,
          }
        : { at: file.created_at.toISOString(), photo: kept };
    await add(kept === null ? 'officer' : 'resident', words, `file:${file.id}`);
  }
  await audit(tx, wardId, moving.actor, 'ticket.sealed', code);
  const ward = await wardInfo(tx, wardId);
  const names = readers.map((r) => r.name).join(', ');
  const outbox = [
    ...(await tellWriter(tx, store, speaker, moving, ticket, ward, names)),
    ...(await redrawn(tx, store, moving, redraw)),
  ];
  await tx.query(
    'UPDATE sealed_record SET changed_on = ($2::timestamptz AT TIME ZONE $3)::date WHERE id = $1',
    [record, at, 'Asia/Ho_Chi_Minh'],
  );
  return { ok: true, outbox };
}

async function lockWhole(tx: Sql, wardId: string, code: string): Promise<TicketRow | null> {
  return await one<TicketRow>(
    tx,
    `SELECT t.id, t.text, t.opened_at, t.place_label, t.latitude, t.longitude, t.contact_id, t.contact_name, t.contact_phone, t.contact_address,
  ch.platform, c.name AS contact_is, c.phone AS contact_phone_kept, EXISTS (SELECT 1 FROM complaint k WHERE k.ticket_id = t.id) AS signed
FROM ticket t LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN channel ch ON ch.id = c.channel_id
WHERE t.ward_id = $1 AND t.code = $2 AND t.kind <> 'toCao' FOR UPDATE OF t`,
    [wardId, code],
  );
}

/** What the writer said of where it is goes along. */
function wordsOf({ text, place_label, latitude, longitude }: TicketRow): string {
  const at = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
  const place = [place_label, at].filter((part) => part !== null).join(' – ');
  return place === '' ? text : `${text}\nNơi: ${place}`;
}

/** Kinds of events whose words the writer knows already: whoever holds the code reads them again. */
const SHOWN: ReadonlySet<string> = new Set(['added', 'answered', 'asked', 'accepted']);

interface EventRow {
  readonly id: string;
  readonly kind: string;
  readonly actor: 'resident' | 'officer';
  readonly actor_name: string | null;
  readonly text: string;
  readonly at: Date;
}

async function eventsOf(tx: Sql, ticketId: string): Promise<EventRow[]> {
  const { rows } = await tx.query<EventRow>(
    `SELECT id, kind, CASE WHEN actor = 'resident' THEN 'resident' ELSE 'officer' END AS actor, coalesce(actor_name, 'máy') AS actor_name, text, at
FROM ticket_event WHERE ticket_id = $1 AND text IS NOT NULL AND kind <> 'opened' ORDER BY id`,
    [ticketId],
  );
  return rows;
}

interface FileRow {
  readonly id: string;
  readonly state: 'pending' | 'stored' | 'failed';
  readonly kind: string;
  readonly ref: Buffer | null;
  readonly sha256: string | null;
  readonly platform: string;
  readonly created_at: Date;
}

async function filesOf(tx: Sql, ticketId: string): Promise<FileRow[]> {
  const { rows } = await tx.query<FileRow>(
    `SELECT a.id, a.state, a.kind, a.ref, a.sha256, c.platform, a.created_at FROM attachment a JOIN channel c ON c.id = a.channel_id
WHERE a.ticket_id = $1 AND a.state <> 'dropped' ORDER BY a.created_at, a.id FOR UPDATE OF a`,
    [ticketId],
  );
  return rows;
}

interface SealedTo {
  readonly wardId: string;
  readonly record: string;
  readonly contentKey: Buffer;
  readonly dataDir: string;
}

/** Its sealed copy, or a photo still to be fetched for the record; null: it could not be had. */
async function moveFile(
  tx: Sql,
  store: Store,
  to: SealedTo,
  file: FileRow,
  written: string[],
): Promise<string | null> {
  const { vault } = store;
  const id = randomUUID();
  const row = async (state: 'pending' | 'stored', ref: Buffer | null) =>
    await tx.query(
      'INSERT INTO sealed_file (id, ward_id, record_id, key, ref, state) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, to.wardId, to.record, vault.mac('sealed.turn', `moved-file:${file.id}`), ref, state],
    );
  if (file.state === 'stored' && file.sha256 !== null) {
    const target = photoPath(to.dataDir, id);
    written.push(id);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const bytes = await readFile(filePath(to.dataDir, file.sha256));
    await writeFile(target, fillFile(to.contentKey, id, bytes), { mode: 0o600, flush: true });
    await row('stored', null);
    return id;
  }
  if (file.state !== 'pending' || file.kind !== 'photo' || file.ref === null) return null;
  const { name: _, ...ref } = vault.openJson('attachment.ref', file.ref) as FileRef;
  await row('pending', vault.sealJson('sealed_file.ref', { platform: file.platform, file: ref }));
  return id;
}

/** The facts of the first reply (Luật Tố cáo Đ.22, 23), and that the code is still the way back; wiped once it was sent. */
async function tellWriter(
  tx: Sql,
  store: Store,
  speaker: Speaker,
  { wardId, code }: Moving,
  ticket: TicketRow,
  ward: WardInfo,
  readers: string,
): Promise<string[]> {
  const notice = speaker.notices.get('sealed-away');
  if (!notice) throw new Error('there is no notice called sealed-away');
  if (ticket.contact_id === null) return [];
  const to = await one<{
    channel_id: string;
    platform: string;
    locale: string;
    chat: string;
    chat_kind: 'private' | 'group';
  }>(
    tx,
    `SELECT c.channel_id, ch.platform, c.locale, c.external_id AS chat, 'private' AS chat_kind FROM contact c JOIN channel ch ON ch.id = c.channel_id WHERE c.id = $1`,
    [ticket.contact_id],
  );
  if (!to) return [];
  const known = Object.entries(ward).filter((e): e is [string, string] => typeof e[1] === 'string');
  const reply = notice.say({ ...Object.fromEntries(known), code, readers }, null);
  // the key says nothing of the ticket: the row stays when the record is all that is left
  const key = `moved:${randomUUID()}`;
  const messages = speaker.render(to.platform, to.locale === 'en' ? 'en' : 'vi', reply, key);
  return await enqueue(
    tx,
    store.vault,
    messages.map((message, part) => ({
      ...{ wardId, channelId: to.channel_id, chat: to.chat, chatKind: to.chat_kind },
      ...{
        contactId: ticket.contact_id,
        key: `${key}:${part}`,
        notice: FLEETING,
        lane: 'notice' as const,
        message,
      },
    })),
  );
}

/** What officers were sent about it is written anew where the platform can: the code, and nothing else. */
async function redrawn(
  tx: Sql,
  store: Store,
  { wardId, code }: Moving,
  redraw: readonly ToRedraw[],
): Promise<string[]> {
  return await enqueue(
    tx,
    store.vault,
    redraw.map(({ id, channelId, chat, chatKind, externalId }) => {
      const message: Outgoing = { text: code, choices: [], files: [], replaces: externalId };
      return {
        ...{ wardId, channelId, chat, chatKind, contactId: null, key: `redrawn:${id}` },
        ...{ lane: 'notice' as const, message },
      };
    }),
  );
}
