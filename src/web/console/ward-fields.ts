/** The ward's facts as a form: what each is called, and what was typed turned into what is stored. */
import type { WardInfo } from '../../core/types.ts';
import { type WardFields, wardFields } from '../../store/settings.ts';
import type { Fields } from './form.ts';

/** Where the ward's page is. */
export const WARD = '/console/phuong';

export type FieldName = keyof WardFields;

export interface WardField {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  /** more than one line */
  readonly long?: true;
  /** said when it does not fit */
  readonly wrong: string;
}

const TOO_LONG = 'Dài quá 500 ký tự. Xin viết ngắn hơn.';

export const WARD_FIELDS: readonly WardField[] = [
  { name: 'name', label: 'Tên phường, xã', hint: 'Ví dụ: phường Thượng Hồng', wrong: TOO_LONG },
  { name: 'province', label: 'Tỉnh, thành phố', wrong: TOO_LONG },
  {
    name: 'oldNames',
    label: 'Tên cũ trước khi sáp nhập',
    hint: 'Mỗi dòng một tên',
    long: true,
    wrong: 'Tối đa 20 tên, mỗi tên không quá 500 ký tự.',
  },
  { name: 'address', label: 'Địa chỉ trụ sở', wrong: TOO_LONG },
  {
    name: 'phone',
    label: 'Số điện thoại',
    hint: 'Người dân bấm là gọi',
    wrong: 'Số điện thoại chỉ gồm số, dấu cách, dấu chấm, gạch ngang, ngoặc; từ 3 đến 21 ký tự.',
  },
  { name: 'hours', label: 'Giờ làm việc', wrong: TOO_LONG },
  { name: 'reception', label: 'Lịch và nơi tiếp công dân', long: true, wrong: TOO_LONG },
  {
    name: 'toCaoAddress',
    label: 'Nơi nhận đơn tố cáo',
    hint: 'Địa chỉ đã công bố theo Luật Tố cáo, Điều 23 khoản 3',
    long: true,
    wrong: TOO_LONG,
  },
  {
    name: 'provinceAddress',
    label: 'Nơi tiếp công dân của tỉnh',
    hint: 'Chỉ cho người dân khi tố cáo Chủ tịch phường, xã',
    long: true,
    wrong: TOO_LONG,
  },
  {
    name: 'promiseDays',
    label: 'Phường hứa trả lời trong mấy ngày làm việc',
    hint: 'Lời hứa của phường, không phải hạn luật định',
    wrong: 'Xin ghi một số từ 1 đến 60.',
  },
  {
    name: 'website',
    label: 'Trang thông tin điện tử',
    hint: 'Bắt đầu bằng https://',
    wrong: 'Xin ghi đủ địa chỉ, bắt đầu bằng https://',
  },
];

/** What the fields show. */
export function wardTexts(ward: WardInfo): Record<FieldName, string> {
  const known: WardFields = { ...ward, oldNames: [...ward.oldNames] };
  const text = (name: FieldName) => {
    const value = known[name];
    return Array.isArray(value) ? value.join('\n') : value === undefined ? '' : String(value);
  };
  return Object.fromEntries(WARD_FIELDS.map(({ name }) => [name, text(name)])) as Record<FieldName, string>;
}

export type WardChange = { [K in FieldName]?: WardFields[K] | null };

/** What was typed, as a change; or which fields do not fit. An empty field takes its fact back. */
export function readWard(fields: Fields): {
  readonly change: WardChange;
  readonly wrong: readonly FieldName[];
} {
  const values = Object.fromEntries(
    WARD_FIELDS.map(({ name }) => [name, valueTyped(name, fields[name] ?? '')]),
  );
  const wrong = WARD_FIELDS.map((f) => f.name).filter(
    (name) => values[name] !== null && !wardFields.shape[name].safeParse(values[name]).success,
  );
  return { change: wrong.length === 0 ? (values as WardChange) : {}, wrong };
}

function valueTyped(name: FieldName, typed: string): unknown {
  if (typed === '') return null;
  if (name === 'promiseDays') return /^\d{1,3}$/.test(typed) ? Number(typed) : typed;
  if (name === 'website') return /^https?:\/\//.test(typed) ? typed : false;
  if (name !== 'oldNames') return typed;
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
