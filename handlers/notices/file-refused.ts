/** To the resident: a file could not be kept, and what would do instead. */
import { say } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type FileRefused = {
  readonly why: string;
};

export const fileRefused: Notice<FileRefused> = {
  id: 'file-refused',
  key: (p) => p.why,
  say: (p) => ({ text: say(p.why === 'size' ? 'notice.file-too-big' : 'notice.file-refused') }),
};
