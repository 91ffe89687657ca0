import { DocumentFault } from './fault.ts';
import { legacyCoding } from './legacy.ts';

/**
 * Bytes of a text file to text: UTF-8, or UTF-16 with its mark (Notepad's "Unicode").
 * @throws DocumentFault when they are anything else
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuseLegacy(Buffer.from(bytes).toString('latin1'));
    throw new DocumentFault(
      'Tệp không phải bảng mã UTF-8. Mở tệp bằng Word hoặc Notepad, chọn Lưu thành, bảng mã (Encoding) UTF-8, rồi nhập lại.',
    );
  }
  if (text.includes('\u0000'))
    throw new DocumentFault('Tệp này không phải văn bản chữ. Chỉ nhập được tệp txt, md, docx, pdf, json.');
  return text;
}

/** @throws DocumentFault when the text is in an old font's coding */
export function refuseLegacy(text: string): void {
  const coding = legacyCoding(text);
  if (coding === null) return;
  const font = coding === 'TCVN3' ? 'TCVN3 (ABC), phông .VnTime' : 'VNI, phông VNI-Times';
  throw new DocumentFault(
    `Văn bản gõ bằng bảng mã cũ ${font}. Dùng Unikey (Ctrl+Shift+F6) chuyển sang Unicode, lưu lại rồi nhập lại.`,
  );
}
