import { getDocumentProxy } from 'unpdf';
import { DocumentFault } from './fault.ts';
import type { Progress } from './types.ts';

/** fewer letters a page than this: a picture with a stamp of text, not a text */
const SCANNED = 25;

/**
 * Text of a PDF, line by line, pages one after another.
 * @throws DocumentFault for a scan without text, a locked or a broken file
 */
export async function readPdf(bytes: Uint8Array, progress?: Progress): Promise<string> {
  const pdf = await open(bytes);
  try {
    const pages: string[] = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      pages.push(items.map((i) => ('str' in i ? i.str + (i.hasEOL ? '\n' : '') : '')).join(''));
      page.cleanup();
      progress?.('Đọc trang', n, pdf.numPages);
    }
    const text = pages.join('\n');
    if ((text.match(/\p{L}/gu)?.length ?? 0) < SCANNED * pdf.numPages)
      throw new DocumentFault(
        'Tệp PDF này là ảnh quét, không có chữ để đọc. Dùng bản PDF xuất từ Word, hoặc nhận dạng chữ (OCR) trước.',
      );
    return text;
  } catch (error) {
    throw error instanceof DocumentFault ? error : broken();
  } finally {
    await pdf.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    // a copy: the reader takes the memory for itself
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new DocumentFault('Tệp PDF có mật khẩu. Mở tệp, bỏ mật khẩu (in lại thành PDF), rồi nhập.');
    throw broken();
  }
}

const broken = () =>
  new DocumentFault('Tệp PDF bị hỏng, không mở được. Xin lại tệp gốc hoặc in lại thành PDF.');
