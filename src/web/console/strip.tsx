/** The strip on the first page: what the machine has not managed. All well is one short line. */
import { channelStates } from '../../store/channels.ts';
import { type Depths, depths } from '../../store/sweep.ts';
import type { WebDeps } from '../deps.ts';
import { Icon } from '../layout/icons.tsx';
import { sayAge } from './dates.ts';
import { platformName } from './labels.ts';

export interface StripProps {
  readonly depths: Depths;
  /** platforms in trouble */
  readonly troubled: readonly string[];
}

/** A turn takes well under a second: what waits longer is worth a word. */
const SLOW_SECONDS = 60;

export async function readStrip({ store, wardId }: WebDeps): Promise<StripProps> {
  const [d, channels] = await Promise.all([depths(store), channelStates(store.pool, wardId)]);
  return { depths: d, troubled: channels.filter((c) => c.trouble !== null).map((c) => c.platform) };
}

export function Strip({ depths: d, troubled }: StripProps) {
  const slow = d.unhandled > 0 && d.oldestUnhandled > SLOW_SECONDS;
  if (!slow && d.held === 0 && d.dead === 0 && troubled.length === 0)
    return (
      <p class="strip well">
        <Icon name="done" /> Máy đang chạy tốt.{' '}
        {d.unhandled === 0 ? 'Không có tin nào chờ.' : `${d.unhandled} tin đang xử lý.`}
      </p>
    );
  return (
    <ul class="strip notice warn" aria-label="Việc cần để ý">
      {slow && (
        <li>
          <b>{d.unhandled}</b> tin của người dân đang chờ máy xử lý, lâu nhất {sayAge(d.oldestUnhandled)}. Xin
          báo người quản trị.
        </li>
      )}
      {d.held > 0 && (
        <li>
          <b>{d.held}</b> tin trả lời đang được giữ, chưa tới người dân.{' '}
          <a href="/console/ho-so?ngan=stuck">Xem hồ sơ</a>
        </li>
      )}
      {d.dead > 0 && (
        <li>
          <b>{d.dead}</b> tin không gửi được trong 30 ngày qua.{' '}
          <a href="/console/ho-so?ngan=stuck">Xem hồ sơ</a>
        </li>
      )}
      {troubled.length > 0 && (
        <li>
          Kênh đang lỗi: {troubled.map(platformName).join(', ')}. <a href="/console/kenh">Xem cách xử lý</a>
        </li>
      )}
    </ul>
  );
}
