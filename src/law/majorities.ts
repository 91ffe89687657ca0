/**
 * How many have to agree. Counted over all household representatives of the group (over all groups for a matter of the
 * whole ward), never over those present. Luật Thực hiện dân chủ ở cơ sở Đ.16.3, 21.1; NĐ 59/2023 Đ.5.2.c; NĐ 61/2023 Đ.10.
 */
import { type Citation, sayCitation } from './acts.ts';
import { LawError } from './errors.ts';

export type Matter =
  /** item 1: contributions for infrastructure, within the group */
  | 'contributions'
  /** item 2: collecting, spending, community funds and assets, within the group */
  | 'funds'
  /** items 1 and 2 over the whole ward: counted in groups */
  | 'contributions-ward'
  | 'funds-ward'
  /** item 3: hương ước, quy ước */
  | 'convention'
  /** item 4: electing or dismissing the head of the group */
  | 'head'
  /** item 5: members of the two boards */
  | 'boards'
  /** item 6: other internal matters */
  | 'other'
  /** choosing to vote online at all */
  | 'online-method'
  /** households that must be present for a meeting on hương ước */
  | 'convention-quorum'
  /** households behind a citizen's initiative */
  | 'initiative';

interface Threshold {
  readonly share: 'two-thirds' | 'over-half' | 'tenth';
  readonly of: 'hộ' | 'tổ dân phố';
  readonly say: string;
  readonly citation: Citation;
}

const LAW = '10/2022/QH15';
const effect: Citation = { act: LAW, article: '21', clause: '1' };
const half = (say: string, citation = effect): Threshold => ({ share: 'over-half', of: 'hộ', say, citation });
const thirds = (say: string, of: Threshold['of'] = 'hộ'): Threshold => ({
  share: 'two-thirds',
  of,
  say,
  citation: effect,
});

const THRESHOLDS: Readonly<Record<Matter, Threshold>> = {
  contributions: thirds('việc đóng góp làm công trình chung'),
  funds: thirds('việc thu chi, quản lý quỹ chung'),
  'contributions-ward': thirds('việc đóng góp làm công trình chung của cả phường', 'tổ dân phố'),
  'funds-ward': thirds('việc thu chi, quản lý quỹ chung của cả phường', 'tổ dân phố'),
  convention: half('quy ước, hương ước'),
  head: half('việc bầu hoặc cho thôi tổ trưởng'),
  boards: half('việc bầu hoặc cho thôi người của Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng'),
  other: half('việc khác trong tổ'),
  'online-method': half('việc chọn cách biểu quyết qua mạng', {
    act: '59/2023/NĐ-CP',
    article: '5',
    clause: '2.c',
  }),
  'convention-quorum': half('cuộc họp về quy ước, hương ước', {
    act: '61/2023/NĐ-CP',
    article: '10',
    clause: '1.a',
  }),
  initiative: {
    share: 'tenth',
    of: 'hộ',
    say: 'sáng kiến của người dân',
    citation: { act: LAW, article: '16', clause: '3' },
  },
};

export interface Majority {
  readonly passes: boolean;
  /** the least number that has to agree */
  readonly needed: number;
  readonly citation: Citation;
  /** one sentence for a resident */
  readonly explanation: string;
}

/**
 * Did it pass?
 * @param all every household of the group (every group of the ward for `…-ward`), present or not; 1 or more
 * @param agree how many of them agree (are present, for `convention-quorum`)
 * @throws LawError `bad-input` when the numbers are not whole or do not fit
 */
export function majority(matter: Matter, all: number, agree: number): Majority {
  if (!Number.isSafeInteger(all) || all < 1) {
    throw new LawError('bad-input', 'Tổng số phải là số nguyên từ 1 trở lên.');
  }
  if (!Number.isSafeInteger(agree) || agree < 0 || agree > all) {
    throw new LawError('bad-input', `Số đồng ý phải là số nguyên từ 0 đến ${all}.`);
  }
  const { share, of, say, citation } = THRESHOLDS[matter];
  const needed = least(share, all);
  const passes = agree >= needed;
  const verb = matter === 'convention-quorum' ? 'dự họp' : 'đồng ý';
  const basis =
    of === 'hộ' ? 'tất cả các hộ trong tổ, kể cả hộ không đi họp' : 'tất cả các tổ dân phố của phường';
  return {
    passes,
    needed,
    citation,
    explanation:
      `Với ${say} phải có ${SHARE[share]} số ${of} ${verb}, tính trên ${basis}: ${all} ${of} thì cần ít nhất ` +
      `${needed} ${of}, có ${agree} ${of} ${verb} nên ${passes ? 'đủ' : 'chưa đủ'} (theo ${sayCitation(citation)}).`,
  };
}

const SHARE = {
  'two-thirds': 'từ hai phần ba',
  'over-half': 'hơn một nửa',
  tenth: 'từ một phần mười',
} as const;

/** Whole numbers only: 2/3 of 100 is 67, more than half of 100 is 51. */
function least(share: Threshold['share'], all: number): number {
  switch (share) {
    case 'two-thirds':
      return all - Math.floor(all / 3);
    case 'over-half':
      return Math.floor(all / 2) + 1;
    case 'tenth':
      return Math.ceil(all / 10);
  }
}
