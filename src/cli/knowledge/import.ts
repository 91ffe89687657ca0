import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type DocumentDraft,
  DocumentFault,
  type Given,
  type Progress,
  readDocument,
} from '../../documents/index.ts';
import type { Store } from '../../store/db.ts';
import { saveDocument } from '../../store/documents.ts';
import { type Args, type Out, readDay, sayDay } from './says.ts';

export interface ReadFile {
  readonly file: string;
  readonly draft: DocumentDraft;
}

/**
 * Read the files named; what cannot be read is said.
 * @returns what was read, and whether everything was
 */
export async function readFiles(
  { options, rest }: Args,
  out: Out,
): Promise<{ readonly read: readonly ReadFile[]; readonly whole: boolean }> {
  const read: ReadFile[] = [];
  const fail = (line: string) => {
    out.note(line);
    return { read: [], whole: false };
  };
  if (rest.length === 0) return fail('Cách dùng: npm run knowledge -- import TỆP [TỆP …]');
  const given = givenOf(options);
  if (given === null) return fail('--date phải là một ngày, ví dụ 23/10/2024 hoặc 2024-10-23.');
  if (rest.length > 1 && Object.keys(given).length > 0)
    return fail('--number, --issuer, --date, --title chỉ dùng khi nhập một tệp.');
  let whole = true;
  for (const file of rest) {
    const name = path.basename(file).normalize('NFC');
    try {
      read.push({ file: name, draft: await readDocument(name, await bytesOf(file), given, progressTo(out)) });
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      out.note(`${name}: ${error.message}`);
      whole = false;
    }
  }
  return { read, whole };
}

function givenOf(options: ReadonlyMap<string, string>): Given | null {
  const text = (name: string) => {
    const value = options.get(name)?.normalize('NFC').trim();
    return value === '' ? undefined : value;
  };
  const date = text('date');
  const issuedOn = date === undefined ? undefined : readDay(date);
  if (issuedOn === null) return null;
  const number = text('number');
  const issuer = text('issuer');
  const title = text('title');
  return {
    ...(number === undefined ? {} : { number }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(title === undefined ? {} : { title }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new DocumentFault('Không thấy tệp này. Kiểm tra lại đường dẫn.');
    if (code === 'EISDIR') throw new DocumentFault('Đây là thư mục, không phải tệp.');
    if (code === 'EACCES') throw new DocumentFault('Không có quyền đọc tệp này.');
    throw error;
  }
}

/** work smaller than this is over before a line could be read */
const WORTH_TELLING = 200;

/** A line at every quarter of long work. */
export function progressTo(out: Out): Progress {
  let told = 0;
  return (what, done, total) => {
    if (total < WORTH_TELLING) return;
    const quarter = Math.floor((4 * done) / total);
    if (quarter === told) return;
    told = quarter % 4;
    out.note(`${what} ${done}/${total} …`);
  };
}

/** Keep what was read. @returns exit code */
export async function keepFiles(
  store: Store,
  wardId: string,
  read: readonly ReadFile[],
  by: string,
  out: Out,
): Promise<number> {
  for (const { file, draft } of read) {
    const { outcome } = await saveDocument(store, wardId, draft, { file, by, progress: progressTo(out) });
    out.say(`${SAID[outcome]} ${nameOf(draft)}, ${draft.passages.length} đoạn.`);
    const missing = [
      ...(draft.number === undefined ? ['số (--number)'] : []),
      ...(draft.issuedOn === undefined ? ['ngày (--date)'] : []),
      ...(draft.issuer === undefined ? ['nơi ban hành (--issuer)'] : []),
    ];
    if (missing.length > 0 && outcome !== 'same')
      out.note(`Không thấy trong tệp: ${missing.join(', ')}. Nhập lại kèm các mục đó nếu cần.`);
  }
  return 0;
}

const SAID = {
  added: 'Đã nhập',
  same: 'Đã có từ trước, không đổi gì:',
  restored: 'Dùng lại bản đã nhập trước đây:',
  replaced: 'Đã nhập bản mới, bản cũ được giữ nhưng không trích nữa:',
} as const;

function nameOf(d: DocumentDraft): string {
  const when = d.issuedOn === undefined ? '' : ` ngày ${sayDay(d.issuedOn)}`;
  const whose = d.issuer === undefined ? '' : ` của ${d.issuer}`;
  const name = d.number === undefined ? `“${d.title}”` : `${d.kind ?? 'văn bản số'} ${d.number}`;
  return `${name}${when}${whose}`;
}
