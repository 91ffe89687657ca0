/**
 * Which kind a report is, with reasons an officer can check. Pure. Only a doubt that changes a right is asked about: a
 * khiếu nại has 90 days (Luật Khiếu nại 02/2011/QH13 Đ.9), a phản ánh has none (its terms: Đ.2; Luật Tiếp công dân 42/2013/QH13 Đ.2).
 */
import { fold } from '../../src/core/text.ts';
import type { Intent, TicketKind } from '../../src/core/types.ts';

/** The kinds a draft may become here; the others lead to another conversation. */
export type OwnKind = Extract<TicketKind, 'phanAnh' | 'kienNghi'>;

/** What the bot thinks, and why; kept with the draft and told to the officer. */
export interface Guess {
  readonly kind: TicketKind;
  readonly reasons: readonly string[];
}

const OWN =
  /(?:^| )(?:toi|em|minh|chau|chung toi|nha toi|nha em|gia dinh|me toi|bo toi|con toi|vo toi|chong toi|nha chung toi)(?= |$)/;
// A decision or an act of an office against somebody; folded, at word borders.
const AGAINST: readonly string[] = [
  'bi phat',
  'phat toi',
  'phat em',
  'phat nha toi',
  'phat gia dinh',
  'xu phat toi',
  'quyet dinh',
  'thu hoi dat',
  'thu hoi giay',
  'cuong che',
  'lap bien ban',
  'tam giu',
  'giu xe',
  'dinh chi',
  'tu choi',
  'khong cap',
  'khong xac nhan',
  'khong chung thuc',
  'khong duyet',
  'khong xet',
  'cat tro cap',
  'cat che do',
  'cat ho tro',
  'gach ten',
  'xoa ten',
  'loai khoi',
  'den bu',
  'boi thuong',
  'tra ho so',
  'tra lai ho so',
  'bac don',
  'bac ho so',
  'khong nhan ho so',
];

const within = (folded: string, phrase: string): boolean => ` ${folded} `.includes(` ${phrase} `);

/** Words that sound like a decision against the writer; empty when there are none. */
export function decisionWords(text: string): readonly string[] {
  return text
    .split(/[.!?;\n]+/u)
    .map(fold)
    .filter((s) => OWN.test(s))
    .flatMap((s) => AGAINST.filter((a) => within(s, a)));
}

/** What was written, as understood. @param intent of the message that told it */
export function guessKind(text: string, intent: Intent): Guess {
  const said = intent.reasons.filter((r) => r !== '').slice(0, 2);
  const against = decisionWords(text);
  const doubt =
    against.length === 0
      ? []
      : [`có lời giống phản đối một quyết định, việc làm đối với mình: ${[...new Set(against)].join(', ')}`];
  if (intent.route === 'petition.khieu-nai') return { kind: 'khieuNai', reasons: [...said, ...doubt] };
  if (intent.route === 'petition.kien-nghi') return { kind: 'kienNghi', reasons: [...said, ...doubt] };
  return { kind: 'phanAnh', reasons: [...said, ...doubt] };
}

/** Is a question worth its trouble? A clear report is asked nothing. */
export function isDoubtful(text: string, guess: Guess): boolean {
  return guess.kind !== 'khieuNai' && decisionWords(text).length > 0;
}

export interface Judged {
  /** what the ticket is opened as */
  readonly kind: TicketKind;
  readonly guess: Guess | undefined;
  /** the resident chose it against the guess */
  readonly chosen: boolean;
  /** what was asked and answered, in words */
  readonly answers: readonly string[];
}

const NAMES: Readonly<Record<TicketKind, string>> = {
  phanAnh: 'phản ánh',
  kienNghi: 'kiến nghị',
  khieuNai: 'khiếu nại',
  toCao: 'tố cáo',
  thongTin: 'xin thông tin',
  hoi: 'câu hỏi',
};

/** The proposal as it stands on the ticket, for the officer who confirms or changes it. */
export function kindProposal({ kind, guess, chosen, answers }: Judged): string {
  const reasons = guess?.reasons ?? [];
  return [
    `Loại máy đề xuất: ${NAMES[guess?.kind ?? kind]}.`,
    reasons.length > 0
      ? `Vì sao: ${reasons.join('; ')}.`
      : 'Vì sao: người dân chọn mục gửi phản ánh, kiến nghị.',
    ...(answers.length > 0 ? [`Đã hỏi lại: ${answers.join('; ')}.`] : []),
    ...(chosen ? [`Người dân tự chọn: ${NAMES[kind]}.`] : []),
    'Cán bộ xác nhận hoặc đổi loại, có lý do.',
  ].join('\n');
}
