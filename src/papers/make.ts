/** A kept paper, made into the file that is handed out. */
import type { PaperKind } from '../core/types.ts';
import { complaintForm } from './complaint-form.ts';
import { infoForm } from './info-form.ts';

export interface MadePaper {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly mime: string;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export async function makePaper(
  kind: PaperKind,
  fields: Readonly<Record<string, string>>,
): Promise<MadePaper> {
  switch (kind) {
    case 'complaint':
      return { bytes: await complaintForm(fields), name: 'don-khieu-nai.docx', mime: DOCX };
    case 'info':
      return { bytes: await infoForm(fields), name: 'phieu-yeu-cau-thong-tin.docx', mime: DOCX };
    default:
      return kind satisfies never;
  }
}
