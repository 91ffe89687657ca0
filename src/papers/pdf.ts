/** PDF pages in Be Vietnam Pro, embedded: every Vietnamese letter prints on any machine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Pdf = PDFKit.PDFDocument;
export const FONT = { plain: 'plain', bold: 'bold' } as const;

const FONTS = '@expo-google-fonts/be-vietnam-pro';

/** A document with one page open. `title` stands in the window of whoever opens it: no name of a person in it. */
export async function openPdf(options: {
  readonly size: 'A4' | 'A5';
  readonly margin: number;
  readonly title: string;
}): Promise<Pdf> {
  const { default: PdfDocument } = await import('pdfkit');
  const pdf = new PdfDocument({
    size: options.size,
    margin: options.margin,
    lang: 'vi-VN',
    displayTitle: true,
    info: { Title: options.title, Creator: 'Dân Biết', Producer: 'Dân Biết' },
  });
  const need = createRequire(import.meta.url);
  const font = (file: string) => readFileSync(need.resolve(`${FONTS}/${file}.ttf`));
  pdf.registerFont(FONT.plain, font('400Regular/BeVietnamPro_400Regular'));
  pdf.registerFont(FONT.bold, font('700Bold/BeVietnamPro_700Bold'));
  return pdf.font(FONT.plain);
}

/** The finished bytes. */
export function closePdf(pdf: Pdf): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((done, failed) => {
    const parts: Uint8Array[] = [];
    pdf.on('data', (part: Uint8Array) => parts.push(part));
    pdf.once('end', () => done(new Uint8Array(Buffer.concat(parts))));
    pdf.once('error', failed);
    pdf.end();
  });
}

/** A line from margin to margin, with a little room below. */
export function rule(pdf: Pdf): void {
  const { left, right } = pdf.page.margins;
  const y = pdf.y + 4;
  pdf
    .moveTo(left, y)
    .lineTo(pdf.page.width - right, y)
    .lineWidth(0.8)
    .strokeColor('#444444')
    .stroke();
  pdf.y = y + 8;
}
