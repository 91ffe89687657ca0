/** The form of a new broadcast: what was typed, as a broadcast; or what is wrong with it, nothing lost. */
import { readDay } from '../../../core/period.ts';
import { length } from '../../../core/text.ts';
import type { Audience, BroadcastKind, NewBroadcast } from '../../../store/broadcasts/index.ts';
import { AUDIENCE_ROLES, holesIn, KINDS, SUBSCRIBERS } from '../../../store/broadcasts/index.ts';
import { type Fields, isId } from '../form.ts';

export type Typed = Pick<NewBroadcast, 'kind' | 'title' | 'texts' | 'key'> & {
  readonly audience: Audience;
  /** group chats of the groups chosen are told too */
  readonly withChats: boolean;
  readonly scheduledAt?: Date;
};

/** Boxes that are ticked: names `<prefix>-<value>`. */
const ticked = (fields: Fields, prefix: string): string[] =>
  Object.keys(fields)
    .filter((name) => name.startsWith(`${prefix}-`) && fields[name] !== '')
    .map((name) => name.slice(prefix.length + 1));

const MAX_TEXT = 3500;

/** @returns the broadcast, or sentences saying what to mend */
export function readTyped(
  fields: Fields,
  now: Date,
): { readonly typed?: Typed; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  const title = (fields.title ?? '').trim();
  const vi = (fields.vi ?? '').trim();
  const en = (fields.en ?? '').trim();
  const kind: BroadcastKind | undefined = KINDS.find((k) => k === fields.kind);
  if (title === '' || length(title) > 200) wrong.push('Tên tin cần từ 1 đến 200 ký tự.');
  if (vi === '') wrong.push('Chưa có nội dung tiếng Việt.');
  if (length(vi) > MAX_TEXT || length(en) > MAX_TEXT) wrong.push(`Nội dung dài quá ${MAX_TEXT} ký tự.`);
  if (kind === undefined) wrong.push('Xin chọn loại tin.');
  const holes = vi === '' ? [] : holesIn({ vi, ...(en === '' ? {} : { en }) }).unknown;
  if (holes.length > 0) wrong.push(`Máy không biết chỗ điền: ${holes.map((h) => `{${h}}`).join(', ')}.`);
  const at = readTime(fields.ngay ?? '', fields.gio ?? '');
  if (at === 'odd') wrong.push('Ngày giờ gửi không đúng. Để trống cả hai ô nếu gửi ngay.');
  else if (at !== null && at.getTime() < now.getTime()) wrong.push('Giờ gửi đã qua. Xin chọn giờ khác.');
  const groups = ticked(fields, 'to').filter(isId);
  const everybody = fields.ai !== 'to';
  if (!everybody && groups.length === 0) wrong.push('Xin chọn ít nhất một tổ, hoặc chọn gửi cho mọi người.');
  if (!/^[\w-]{16,64}$/.test(fields.ma ?? '')) wrong.push('Trang này mở đã lâu. Xin mở lại trang soạn tin.');
  if (wrong.length > 0 || kind === undefined || at === 'odd') return { wrong };
  const excluded = ticked(fields, 'tru').filter(isId);
  const channels = ticked(fields, 'kenh');
  const kinds = SUBSCRIBERS.filter((k) => k === fields.nguoi);
  const roles = AUDIENCE_ROLES.filter((r) => r === fields.vai);
  return {
    wrong,
    typed: {
      kind,
      title,
      texts: { vi, ...(en === '' ? {} : { en }) },
      key: `form:${fields.ma}`,
      withChats: fields.nhom === '1',
      ...(at === null ? {} : { scheduledAt: at }),
      audience: {
        ...(everybody ? {} : { groups }),
        ...(channels.length > 0 ? { channels } : {}),
        ...(kinds.length > 0 ? { subscriberKinds: kinds } : {}),
        ...(roles.length > 0 ? { roles } : {}),
        ...(excluded.length > 0 ? { exclude: { groups: excluded } } : {}),
      },
    },
  };
}

/** A day and an hour of Việt Nam; null = neither was given. */
function readTime(day: string, hour: string): Date | null | 'odd' {
  if (day === '' && hour === '') return null;
  if (readDay(day) === undefined || !/^\d{2}:\d{2}$/.test(hour)) return 'odd';
  const at = new Date(`${day}T${hour}:00+07:00`);
  return Number.isNaN(at.getTime()) ? 'odd' : at;
}
