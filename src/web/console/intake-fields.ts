/** The counter's form: what was typed, read into a petition; or which fields do not fit, each with what to do. */
import { length } from '../../core/text.ts';
import type { Person, Petition } from '../../store/intake.ts';
import type { Fields } from './form.ts';
import { isId } from './form.ts';

export const TEXT_LIMIT = 4000;
const LINE_LIMIT = 300;

export type Wrong = Readonly<Record<string, string>>;

export interface Choices {
  readonly categories: readonly { readonly id: string }[];
  readonly groups: readonly { readonly id: string }[];
}

/** One line of people's own words, or what is wrong with it. */
function line(fields: Fields, name: string, wrong: Record<string, string>): string | undefined {
  const text = (fields[name] ?? '').replace(/\s+/g, ' ').trim();
  if (length(text) > LINE_LIMIT) wrong[name] = `Dài quá ${LINE_LIMIT} ký tự. Xin viết ngắn hơn.`;
  return text === '' ? undefined : text;
}

/** `0912 345 678`, `+84 912…` -> digits with a leading 0; null when it is no Vietnamese number. */
export function phoneTyped(text: string): string | null {
  const digits = text.replace(/[\s.\-()]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0');
  return /^0(?:[35789]\d{8}|2\d{9})$/.test(digits) ? digits : null;
}

/** Name, phone and address, each optional. Problems go into `wrong`. */
export function readPerson(fields: Fields, wrong: Record<string, string>): Person {
  const name = line(fields, 'name', wrong);
  const address = line(fields, 'address', wrong);
  const typed = line(fields, 'phone', wrong);
  const phone = typed === undefined ? undefined : (phoneTyped(typed) ?? undefined);
  if (typed !== undefined && phone === undefined)
    wrong.phone = 'Số điện thoại có 10 chữ số (máy bàn 11), bắt đầu bằng số 0. Không có thì để trống.';
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(address === undefined ? {} : { address }),
  };
}

/** What was said or brought. Problems go into `wrong`. */
export function readText(fields: Fields, wrong: Record<string, string>): string {
  const text = (fields.text ?? '').trim();
  if (text === '') wrong.text = 'Chưa có nội dung. Xin ghi điều người dân trình bày.';
  if (length(text) > TEXT_LIMIT)
    wrong.text = `Dài ${length(text).toLocaleString('vi-VN')} ký tự, quá ${TEXT_LIMIT.toLocaleString('vi-VN')}. Xin tóm tắt, hoặc tách thành hai hồ sơ.`;
  return text;
}

export function readIntake(
  fields: Fields,
  choices: Choices,
): { readonly petition: Petition } | { readonly wrong: Wrong } {
  const wrong: Record<string, string> = {};
  const text = readText(fields, wrong);
  const person = readPerson(fields, wrong);
  const place = line(fields, 'place', wrong);
  const { kind, how, category = '', groupId } = fields;
  if (kind !== 'phanAnh' && kind !== 'kienNghi') wrong.kind = 'Xin chọn phản ánh hay kiến nghị.';
  if (how !== 'oral' && how !== 'paper') wrong.how = 'Xin chọn người dân nói, hay đưa giấy viết sẵn.';
  if (!choices.categories.some((c) => c.id === category)) wrong.category = 'Xin chọn lĩnh vực.';
  const group = isId(groupId) && choices.groups.some((g) => g.id === groupId) ? groupId : undefined;
  if ((groupId ?? '') !== '' && group === undefined) wrong.groupId = 'Tổ này không còn. Xin chọn lại.';
  if (how === 'oral' && fields.readBack !== 'yes')
    wrong.readBack = 'Xin đọc lại cho người dân nghe; họ xác nhận rồi mới đánh dấu ô này.';
  if (Object.keys(person).length > 0 && fields.consent !== 'yes')
    wrong.consent = 'Người dân chưa đồng ý thì xin để trống tên, số điện thoại, địa chỉ.';
  if (Object.keys(wrong).length > 0 || (kind !== 'phanAnh' && kind !== 'kienNghi')) return { wrong };
  return {
    petition: {
      ...{ kind, category, text, person, oral: how === 'oral' },
      ...(place === undefined ? {} : { place }),
      ...(group === undefined ? {} : { groupId: group }),
    },
  };
}
