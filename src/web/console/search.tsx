/** The form above the list: words to look for, and what to narrow it by. */
import type { Child } from 'hono/jsx';
import type { Words } from '../../core/types.ts';
import type { GroupRow } from '../../store/groups.ts';
import type { Officer } from '../../store/officers.ts';
import { OPEN_KINDS } from '../../store/ticket-list.ts';
import { atStart } from '../layout/words.tsx';
import { ANSWERED, idOf, isNarrowed, LIST, type ListFilter, OUTCOME_IDS } from './filter.ts';
import { categoryName, kindName, platformName, STATE_NAMES } from './labels.ts';

interface SearchProps {
  readonly filter: ListFilter;
  readonly groups: readonly GroupRow[];
  readonly officers: readonly Officer[];
  readonly categories: readonly string[];
  readonly platforms: readonly string[];
  readonly words: Words;
}

const ORDER_NAMES = [
  ['due', 'Gần hạn trước'],
  ['new', 'Mới trước'],
  ['old', 'Cũ trước'],
] as const;
const OUTCOME_NAMES = [
  ['dung-han', 'Đúng hạn'],
  ['tre-han', 'Trễ hạn'],
  ['chua-tinh', 'Chưa tính được'],
] as const;
const CLOCK_NAMES = [
  ['late', 'Quá hạn'],
  ['today', 'Hạn hôm nay'],
  ['tomorrow', 'Hạn ngày mai'],
  ['week', 'Trong 7 ngày tới'],
  ['none', 'Không có hạn đang chạy'],
] as const;

export function Search({ filter, groups, officers, categories, platforms, words }: SearchProps) {
  const all: readonly Parameters<typeof Pick>[0][] = [
    {
      label: 'Loại',
      name: 'loai',
      any: 'Mọi loại',
      chosen: filter.kind,
      options: OPEN_KINDS.map((k) => [k, kindName(words, k)]),
    },
    {
      label: 'Trạng thái',
      name: 'trang-thai',
      any: 'Mọi trạng thái',
      chosen: filter.state,
      options: Object.entries(STATE_NAMES),
    },
    {
      label: 'Lĩnh vực',
      name: 'linh-vuc',
      any: 'Mọi lĩnh vực',
      chosen: filter.category,
      options: categories.map((k) => [k, atStart(categoryName(words, k))]),
    },
    {
      label: 'Tổ dân phố',
      name: 'to',
      any: 'Mọi tổ',
      chosen: filter.groupId,
      options: [['none', 'Không rõ tổ'], ...groups.map((g) => [g.id, g.name] as const)],
    },
    {
      label: 'Người giữ',
      name: 'giu',
      any: 'Bất kỳ ai',
      chosen: filter.holder,
      options: [['none', 'Chưa giao ai'], ...officers.map((o) => [o.id, o.name] as const)],
    },
    { label: 'Thời hạn', name: 'han', any: 'Mọi thời hạn', chosen: filter.clock, options: CLOCK_NAMES },
    {
      label: 'Kênh',
      name: 'kenh',
      any: 'Mọi kênh',
      chosen: filter.channel,
      options: [...platforms.map((p) => [p, platformName(p)] as const), ['none', 'Không qua kênh nào']],
    },
    {
      label: 'Đã trả lời',
      name: 'tra-loi',
      any: 'Đã hoặc chưa',
      chosen: idOf(ANSWERED, filter.answered),
      options: [
        ['co', 'Đã trả lời'],
        ['chua', 'Chưa trả lời'],
      ],
    },
    {
      label: 'Hạn theo luật',
      name: 'ket-qua',
      any: 'Bất kỳ',
      chosen: idOf(OUTCOME_IDS, filter.outcome),
      options: OUTCOME_NAMES,
    },
  ];
  const { words: _, ...withoutWords } = filter;
  return (
    <form method="get" action={LIST} class="filters" aria-label="Lọc hồ sơ">
      {filter.shelf !== 'open' && <input type="hidden" name="ngan" value={filter.shelf} />}
      <label class="wide">
        Tìm hồ sơ
        <input
          type="search"
          name="tim"
          value={filter.words ?? ''}
          placeholder="mã, nội dung, câu trả lời, nơi xảy ra"
          dir="auto"
        />
      </label>
      <button type="submit" class="button">
        Tìm
      </button>
      <details open={isNarrowed(withoutWords) || filter.order !== 'due'}>
        <summary>Lọc và xếp</summary>
        <div class="row">
          {all.map((one) => (
            <Pick {...one} />
          ))}
          <label>
            Nhận từ ngày
            <input type="date" name="tu" value={filter.from ?? ''} />
          </label>
          <label>
            Đến hết ngày
            <input type="date" name="den" value={filter.to ?? ''} />
          </label>
          <label>
            Thứ tự
            <select name="xep">
              {ORDER_NAMES.map(([order, name]) => (
                <option value={order} selected={order === filter.order}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
      </details>
    </form>
  );
}

function Pick(props: {
  readonly label: Child;
  readonly name: string;
  readonly any: string;
  readonly chosen: string | undefined;
  readonly options: readonly (readonly [value: string, name: string])[];
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        <option value="">{props.any}</option>
        {props.options.map(([value, name]) => (
          <option value={value} selected={value === props.chosen}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
