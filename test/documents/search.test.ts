import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Intent, Route } from '../../src/core/types.ts';
import { readDocument } from '../../src/documents/index.ts';
import { fold } from '../../src/language/fold.ts';
import {
  indexPassages,
  type PassageIndex,
  passageById,
  searchPassages,
  withPassages,
} from '../../src/passages.ts';
import type { KeptPassage } from '../../src/store/documents.ts';

const SHARED = join(import.meta.dirname, '../../../shared');
const haveShared = existsSync(join(SHARED, 'laws'));
const ABSENT = 'the documents and laws (../shared) are not here: search over real ones goes untested';
const TODAY = '2026-11-22';

let next = 0;
/** Passages as the store gives them. */
async function kept(name: string, content: Uint8Array): Promise<KeptPassage[]> {
  const d = await readDocument(name, content);
  const document = {
    id: name,
    kind: d.kind ?? null,
    number: d.number ?? null,
    title: d.title,
    issuer: d.issuer ?? null,
    issuedOn: d.issuedOn ?? null,
  };
  return d.passages.map((p) => ({
    id: String(++next),
    path: p.path,
    heading: p.heading ?? null,
    text: p.text,
    document,
  }));
}

const PLAN = `Số: 37/KH-UBND
Sen Hồng, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Trồng cây xanh dọc bờ kênh năm 2026
I. MỤC ĐÍCH
1. Trồng ít nhất 300 cây bóng mát dọc bờ kênh trước ngày 30 tháng 9 năm 2026, ưu tiên cây bản địa.
2. Mỗi tổ dân phố nhận chăm sóc một đoạn kênh dài không quá 200 mét.
II. KINH PHÍ
1. Ngân sách phường chi tiền cây giống và tiền thuê máy đào.
2. Người dân góp ngày công, không phải góp tiền mặt dưới bất cứ hình thức nào.`;

const intent = (score: number | null, route: Route = 'faq', confident = false): Intent => ({
  route,
  confident,
  hits:
    score === null
      ? []
      : [
          { id: 'a', score },
          { id: 'b', score: score / 2 },
          { id: 'c', score: score / 4 },
        ],
  reasons: [],
});

describe('passages of a plan', () => {
  let index: PassageIndex;
  beforeAll(async () => {
    index = indexPassages(await kept('ke-hoach.txt', Buffer.from(PLAN)));
  });
  const ASKED = 'tổ dân phố chăm sóc đoạn kênh dài bao nhiêu mét';
  const told = (asked: string, from: Intent) => withPassages(index, from, asked, TODAY);
  const first = (i: Intent) => passageById(index, i.hits[0]?.id ?? '', i.hits[0]?.score ?? 0, TODAY);

  it('are found with and without accents', () => {
    for (const asked of [ASKED, fold(ASKED)])
      expect(searchPassages(index, asked)[0]?.passage.path).toBe('mục I.2');
  });

  it('are told exactly, named, and marked as quoted, with document and path as the citation', () => {
    const answer = first(told(ASKED, intent(null)));
    expect(answer?.title).toBe('Trích Kế hoạch 37/KH-UBND, mục I.2');
    expect(answer?.text).toContain(
      'Trích Kế hoạch 37/KH-UBND, mục I.2: “2. Mỗi tổ dân phố nhận chăm sóc một đoạn kênh dài không quá 200 mét.”',
    );
    expect(answer?.text).toMatch(/trích văn bản/i);
    expect(answer?.detail).toContain('ngày 05/03/2026');
    expect(answer?.citations).toEqual([{ act: '37/KH-UBND', article: 'mục I.2' }]);
    expect(answer?.underReview).toBe(false);
  });

  it('are the answer when no entry is near', () => {
    const got = told(ASKED, intent(0.2));
    expect(got.confident).toBe(true);
    expect(got.hits[0]?.id).toMatch(/^doc:/);
    const scores = got.hits.map((h) => h.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('stand below the two best entries when an entry is near', () => {
    const got = told(ASKED, intent(0.5));
    expect(got.confident).toBe(false);
    expect(got.hits.slice(0, 2).map((h) => h.id)).toEqual(['a', 'b']);
    expect(got.hits.slice(2).every((h) => h.id.startsWith('doc:'))).toBe(true);
    expect(got.hits.length).toBeLessThanOrEqual(4);
    expect(got.hits[2]?.score).toBeLessThanOrEqual(got.hits[1]?.score ?? 0);
  });

  it('leave alone what an entry answers for sure, and what is no question of law', () => {
    for (const other of [
      intent(0.9, 'faq', true),
      intent(null, 'petition.phan-anh'),
      intent(null, 'petition.to-cao'),
    ])
      expect(told(ASKED, other)).toBe(other);
    const outside = intent(null, 'out-of-scope');
    expect(told(ASKED, outside)).toBe(outside);
  });

  it('are the answer when the document is called by its number, whatever entry is near', () => {
    for (const asked of [
      'theo kế hoạch 37 thì người dân góp ngày công hay tiền mặt',
      'ke hoach so 37/KH-UBND nguoi dan gop ngay cong hay tien mat',
    ]) {
      const got = told(asked, intent(0.5));
      expect(got.confident).toBe(true);
      expect(first(got)?.text).toContain('Người dân góp ngày công');
      expect(told(asked, intent(null, 'out-of-scope'))).toMatchObject({ route: 'faq', confident: true });
    }
  });

  it('are not offered for a question that only shares words with them', () => {
    for (const asked of [
      'cây đổ vào nhà thì ai đền',
      'ngày công thợ xây bao nhiêu tiền',
      'họp tổ dân phố mấy giờ',
      '',
      '😀',
      'kênh?',
    ]) {
      const before = intent(0.2);
      expect(told(asked, before), asked).toBe(before);
    }
  });

  it('take 50,000 characters in their stride', () => {
    expect(searchPassages(index, 'đoạn kênh '.repeat(5000)).length).toBeGreaterThan(0);
  });
});

describe('passages of laws', () => {
  const law = (name: string, text: string) => kept(name, Buffer.from(JSON.stringify({ 1: text })));
  const TEXT = 'Người giữ sổ\nSổ ghi việc làng do người giữ sổ cất ở đình, mở ra cho dân xem ngày rằm.';
  const ASKED = 'sổ ghi việc làng cất ở đình mở cho dân xem ngày nào';
  const answers = (index: PassageIndex) => {
    const got = withPassages(index, intent(null), ASKED, TODAY);
    return { got, answer: passageById(index, got.hits[0]?.id ?? '', 1, TODAY) };
  };

  it('are cited by article and clause', async () => {
    const clauses = `Sổ\n1. ${'Sổ ghi việc làng do người giữ sổ cất ở đình. '.repeat(8)}\n2. ${'Sổ mở cho dân xem ngày rằm hằng tháng. '.repeat(8)}`;
    const index = indexPassages(await law('99-2030-QH17.json', clauses));
    const [found] = searchPassages(index, 'sổ mở cho dân xem ngày rằm hằng tháng');
    expect(found && passageById(index, `doc:${found.passage.id}`, 1, TODAY)?.citations).toEqual([
      { act: '99/2030/QH17', article: '1', clause: '2' },
    ]);
  });

  it('of an act that has ended are not told', async () => {
    const { got } = answers(indexPassages(await law('104-2016-QH13.json', TEXT)));
    expect(got.hits).toEqual([]);
  });

  it('of an act amended since are offered as under review, never told as the answer', async () => {
    const { got, answer } = answers(indexPassages(await law('10-2022-QH15.json', TEXT)));
    expect(got.confident).toBe(false);
    expect(answer?.underReview).toBe(true);
    expect(answer?.title).toBe('Trích Luật Thực hiện dân chủ ở cơ sở, Điều 1');
  });

  it('of an act that stands as it was made may be the answer', async () => {
    const { got, answer } = answers(indexPassages(await law('59-2023-ND-CP.json', TEXT)));
    expect(got.confident).toBe(true);
    expect(answer?.underReview).toBe(false);
  });
});

describe('the thresholds, over a real plan and real laws', () => {
  let index: PassageIndex;
  beforeAll(async () => {
    if (!haveShared) return;
    const files = [
      'documents/ke-hoach-124-KH-UBND.txt',
      ...readdirSync(join(SHARED, 'laws'))
        .filter((f) => f.endsWith('.json'))
        .map((f) => `laws/${f}`),
    ];
    const all = await Promise.all(
      files.map((f) => kept(f.split('/')[1] ?? f, readFileSync(join(SHARED, f)))),
    );
    index = indexPassages(all.flat());
  });

  // own questions, and where their answer stands
  const INSIDE: readonly [string, string][] = [
    ['hằng năm phường phối hợp Mặt trận tổ chức hội nghị đối thoại với nhân dân mấy lần', 'mục II.2'],
    ['công chức nào phải mở chuyên mục hỏi đáp về dân chủ cơ sở trên truyền thanh phường', 'mục III.1'],
    ['kế hoạch của phường nói gì về ban chỉ đạo thực hiện dân chủ ở cơ sở', 'mục III.5'],
    ['ai đưa nội dung kiểm điểm quy định dân chủ vào kỳ sinh hoạt chi bộ', 'mục III.1'],
    ['xây dựng mô hình dân vận khéo trong huy động nguồn lực của nhân dân thế nào', 'mục III.4'],
    ['kế hoạch nói gì về lấy phiếu tín nhiệm các chức danh lãnh đạo', 'mục III.2'],
    ['kế hoạch 124 giao ai theo dõi, đôn đốc, kiểm tra', 'mục IV.2'],
    ['người tiếp công dân phải mặc trang phục đeo thẻ', 'Điều 8'],
    ['trách nhiệm của thủ trưởng cơ quan thanh tra các cấp trong giải quyết khiếu nại', 'Điều 25'],
    ['nhiệm kỳ của ban thanh tra nhân dân ở doanh nghiệp nhà nước', 'Điều 77'],
  ];
  // of the field or near it, and answered by none of these documents
  const OUTSIDE = [
    'nuôi gà trong khu dân cư có bị phạt không',
    'muốn xin nghỉ họp vì ốm thì báo ai',
    'học sinh có được đi bầu tổ trưởng không',
    'luật có bắt dân đi quét đường không',
    'cán bộ phường đi muộn có bị trừ lương không',
    'con tôi ở nước ngoài có được biểu quyết không',
    'luật nào quy định việc thu quỹ khuyến học',
    'phường có được thu tiền gửi xe của dân đến làm giấy tờ không',
    'hàng xóm nuôi chó sủa cả đêm thì quy định xử lý thế nào',
    'tổ trưởng có được giữ sổ hộ khẩu của dân không',
  ];

  it('offer what the documents say', ({ skip }) => {
    skip(!haveShared, ABSENT);
    const missed = INSIDE.filter(([asked, path]) => {
      const found = searchPassages(index, asked, 2).filter((f) => f.score >= 0.6);
      return !found.some((f) => f.passage.path.startsWith(path));
    });
    expect(missed).toEqual([]);
  });

  it('offer nothing for what they do not say', ({ skip }) => {
    skip(!haveShared, ABSENT);
    const offered = OUTSIDE.filter((asked) =>
      withPassages(index, intent(0.25), asked, TODAY).hits.some((h) => h.id.startsWith('doc:')),
    );
    expect(offered).toEqual([]);
  });
});
