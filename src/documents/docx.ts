import mammoth from 'mammoth';
import { DocumentFault } from './fault.ts';
import { tidy } from './paragraphs.ts';
import type { Paragraph } from './types.ts';

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * Paragraphs of a Word file. Numbers that Word makes by itself are not in the file's text: such items come as a dash.
 * @throws DocumentFault for an old .doc, a locked or a broken file
 */
export async function readDocx(bytes: Uint8Array): Promise<Paragraph[]> {
  if (OLE.every((b, i) => bytes[i] === b)) {
    const locked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new DocumentFault(
      locked
        ? 'Tệp Word có mật khẩu. Mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu), lưu lại rồi nhập.'
        : 'Đây là tệp Word đời cũ (.doc). Mở bằng Word, chọn Lưu thành .docx, rồi nhập lại.',
    );
  }
  let html: string;
  try {
    const images = mammoth.images.imgElement(async () => ({ src: '' }));
    const read = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage: images });
    html = read.value;
  } catch {
    throw new DocumentFault('Tệp Word bị hỏng, không mở được. Mở bằng Word, lưu lại thành tệp mới rồi nhập.');
  }
  return paragraphsOf(html);
}

/** Mammoth's HTML (well formed, few tags) to paragraphs. A layout table (the head, the signatures) is read cell by cell. */
function paragraphsOf(html: string): Paragraph[] {
  const out: Paragraph[] = [];
  let line = '';
  let level: number | undefined;
  let bullet = false;
  let row: Paragraph[][] | null = null;
  const end = () => {
    const text = tidy(line);
    line = '';
    if (text === '') return;
    const p: Paragraph = { text: bullet ? `- ${text}` : text, ...(level === undefined ? {} : { level }) };
    bullet = false;
    if (row) row.at(-1)?.push(p);
    else out.push(p);
  };
  for (const [, close, tag = '', word] of html.matchAll(/<(\/?)([a-z]+\d?)[^>]*>|([^<]+)/g)) {
    if (word !== undefined) {
      line += plainText(word);
      continue;
    }
    if (/^(?:p|h[1-6]|li|td|th|tr|table|ul|ol|br)$/.test(tag)) end();
    if (/^h[1-6]$/.test(tag)) level = close ? undefined : Number(tag.slice(1));
    if (tag === 'li') bullet = !close;
    if (tag === 'tr') {
      if (close && row) out.push(...rowOf(row));
      row = close ? null : [];
    }
    if ((tag === 'td' || tag === 'th') && !close) row?.push([]);
  }
  end();
  return out;
}

/** Cells of one line each stand together; a cell of several lines is a piece of layout. */
function rowOf(cells: readonly Paragraph[][]): Paragraph[] {
  const filled = cells.filter((c) => c.length > 0);
  if (
    filled.length < 2 ||
    filled.some((c) => c.length > 1) ||
    filled.some((c) => LAYOUT.test(c[0]?.text ?? ''))
  )
    return filled.flat();
  return [{ text: filled.map((c) => c[0]?.text ?? '').join(' | ') }];
}
const LAYOUT = /CỘNG H(?:ÒA|OÀ) XÃ HỘI|^Số\s*:|ngày\s+\d+\s+tháng|Nơi nhận/iu;

function plainText(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, dec, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = dec === undefined ? Number.parseInt(String(hex), 16) : Number(dec);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
