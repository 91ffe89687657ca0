/** Papers that are made for a resident when they are fetched: named like a file, by the turn that filled them in. */
import type { FileRef } from './types.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The paper of a turn as a file to send. */
export function paperFile(key: string, name: string): FileRef {
  return { kind: 'document', ref: `paper:${key}`, name, mime: DOCX };
}

/** The key in a ref made by `paperFile`; null for any other file. */
export function paperKey(ref: string): string | null {
  return /^paper:([\w.-]{1,100})$/.exec(ref)?.[1] ?? null;
}
