/** A file an officer uploaded, as a document: the readers, with their faults as sentences instead of throws. */
import { DocumentFault, readDocument } from './documents/index.ts';
import type { WebDeps } from './web/deps.ts';

export const readUpload: WebDeps['readDocument'] = async (name, bytes, given, progress) => {
  try {
    return { document: await readDocument(name, bytes, given, progress) };
  } catch (error) {
    if (error instanceof DocumentFault) return { wrong: error.message };
    throw error;
  }
};
