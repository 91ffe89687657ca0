import type { Token } from './types.ts';

/**
 * Is a sentence a question, and of what kind? `rhetorical` is a complaint in the dress of a question
 * ("sao mãi không ai sửa", "bao giờ mới xong").
 */
export type Asking = 'open' | 'yes-no' | 'rhetorical' | null;

const set = (words: string) => new Set(words.split(' '));
/** said at the end out of politeness; what stands before them closes the sentence */
const TAIL = set(
  'a ạ ad admin ha hả hử nhi nhỉ vay vậy the thế bac bác cac các anh chi chị em con chau cháu co cô chu chú ong ông ba bà oi ơi nhe nhé nha nhá o mệ dì thím cậu mợ hè hí hỉ voi với can cán bo bộ phuong phường cho toi tôi minh mình biet biết the ta nua nữa do đó day đấy di đi dau giup giúp noi nói ro rõ bot nghen luon luôn cau câu',
);
const NEGATED = set('khong không chua chưa chang chẳng cha chả cham chẳng co có dung đừng');
const UNITS = set(
  'ngay ngày nguoi người phieu phiếu lan lần nam năm thang tháng ho hộ nha nhà loai loại cap cấp gio giờ phan phần tuan tuần buoi buổi ky kỳ khoan khoản muc mục viec việc hinh hình buoc bước bua bữa hom hôm vien viên',
);
const PLACES = set(
  'duong ngo hem xom lang cau pho thon to khu nguon bai dong kenh doc truong cho de nam thang gio',
);
const CLOSE = set('khong không chua chưa a à ha hả');

/** @param tokens one sentence, as read by `tokens` */
export function asking(tokens: readonly Token[], mark: boolean): Asking {
  const at = (i: number) => tokens[i]?.fold ?? '';
  let end = tokens.length - 1;
  while (end > 0 && TAIL.has(tokens[end]?.text ?? '') && !CLOSE.has(tokens[end]?.text ?? '')) end--;
  // "không đồng ý thì đi đâu": what stands before "thì" is another clause
  const negatedBefore = (i: number, far: number) => {
    for (let k = i - 1; k >= Math.max(0, i - far) && at(k) !== 'thi'; k--)
      if (NEGATED.has(tokens[k]?.text ?? '')) return true;
    return false;
  };
  let open = false;
  let rhetorical = false;
  for (let i = 0; i < tokens.length; i++) {
    const pair = `${at(i)} ${at(i + 1)}`;
    switch (at(i)) {
      case 'bao':
        if (/^bao (nhieu|lau)$/.test(pair)) open = true;
        if (pair === 'bao gio') {
          if (at(i + 2) === 'moi') rhetorical = true;
          else if (!/^(chua|khong)$/.test(at(i - 1)) && at(i + 2) !== 'cung') open = true;
        }
        break;
      case 'khi':
        if (pair === 'khi nao') {
          if (at(i + 2) === 'moi') rhetorical = true;
          else open = true;
        }
        break;
      case 'the':
        if (pair === 'the nao') open = true;
        break;
      case 'sao': {
        const rest = tokens.slice(i).map((t) => t.fold);
        if (at(i + 1) === 'lai' || (rest.some((w) => /^(khong|chua|mai|cu)$/.test(w)) && i <= 3))
          rhetorical = true;
        else if (i >= end - 1 || i <= 1 || /^(ra|lam|tinh|vi|tai|thi)$/.test(at(i - 1))) open = true;
        break;
      }
      case 'dau':
        // without accents "ở đầu ngõ" looks like "ở đâu"
        if (tokens[i]?.bare && PLACES.has(at(i + 1))) break;
        if (tokens[i]?.bare !== true && tokens[i]?.text !== 'đâu') break;
        if (/^(o|di|den|len|ra|gui|nop|hoi|xem|vao|tu)$/.test(at(i - 1)) && !negatedBefore(i, 5)) open = true;
        break;
      case 'ai':
        // "ai không nộp thì giữ lại" tells of whoever does not
        if (at(i + 1) === 'khong' && !mark && tokens.slice(i + 2, i + 7).some((t) => t.fold === 'thi')) break;
        if (!negatedBefore(i, 2) && at(i + 1) !== 'cung' && tokens[i]?.text === 'ai') open = true;
        break;
      case 'gi':
        // "ước gì" wishes
        if (at(i - 1) !== 'uoc' && !negatedBefore(i, 5) && (tokens[i]?.text === 'gì' || tokens[i]?.bare))
          open = true;
        break;
      case 'nao':
        if (at(i + 1) !== 'cung' && at(i + 2) !== 'cung' && !negatedBefore(i, 5)) open = true;
        break;
      case 'may':
        // "mấy nhà bên cũng vậy", "mấy hôm nay": some, not how many
        if (
          UNITS.has(at(i + 1)) &&
          (mark || i > 0 || tokens.length <= 3) &&
          at(i - 1) !== 'cua' &&
          !/^(nay|roi|qua|lien|ben|kia|truoc)$/.test(at(i + 2))
        )
          open = true;
        break;
      // "cần giấy tờ chi": how "gì" is said from Nghệ An to Huế; not "thu chi"
      case 'chi':
        if (
          tokens[i]?.text === 'chi' &&
          i >= end &&
          i > 1 &&
          !/^(thu|quy|dia|tien|khoan|tu)$/.test(at(i - 1))
        )
          open = true;
        break;
      case 'mo':
        // "khoản mô bắt buộc": how "nào" and "đâu" are said there; not "mô hình", "quy mô"
        if (
          tokens[i]?.text === 'mô' &&
          !/^(hinh|cung)$/.test(at(i + 1)) &&
          !/^(quy|vi|khi|nha)$/.test(at(i - 1))
        )
          open = true;
        break;
      case 'khac':
        if (/^khac (nhau|gi)$/.test(pair)) open = true;
        break;
      default:
    }
  }
  const words = tokens.map((t) => t.fold).join(' ');
  if (
    /\b(cho hoi|de nghi (cho biet|huong dan|giai dap|neu ro)|xin cho biet|cho toi biet|huong dan (toi|em|minh)|xin hoi|muon hoi|hoi la|phan biet|la gi|dung hay sai|thi sao|nghia la)\b/.test(
      words,
    )
  )
    open = true;
  // "khống" closes no question
  const last = /^(không|khong|chưa|chua)$/.test(tokens[end]?.text ?? '') ? (tokens[end]?.fold ?? '') : '';
  const before = tokens[end - 1]?.fold ?? '';
  const yesNo =
    (/^(khong|chua)$/.test(last) && end > 0 && before !== 'con') ||
    /^hay (chua|sai|khong)$/.test(`${before} ${at(end)}`) ||
    /\bkhong hay\b/.test(words) ||
    // "là xong hay phải làm đơn nữa": one or the other
    /^(?!sao\b).{6,} hay (phai|van phai|van con|bo|de) /.test(words) ||
    (/^(hả|hử|hở)$/.test(tokens[end]?.text ?? '') && end > 1) ||
    (/^(co (duoc|phai|quyen|can|bat|dung|hop|bi|gia tri|hieu luc|nen|ai|tinh|the))\b/.test(
      words.slice(words.indexOf(' co ') + 1),
    ) &&
      /\bkhong\b/.test(words)) ||
    (mark && !open);
  if (rhetorical) return 'rhetorical';
  if (open) return 'open';
  return yesNo ? 'yes-no' : null;
}
