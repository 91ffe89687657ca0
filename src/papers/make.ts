/** A kept paper, made into the file that is handed out. */
import { complaintForm } from './complaint-form.ts';

export interface MadePaper {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly mime: string;
}

export async function makePaper(
  kind: 'complaint',
  fields: Readonly<Record<string, string>>,
): Promise<MadePaper> {
  switch (kind) {
    case 'complaint':
      return {
        bytes: await complaintForm(fields),
        name: 'don-khieu-nai.docx',
        mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      };
    default:
      return kind satisfies never;
  }
}
