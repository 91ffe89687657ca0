/** The file cannot be taken in. The message is a sentence for the officer who tried: what is wrong and what to do. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';
}
