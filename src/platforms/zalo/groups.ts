/** The OA's own group chats (GMF): told, and made with an asset, which is a paid place for one group (zalo: `asset_id`). */
import { SendError } from '../../core/errors.ts';
import type { ChatGroup, ChatGroups, GroupPlace } from '../../core/types.ts';
import { type GroupInfo, type OaClient, ZaloApiError } from '../../zalo-api-sdk/index.ts';
import { groupChat } from './address.ts';
import { asSendError } from './failures.ts';

/** Groups asked for at once; Zalo's own default is 5, its most is not documented. */
const PAGE = 20;
const SIZES = { gmf10: 10, gmf50: 50, gmf100: 100, gmf1000: 1000 } as const;
const QUOTAS = ['sub_quota', 'purchase_quota', 'reward_quota'] as const;

/** What Zalo's refusals mean to an officer who makes or lists groups. */
const WORDS: Readonly<Record<number, string>> = {
  [-211]: 'Gói của trang Zalo đã hết số nhóm. Mua thêm gói nhóm ở oa.zalo.me rồi làm lại.',
  [-212]: 'Ứng dụng Zalo chưa được đăng ký dùng nhóm chat. Đăng ký ở developers.zalo.me rồi làm lại.',
  [-213]: 'Có thành viên chưa quan tâm trang Zalo của phường. Người đó phải bấm Quan tâm trước.',
  [-221]: 'Trang Zalo của phường chưa được xác thực, nên chưa dùng được nhóm chat.',
  [-223]: 'Trang Zalo chưa cấp quyền quản lý nhóm cho ứng dụng. Cấp quyền ở oa.zalo.me rồi làm lại.',
  [-224]: 'Gói hiện tại của trang Zalo không có nhóm chat. Cần gói cao hơn, hoặc mua gói nhóm ở oa.zalo.me.',
  [-235]: 'Loại trang Zalo này không dùng được nhóm chat.',
  [-237]: 'Nhóm đã hết hạn gói.',
  [-238]: 'Gói nhóm này đã dùng cho nhóm khác. Xin chọn gói khác.',
  [-241]: 'Gói nhóm này đã dùng hoặc đã khoá. Xin chọn gói khác.',
};

function told(error: unknown, now: Date): SendError {
  const words = error instanceof ZaloApiError ? WORDS[error.code] : undefined;
  const as = asSendError(error, now);
  return words === undefined
    ? as
    : new SendError(as.reason, words, as.code === undefined ? {} : { code: as.code });
}

export function zaloGroups(client: OaClient, now: () => Date): ChatGroups {
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw told(error, now());
    }
  };
  return {
    list: (from) =>
      asked(async () => {
        const groups = await client.listGroups(from, PAGE);
        return { groups: groups.map(groupOf), next: groups.length < PAGE ? null : from + groups.length };
      }),
    places: () =>
      asked(async () => {
        const kinds = Object.entries(SIZES).flatMap(([product, size]) =>
          QUOTAS.map((quota) => ({ product: product as keyof typeof SIZES, size, quota })),
        );
        const places: GroupPlace[] = [];
        // one after another: the OA's requests a minute are few
        for (const { product, size, quota } of kinds)
          for (const asset of await client.groupQuota(product, quota)) {
            const free = (asset.used_id ?? '') === '' && (asset.status ?? 'available') !== 'used';
            if (!asset.asset_id || !free || places.some((p) => p.id === asset.asset_id)) continue;
            const until = asset.valid_through == null ? {} : { until: asset.valid_through };
            places.push({ id: asset.asset_id, size, ...until });
          }
        return places;
      }),
    create: ({ title, about, place, members }) =>
      asked(async () =>
        groupOf(
          await client.createGroup({ name: title, description: about, assetId: place, userIds: members }),
        ),
      ),
  };
}

function groupOf(g: GroupInfo): ChatGroup {
  const members = Number(g.total_member);
  return {
    chat: groupChat(g.group_id),
    ...(g.name ? { title: g.name } : {}),
    ...(Number.isInteger(members) ? { members } : {}),
    ...(g.group_link ? { link: g.group_link } : {}),
    off: g.status === 'disabled',
  };
}
