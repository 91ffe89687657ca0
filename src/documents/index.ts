/**
 * Official documents from files: txt, md, docx, pdf with text, and laws as JSON. Splitting is pure; only docx and pdf
 * lean on a library. Nothing here knows of the database.
 */
import { readDocx } from './docx.ts';
import { DocumentFault } from './fault.ts';
import { kindOfNumber, readHead } from './head.ts';
import { readLawJson } from './law-json.ts';
import { markdownText, withLevels } from './markdown.ts';
import { paragraphs } from './paragraphs.ts';
import { readPdf } from './pdf.ts';
import { splitBody } from './split.ts';
import { decodeText, refuseLegacy } from './text-file.ts';
import type { DocumentDraft, Paragraph, Progress } from './types.ts';

export { DocumentFault } from './fault.ts';
export type { DocumentDraft, DocumentHead, PassageDraft, Progress } from './types.ts';

/** What the officer says of a document; it wins over what the document says of itself. */
export interface Given {
  readonly number?: string;
  readonly title?: string;
  readonly issuer?: string;
  /** ISO day */
  readonly issuedOn?: string;
}

/** bytes; a law of a thousand articles has a tenth of it */
export const LARGEST = 30 * 1024 * 1024;

/**
 * Read one file.
 * @param name the file's name: its ending says the form, and it is the title where nothing else is
 * @throws DocumentFault with a sentence for the officer
 */
export async function readDocument(
  name: string,
  bytes: Uint8Array,
  given: Given = {},
  progress?: Progress,
): Promise<DocumentDraft> {
  if (bytes.length === 0) throw empty();
  if (bytes.length > LARGEST)
    throw new DocumentFault('Tệp lớn hơn 30 MB. Chia thành nhiều tệp rồi nhập từng tệp.');
  const draft = await read(name, bytes, given, progress);
  if (draft.passages.length === 0) throw empty();
  const number = given.number ?? draft.number;
  const kind = draft.kind ?? kindOfNumber(number);
  const issuer = given.issuer ?? draft.issuer;
  const issuedOn = given.issuedOn ?? draft.issuedOn;
  return {
    title: given.title ?? draft.title,
    passages: draft.passages,
    ...(number === undefined ? {} : { number }),
    ...(kind === undefined ? {} : { kind }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  };
}

const empty = () => new DocumentFault('Tệp không có nội dung để trích. Kiểm tra lại tệp rồi nhập.');

async function read(
  name: string,
  bytes: Uint8Array,
  given: Given,
  progress?: Progress,
): Promise<DocumentDraft> {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const title = name.replace(/\.[^.]+$/, '').normalize('NFC');
  switch (ending) {
    case 'json':
      return readLawJson(
        given.number === undefined ? name : `${given.number.replaceAll('/', '-')}.json`,
        decodeText(bytes),
      );
    case 'txt': {
      const text = decodeText(bytes);
      refuseLegacy(text);
      return split(paragraphs(text), title);
    }
    case 'md': {
      const { text, headings } = markdownText(decodeText(bytes));
      refuseLegacy(text);
      return split(withLevels(paragraphs(text), headings), title);
    }
    case 'docx':
      return split(checked(await readDocx(bytes)), title);
    case 'pdf': {
      const text = await readPdf(bytes, progress);
      refuseLegacy(text);
      return split(paragraphs(text), title);
    }
    case 'doc':
      throw new DocumentFault(
        'Đây là tệp Word đời cũ (.doc). Mở bằng Word, chọn Lưu thành .docx, rồi nhập lại.',
      );
    default:
      throw new DocumentFault('Chỉ nhập được tệp txt, md, docx, pdf (có chữ) và json.');
  }
}

function checked(found: readonly Paragraph[]): readonly Paragraph[] {
  refuseLegacy(found.map((p) => p.text).join('\n'));
  return found;
}

function split(found: readonly Paragraph[], fallback: string): DocumentDraft {
  const { head, from } = readHead(found, fallback);
  return { ...head, passages: splitBody(found.slice(from)) };
}
