import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DocumentFault, type Given, readDocument } from '../../src/documents/index.ts';
import { docx, lockedPdf, pdf, wordRow } from './files.ts';

const SHARED = join(import.meta.dirname, '../../../shared');
const haveShared = existsSync(join(SHARED, 'laws'));
const ABSENT = 'the documents and laws (../shared) are not here: reading real ones goes untested';

const bytes = (text: string) => Buffer.from(text);
const read = (name: string, content: Uint8Array, given: Given = {}) => readDocument(name, content, given);
const text = (content: string, given: Given = {}) => read('van-ban.txt', bytes(content), given);
async function fault(name: string, content: Uint8Array): Promise<string> {
  const error = await read(name, content).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(DocumentFault);
  return error instanceof DocumentFault ? error.message : '';
}

const PLAN = `ỦY BAN NHÂN DÂN
PHƯỜNG SEN HỒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 37/KH-UBND

Sen Hồng, ngày 05 tháng 3 năm 2026

KẾ HOẠCH

Trồng cây xanh dọc bờ kênh năm 2026

Căn cứ Nghị quyết số 12/NQ-HĐND ngày 02/01/2026 của Hội đồng nhân dân phường;
Ủy ban nhân dân phường Sen Hồng xây dựng kế hoạch trồng cây như sau:

I. MỤC ĐÍCH

1. Trồng ít nhất 300 cây bóng mát dọc bờ kênh trước ngày 30 tháng 9 năm 2026, ưu tiên cây bản địa.

2. Mỗi tổ dân phố nhận chăm sóc một đoạn kênh dài không quá 200 mét.

II. CÁCH LÀM

1. Chọn cây

- Tổ dân phố gửi danh sách cây muốn trồng về Ủy ban nhân dân phường trước ngày 15 tháng 4.
- Công chức địa chính xem đất, báo lại tổ trong vòng bảy ngày làm việc.

2. Kinh phí

2.1. Ngân sách phường chi tiền cây giống và tiền thuê máy đào.

2.2. Người dân góp ngày công, không phải góp tiền mặt dưới bất cứ hình thức nào.

Nơi nhận:
- Đảng ủy phường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu`;

describe('a plan', () => {
  it('says its number, day, kind, body and title', async () => {
    const { passages: _, ...head } = await text(PLAN);
    expect(head).toEqual({
      kind: 'Kế hoạch',
      number: '37/KH-UBND',
      issuer: 'Ủy ban nhân dân phường Sen Hồng',
      issuedOn: '2026-03-05',
      title: 'Trồng cây xanh dọc bờ kênh năm 2026',
    });
  });

  it('is split by its numbered headings, each passage with its path and the headings above', async () => {
    const { passages } = await text(PLAN);
    const at = (path: string) => passages.find((p) => p.path === path);
    expect(passages.map((p) => p.path)).toEqual([
      'phần mở đầu',
      'mục I.1',
      'mục I.2',
      'mục II.1 ý 1',
      'mục II.1 ý 2',
      'mục II.2.1',
      'mục II.2.2',
    ]);
    expect(at('mục I.2')).toEqual({
      path: 'mục I.2',
      heading: 'MỤC ĐÍCH',
      text: '2. Mỗi tổ dân phố nhận chăm sóc một đoạn kênh dài không quá 200 mét.',
    });
    expect(at('mục II.1 ý 2')?.heading).toBe('CÁCH LÀM – Chọn cây');
    expect(at('mục II.2.2')?.text).toContain('không phải góp tiền mặt');
  });

  it('leaves out the recipients and the signature', async () => {
    const { passages } = await text(PLAN);
    expect(passages.map((p) => p.text).join('\n')).not.toMatch(/Lưu: VT|Trần Văn Mẫu|Căn cứ Nghị quyết/);
  });

  it('takes what the officer says over what it says itself', async () => {
    const given = { number: '38/KH-UBND', title: 'Trồng cây', issuer: 'UBND phường', issuedOn: '2026-04-01' };
    expect(await text(PLAN, given)).toMatchObject({ ...given, kind: 'Kế hoạch' });
  });

  it('reads the same from lines broken by the page and by its end', async () => {
    const broken = PLAN.replace('cây bóng mát dọc', 'cây bóng mát\n\n2\n\ndọc');
    expect((await text(broken)).passages).toEqual((await text(PLAN)).passages);
  });
});

const REGULATION = `HỘI ĐỒNG NHÂN DÂN PHƯỜNG SEN HỒNG
Số: 09/2026/NQ-HĐND
Sen Hồng, ngày 1 tháng 6 năm 2026
NGHỊ QUYẾT
Về quản lý nhà văn hóa tổ dân phố
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định việc dùng nhà văn hóa.
Chương II
SỬ DỤNG NHÀ VĂN HÓA
Điều 2. Ai được mượn nhà văn hóa
Những người sau đây được mượn nhà văn hóa vào buổi tối và ngày nghỉ, không phải trả tiền thuê, chỉ trả tiền điện theo đồng hồ:
1. Hộ gia đình trong tổ dân phố, để tổ chức cưới hỏi, mừng thọ và các việc hiếu hỉ khác của gia đình; phải báo tổ trưởng trước ít nhất ba ngày.
2. Các hội, đoàn thể trong tổ, để họp theo lịch đã đăng ký từ đầu quý; khi đổi lịch thì báo lại người giữ chìa khóa trước một ngày.
3. Trường học trên địa bàn phường, để dạy hát, dạy vẽ cho trẻ em trong hè, có người lớn trông coi suốt buổi.
Điều 3. Hiệu lực
Nghị quyết này có hiệu lực từ ngày 15 tháng 6 năm 2026.`;

describe('a resolution with articles', () => {
  it('is split by article, and by clause where the article is long', async () => {
    const { passages } = await text(REGULATION);
    expect(passages.map((p) => p.path)).toEqual([
      'Điều 1',
      'Điều 2 khoản 1',
      'Điều 2 khoản 2',
      'Điều 2 khoản 3',
      'Điều 3',
    ]);
    expect(passages[1]?.heading).toBe(
      'SỬ DỤNG NHÀ VĂN HÓA – Ai được mượn nhà văn hóa – Những người sau đây được mượn nhà văn hóa vào buổi tối và ngày nghỉ, không phải trả tiền thuê, chỉ trả tiền điện theo đồng hồ:',
    );
    expect(passages[1]?.text).toMatch(/^1\. Hộ gia đình .* ba ngày\.$/);
  });

  it('does not take the articles an amending act quotes for its own', async () => {
    const { passages } = await text(`Điều 1. Sửa đổi, bổ sung một số điều của Nghị quyết số 09
1. Sửa đổi Điều 2 như sau:
“Điều 2. Ai được mượn
1. Hộ gia đình.
2. Các hội.”.
2. Bãi bỏ Điều 3.
Điều 2. Hiệu lực
Nghị quyết này có hiệu lực từ ngày ký.`);
    expect(passages.map((p) => p.path)).toEqual(['Điều 1', 'Điều 2']);
    expect(passages[1]?.text).toBe('Nghị quyết này có hiệu lực từ ngày ký.');
  });

  it('reads what is attached after the signature as a part of its own', async () => {
    const { passages } = await text(`Số: 5/QĐ-UBND
QUYẾT ĐỊNH
Ban hành quy chế
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Lưu.
QUY CHẾ
Quản lý chợ
Điều 1. Giờ mở cửa
Chợ mở cửa từ 5 giờ sáng đến 6 giờ chiều.`);
    expect(passages.map((p) => [p.path, p.text])).toEqual([
      ['Điều 1', 'Ban hành kèm theo Quyết định này Quy chế quản lý chợ.'],
      ['Điều 2', 'Quyết định này có hiệu lực từ ngày ký.'],
      ['Quy chế kèm theo, Điều 1', 'Chợ mở cửa từ 5 giờ sáng đến 6 giờ chiều.'],
    ]);
  });

  it('cuts no passage longer than a screen, and loses no word by cutting', async () => {
    const long = Array.from(
      { length: 200 },
      (_, n) => `Câu thứ ${n} nói một việc riêng của tổ dân phố.`,
    ).join(' ');
    const { passages } = await text(`Điều 1. Việc riêng\n${long}`);
    expect(passages.length).toBeGreaterThan(5);
    expect(Math.max(...passages.map((p) => p.text.length))).toBeLessThanOrEqual(900);
    expect(passages.map((p) => p.text).join(' ')).toBe(long);
  });
});

describe('other forms', () => {
  it('markdown: marks go, headings without a number become sections', async () => {
    const { passages, title } = await read(
      'noi-quy.md',
      bytes(
        '# Nội quy nhà văn hóa\n\n## Giờ mở cửa\n\nNhà văn hóa mở cửa từ **7 giờ sáng** đến [9 giờ tối](http://a.vn) mọi ngày.\n\n## Giữ vệ sinh\n\n* Không xả rác ra sân nhà văn hóa và ra ngõ.\n',
      ),
    );
    expect(title).toBe('Nội quy nhà văn hóa');
    expect(passages.map((p) => [p.path, p.text])).toEqual([
      ['phần “Giờ mở cửa”', 'Nhà văn hóa mở cửa từ 7 giờ sáng đến 9 giờ tối mọi ngày.'],
      ['phần “Giữ vệ sinh”', '- Không xả rác ra sân nhà văn hóa và ra ngõ.'],
    ]);
  });

  it('a law as JSON takes its number from the file name', async () => {
    const law = {
      2: 'Giải thích từ ngữ\nTrong luật này, tổ là tổ dân phố.',
      1: 'Phạm vi\nLuật này nói về tổ.',
    };
    const draft = await read('13-2018-ND-CP.json', bytes(JSON.stringify(law)));
    expect(draft).toMatchObject({ number: '13/2018/NĐ-CP', kind: 'Nghị định' });
    expect(draft.passages.map((p) => [p.path, p.heading, p.text])).toEqual([
      ['Điều 1', 'Phạm vi', 'Luật này nói về tổ.'],
      ['Điều 2', 'Giải thích từ ngữ', 'Trong luật này, tổ là tổ dân phố.'],
    ]);
  });

  it('Word: text, the head in a table, a table of figures', async () => {
    const file = docx([
      wordRow([
        ['ỦY BAN NHÂN DÂN', 'PHƯỜNG SEN HỒNG'],
        ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
      ]),
      wordRow([['Số: 8/TB-UBND'], ['Sen Hồng, ngày 7 tháng 8 năm 2026']]),
      'THÔNG BÁO',
      'Lịch tiếp công dân',
      '1. Chủ tịch phường tiếp công dân sáng thứ Năm tuần đầu và tuần thứ ba mỗi tháng.',
      '2. Nơi tiếp: phòng số 1 & phòng số 2, trụ sở Ủy ban nhân dân phường.',
      wordRow([['Buổi sáng'], ['từ 7 giờ 30 đến 11 giờ']]),
    ]);
    const draft = await read('thong-bao.docx', file);
    expect(draft).toMatchObject({
      kind: 'Thông báo',
      number: '8/TB-UBND',
      issuer: 'Ủy ban nhân dân phường Sen Hồng',
      issuedOn: '2026-08-07',
      title: 'Lịch tiếp công dân',
    });
    expect(draft.passages.map((p) => p.path)).toEqual(['mục 1', 'mục 2']);
    expect(draft.passages[1]?.text).toContain('phòng số 1 & phòng số 2');
    expect(draft.passages[1]?.text).toContain('Buổi sáng | từ 7 giờ 30 đến 11 giờ');
  });

  it('PDF: Vietnamese text over two pages, and progress page by page', async () => {
    const told: string[] = [];
    const file = pdf([
      [
        'Số: 21/KH-UBND',
        'KẾ HOẠCH',
        'Phun thuốc diệt muỗi',
        '1. Phun thuốc hai đợt, vào tháng 5 và tháng 9, ở mọi tổ dân phố.',
      ],
      ['2. Người dân đậy kín bể nước, cất thức ăn trước khi đội phun thuốc đến.'],
    ]);
    const draft = await readDocument('ke-hoach.pdf', file, {}, (what, done, total) =>
      told.push(`${what} ${done}/${total}`),
    );
    expect(draft).toMatchObject({ number: '21/KH-UBND', kind: 'Kế hoạch', title: 'Phun thuốc diệt muỗi' });
    expect(draft.passages.map((p) => [p.path, p.text])).toEqual([
      ['mục 1', '1. Phun thuốc hai đợt, vào tháng 5 và tháng 9, ở mọi tổ dân phố.'],
      ['mục 2', '2. Người dân đậy kín bể nước, cất thức ăn trước khi đội phun thuốc đến.'],
    ]);
    expect(told).toEqual(['Đọc trang 1/2', 'Đọc trang 2/2']);
  });

  it('UTF-16 as Notepad writes it', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PLAN, 'utf16le')]);
    expect((await read('a.txt', utf16)).number).toBe('37/KH-UBND');
  });
});

describe('a file that cannot be taken says why and what to do', () => {
  const TCVN3 =
    'Uû ban nh©n d©n ph­êng tæ chøc häp tæ d©n phè, céng khai c¸c kho¶n ®ãng gãp cña nh©n d©n theo quy ®Þnh.';
  const VNI =
    'UÛy ban nhaân daân phöôøng toå chöùc hoïp toå daân phoá, coâng khai caùc khoaûn ñoùng goùp cuûa nhaân daân theo quy ñònh.';
  const OLE = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(64),
  ]);

  it.each<[string, string, Uint8Array, RegExp]>([
    ['an empty file', 'a.txt', Buffer.alloc(0), /không có nội dung/],
    ['only blank lines', 'a.txt', bytes(' \n\n \n'), /không có nội dung/],
    ['TCVN3 as single bytes', 'a.txt', Buffer.from(TCVN3, 'latin1'), /TCVN3/],
    ['TCVN3 saved as UTF-8', 'a.txt', bytes(TCVN3), /TCVN3/],
    ['VNI', 'a.txt', bytes(VNI), /VNI/],
    ['VNI in Word', 'a.docx', docx([VNI]), /VNI/],
    ['another coding', 'a.txt', Buffer.from([0x54, 0x90, 0x9d, 0xc3, 0x28]), /UTF-8/],
    ['bytes that are no text', 'a.txt', Buffer.from('ab\u0000\u0000cd'), /không phải văn bản chữ/],
    ['a broken Word file', 'a.docx', bytes('PK\u0003\u0004 nothing'), /bị hỏng/],
    ['a cut Word file', 'a.docx', docx(['xin chào']).subarray(0, 200), /bị hỏng/],
    ['an old Word file', 'a.docx', OLE, /đời cũ/],
    ['an old Word file by its name', 'a.doc', OLE, /đời cũ/],
    [
      'a locked Word file',
      'a.docx',
      Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
      /mật khẩu/,
    ],
    ['a PDF without text', 'a.pdf', pdf([[], []]), /ảnh quét/],
    ['a broken PDF', 'a.pdf', bytes('%PDF-1.7 nothing'), /bị hỏng/],
    ['a locked PDF', 'a.pdf', lockedPdf(), /mật khẩu/],
    ['another form', 'a.xlsx', bytes('x'), /txt, md, docx, pdf/],
    ['JSON of another shape', '1-2020-QH14.json', bytes('{"a": 1}'), /số điều/],
    ['JSON cut short', '1-2020-QH14.json', bytes('{"1": "a'), /số điều/],
    ['a law nobody gave a number', 'luat.json', bytes('{"1": "a\\nb"}'), /--number/],
  ])('%s', async (_, name, content, says) => {
    expect(await fault(name, content)).toMatch(says);
  });

  it('but Vietnamese with few accents, French or English is no old coding', async () => {
    for (const t of [
      'Thong bao hop to dan pho luc 19 gio toi thu bay tai nha van hoa so 3 nhe ba con.',
      'Le conseil a été créé en 1998 près de la forêt où l’évêque était né.',
    ])
      await expect(text(t)).resolves.toMatchObject({ passages: [{ text: t }] });
  });
});

describe('real documents', () => {
  it('the plan of a ward: number, day, body, sections', async ({ skip }) => {
    skip(!haveShared, ABSENT);
    const file = 'ke-hoach-124-KH-UBND.txt';
    const { passages, ...head } = await read(file, readFileSync(join(SHARED, 'documents', file)));
    expect(head).toMatchObject({
      kind: 'Kế hoạch',
      number: '124/KH-UBND',
      issuer: 'Ủy ban nhân dân phường Bạch Sam',
      issuedOn: '2024-10-23',
    });
    for (const section of [
      'mục I.1',
      'mục I.2',
      'mục II.1',
      'mục II.2',
      'mục III.1',
      'mục III.5',
      'mục IV.1',
      'mục IV.2',
    ])
      expect(passages.filter((p) => p.path.startsWith(section)).length, section).toBeGreaterThan(0);
  });

  it('every law: its number, every article, and every word of every article', async ({ skip }) => {
    skip(!haveShared, ABSENT);
    const words = (t: string) =>
      t
        .normalize('NFC')
        .replace(/[\u00ad\u200b\ufeff]/g, '')
        .split(/\s+/)
        .filter((w) => w !== '');
    const files = readdirSync(join(SHARED, 'laws')).filter((f) => f.endsWith('.json'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const source = readFileSync(join(SHARED, 'laws', file));
      const { _meta, ...articles } = JSON.parse(source.toString()) as Record<string, string> & {
        _meta: { act: string };
      };
      const { number, passages } = await read(file, source);
      expect(number).toBe(_meta.act);
      for (const [label, body] of Object.entries(articles)) {
        const own = passages.filter((p) => p.path === `Điều ${label}` || p.path.startsWith(`Điều ${label} `));
        const kept = words(own.map((p) => `${p.heading ?? ''} ${p.text}`).join(' '));
        const have = new Set(kept);
        expect(
          words(body).filter((w) => !have.has(w)),
          `${file} Điều ${label}`,
        ).toEqual([]);
      }
    }
  });

  it('raw texts of acts of 2025 and 2026, slips of scanning and all', async ({ skip }) => {
    skip(!haveShared, ABSENT);
    const folder = join(SHARED, 'laws/2026');
    const found = await Promise.all(
      readdirSync(folder).map(async (f) => read(f, readFileSync(join(folder, f)))),
    );
    expect(found.map((d) => d.number).sort()).toEqual([
      '154/2026/NĐ-CP',
      '155/2026/NĐ-CP',
      '156/2026/NĐ-CP',
      '185/2026/NĐ-CP',
      '97/2025/QH15',
    ]);
    for (const d of found)
      expect(
        d.passages.filter((p) => !/Điều \d|^Phụ lục| kèm theo, /.test(p.path)).map((p) => p.path),
      ).toEqual([]);
  });
});
