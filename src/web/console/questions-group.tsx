/** A group of like questions: finding it, and what of its words may be shown or kept. */
import type { Context } from 'hono';
import type { QuestionGroup } from '../../store/questions.ts';
import { withoutWriter } from '../../store/sealed-copy.ts';
import { type Inside, plainPage } from './shell.tsx';

export const QUESTIONS = '/console/cau-hoi';

/** The group a question belongs to now. */
export const groupOf = (
  groups: readonly QuestionGroup[],
  id: string | undefined,
): QuestionGroup | undefined => groups.find((g) => g.questions.some((q) => q.id === id));

/** A question without what may tell who asked, as far as rules can tell. */
export const masked = (text: string): string => withoutWriter(text, []);

/** Words of a group that tell of nobody: they may stand in an entry that everybody reads. */
export const cleanWords = (group: QuestionGroup): string[] => [
  ...new Set(group.questions.map((q) => q.text).filter((text) => masked(text) === text.normalize('NFC'))),
];

export const gone = (c: Context<Inside>) =>
  plainPage(
    c,
    409,
    'Chưa làm được',
    'Câu hỏi này không còn ở đây: có người đã làm rồi, hoặc lời hỏi đã xoá. Xin mở lại trang Câu hỏi.',
  );
