import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EntryFault } from '../../core/entry.ts';
import { fold } from '../../language/fold.ts';
import { entryFiles, exportFaults, reviewList } from '../../learning.ts';
import type { Store } from '../../store/db.ts';
import { readEntries } from '../../store/entries.ts';
import { entryVersions, signEntry } from '../../store/sign-off.ts';
import { type Args, type Out, readDay, sayDay } from './says.ts';

/** Faults of the entry files. @returns exit code */
export function sayFaults(count: number, faults: readonly EntryFault[], out: Out): number {
  for (const f of faults) out.say(`locales/vi/knowledge/${f.file}:${f.line} ${f.say}`);
  out.say(faults.length === 0 ? `${count} mục, không có lỗi.` : `${faults.length} lỗi cần sửa.`);
  return faults.length === 0 ? 0 : 1;
}

/** Entries that have to be read again, with reasons. */
export async function review(store: Store, wardId: string, today: string, out: Out): Promise<number> {
  const { entries, broken } = await readEntries(store.pool, wardId);
  for (const id of broken) out.note(`${id}: nội dung trong cơ sở dữ liệu không đọc được; lưu lại mục này.`);
  const items = reviewList(entries, today);
  for (const { entry, reasons } of items) {
    out.say(`${entry.id}: ${entry.question}`);
    for (const reason of reasons) out.say(`  - ${reason}`);
  }
  const unsigned = entries.filter((e) => e.signed === undefined).length;
  out.say(`${items.length} mục cần rà soát; ${unsigned}/${entries.length} mục chưa ai ký duyệt.`);
  return 0;
}

/** `sign MÃ --by "Họ tên" [--date …]` */
export async function sign(
  store: Store,
  wardId: string,
  { options, rest }: Args,
  today: string,
  out: Out,
): Promise<number> {
  const by = options.get('by')?.normalize('NFC').trim() ?? '';
  const day = readDay(options.get('date') ?? today);
  if (rest.length === 0 || by === '' || day === null) {
    out.note('Cách dùng: npm run knowledge -- sign MÃ [MÃ …] --by "Họ tên" [--date 22/11/2026]');
    return 1;
  }
  if (day > today) {
    out.note('Ngày ký không được sau hôm nay.');
    return 1;
  }
  let code = 0;
  for (const id of rest) {
    const signed = await signEntry(store, wardId, id, by, day);
    if (signed) out.say(`${id}: ${by} ký duyệt ngày ${sayDay(day)}.`);
    else {
      out.note(`Không có mục "${id}".`);
      code = 1;
    }
  }
  return code;
}

/** `versions MÃ`: who changed what, who signed. */
export async function versions(store: Store, wardId: string, { rest }: Args, out: Out): Promise<number> {
  const found = await entryVersions(store.pool, wardId, rest[0] ?? '');
  if (found.length === 0) {
    out.note(
      rest[0] === undefined ? 'Cách dùng: npm run knowledge -- versions MÃ' : `Không có mục "${rest[0]}".`,
    );
    return 1;
  }
  for (const v of found) {
    const from = v.source === 'file' ? 'tệp đi kèm' : 'phường sửa';
    const signed = v.signed ? `ký duyệt: ${v.signed.by}, ${sayDay(v.signed.on)}` : 'chưa ký duyệt';
    out.say(
      `bản ${v.version} · ${v.at.toISOString().slice(0, 10)} · ${from}${v.by === null ? '' : ` (${v.by})`} · ${signed}`,
    );
    for (const c of v.changes) out.say(`  ${c.field}: “${c.before}” -> “${c.after}”`);
  }
  return 0;
}

/** `export [THƯ MỤC]`: every entry as files of the program's own form. */
export async function exportEntries(store: Store, wardId: string, { rest }: Args, out: Out): Promise<number> {
  const { entries } = await readEntries(store.pool, wardId);
  const files = entryFiles(entries);
  const [folder] = rest;
  if (folder === undefined) out.say([...files.values()].join('\n'));
  else {
    await mkdir(folder, { recursive: true });
    const taken = new Set<string>();
    for (const [topic, text] of files) await writeFile(path.join(folder, fileName(topic, taken)), text);
    out.say(`Đã ghi ${entries.length} mục vào ${files.size} tệp trong ${folder}.`);
  }
  for (const fault of exportFaults(files)) out.note(`Cần bổ sung trước khi dùng làm tệp: ${fault}`);
  return 0;
}

function fileName(topic: string, taken: Set<string>): string {
  const name =
    fold(topic)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'muc';
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  taken.add(free);
  return `${free}.md`;
}
