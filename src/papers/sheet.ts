/** A form as a Word file to print and sign: what is known is filled in, a dotted line stands for the rest. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FONT = 'Be Vietnam Pro';
const DOTS = '.'.repeat(60);
const LONG_DOTS = `\n${Array.from({ length: 3 }, () => '.'.repeat(100)).join('\n')}`;
export const IDENTITY_DOTS = `${'.'.repeat(30)} ngày cấp ..../..../........ nơi cấp ${'.'.repeat(30)}`;

export type Block =
  | { readonly text: string; readonly align?: 'center' | 'right'; readonly bold?: true }
  /** `long`: three dotted lines where nothing is known */
  | { readonly label: string; readonly value: string | undefined; readonly long?: true }
  | { readonly sign: string; readonly how: string; readonly name: string | undefined }
  | { readonly small: string };

export interface Sheet {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** On A4, under the state's heading. The font is in the file. */
export async function wordSheet({ title, blocks }: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const { AlignmentType, CharacterSet, Document, Packer, Paragraph, TextRun } = await import('docx');
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  );
  const ALIGN = { center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
  const runs = (text: string, bold = false) =>
    text.split('\n').map((part, i) => new TextRun({ text: part, bold, ...(i === 0 ? {} : { break: 1 }) }));
  const spacing = { after: 120 };
  const drawn = (block: Block) => {
    if ('text' in block)
      return [
        new Paragraph({
          ...(block.align ? { alignment: ALIGN[block.align] } : {}),
          spacing,
          children: runs(block.text, block.bold),
        }),
      ];
    if ('label' in block) {
      const value = block.value ?? (block.long ? LONG_DOTS : DOTS);
      const label = new TextRun({ text: `${block.label}: `, bold: true });
      return [new Paragraph({ spacing, children: [label, ...runs(value)] })];
    }
    if ('sign' in block) {
      const at = { alignment: ALIGN.right, keepNext: true };
      return [
        new Paragraph({ ...at, children: runs(block.sign, true) }),
        new Paragraph({ ...at, children: runs(`${block.how}\n\n\n`) }),
        new Paragraph({ alignment: ALIGN.right, spacing, children: runs(block.name ?? '') }),
      ];
    }
    return [new Paragraph({ children: [new TextRun({ text: block.small, size: 18, italics: true })] })];
  };
  const heading: readonly Block[] = [
    {
      text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc',
      align: 'center',
      bold: true,
    },
    { text: '................, ngày ...... tháng ...... năm ..........', align: 'right' },
    { text: title.toLocaleUpperCase('vi'), align: 'center', bold: true },
  ];
  const document = new Document({
    title,
    creator: 'Dân Biết',
    fonts: [{ name: FONT, data: readFileSync(font), characterSet: CharacterSet.VIETNAMESE }],
    styles: { default: { document: { run: { font: FONT, size: 26 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1417, right: 1134 },
          },
        },
        children: [...heading, ...blocks].flatMap(drawn),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
