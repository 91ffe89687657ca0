import type { Store } from '../../store/db.ts';
import { type DocumentRow, listDocuments, removeDocument } from '../../store/documents.ts';
import { type Args, type Out, sayDay } from './says.ts';

/** `documents list [--all]`, `documents remove SỐ`. @returns exit code */
export async function documents(
  store: Store,
  wardId: string,
  { options, rest }: Args,
  by: string,
  out: Out,
): Promise<number> {
  const [what = 'list', which = ''] = rest;
  if (what === 'list') {
    const found = await listDocuments(store.pool, wardId, { all: options.has('all') });
    for (const d of found) out.say(row(d));
    if (found.length === 0) out.say('Chưa có văn bản nào. Nhập bằng: npm run knowledge -- import TỆP');
    return 0;
  }
  if (what === 'remove' && which !== '') {
    const removed = await removeDocument(store, wardId, which, by);
    if (removed)
      out.say(`Không trích văn bản này nữa: ${removed.number ?? removed.title}. Nhập lại tệp để dùng lại.`);
    else
      out.note(
        'Không có, hoặc có nhiều hơn một văn bản như vậy. Xem mã ở đầu dòng: npm run knowledge -- documents list',
      );
    return removed ? 0 : 1;
  }
  out.note('Cách dùng: npm run knowledge -- documents list [--all] | documents remove SỐ-HOẶC-MÃ');
  return 1;
}

function row(d: DocumentRow): string {
  return [
    d.id.slice(0, 8),
    d.active ? '' : '(không dùng)',
    [d.kind, d.number].filter((v) => v !== null).join(' '),
    d.issuedOn === null ? '' : sayDay(d.issuedOn),
    d.issuer ?? '',
    `“${d.title}”`,
    `${d.passages} đoạn`,
    `tệp ${d.file}`,
  ]
    .filter((v) => v !== '')
    .join(' · ');
}
