/** `/console/kenh`: each channel, how it is, and what to do. */
import { Hono } from 'hono';
import { type ChannelState, channelStates } from '../../store/channels.ts';
import type { ReadyPart, WebDeps } from '../deps.ts';
import { Icon } from '../layout/icons.tsx';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { platformName } from './labels.ts';
import { type Inside, shell } from './shell.tsx';

const CURES: Readonly<Record<string, string>> = {
  telegram:
    'Người quản trị kiểm tra TELEGRAM_BOT_TOKEN và đường mạng của máy chủ tới Telegram, rồi khởi động lại chương trình.',
  zalo: 'Người quản trị kiểm tra mã ứng dụng và khoá bí mật của Zalo. Nếu Zalo báo mã làm mới hết hạn: vào trang quản lý ứng dụng Zalo lấy mã mới, đặt ZALO_REFRESH_TOKEN, rồi khởi động lại.',
  'zalo-bot': 'Người quản trị kiểm tra ZALO_BOT_TOKEN, rồi khởi động lại chương trình.',
  web: 'Kênh này chạy ngay trên máy chủ của phường. Nếu lỗi, xin khởi động lại chương trình.',
};

export function channelPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('channels.read'), async (c) => {
    const [channels, ready] = await Promise.all([
      channelStates(deps.store.pool, deps.wardId),
      deps.ready().catch(() => ({ dependencies: {}, channels: {} as Record<string, ReadyPart> })),
    ]);
    return c.html(
      shell({
        title: 'Kênh',
        me: c.get('me'),
        here: '/console/kenh',
        children: (
          <>
            <p class="muted">Người dân nhắn tới phường qua các kênh này.</p>
            {channels.length === 0 && <p class="empty">Chưa có kênh nào được bật.</p>}
            <ul class="channels">
              {channels.map((channel) => (
                <Channel channel={channel} part={ready.channels[channel.platform]} />
              ))}
            </ul>
            <p>
              Kiểm tra kỹ hơn: người quản trị chạy lệnh <code>npm run doctor</code> trên máy chủ. Lệnh này nói
              rõ chỗ nào hỏng và phải làm gì.
            </p>
          </>
        ),
      }),
    );
  });
  return app;
}

function Channel({
  channel,
  part,
}: {
  readonly channel: ChannelState;
  readonly part: ReadyPart | undefined;
}) {
  const trouble = channel.trouble ?? (part && !part.ok ? (part.why ?? 'không rõ vì sao') : null);
  return (
    <li class="card">
      <h2>{platformName(channel.platform)}</h2>
      <p>
        <span class={`mark ${trouble === null ? 'far' : 'late'}`}>
          <Icon name={trouble === null ? 'done' : 'late'} />
          {trouble === null ? 'Đang chạy tốt' : 'Đang lỗi'}
        </span>
      </p>
      {trouble !== null && (
        <div class="notice bad">
          <p dir="auto">{trouble}</p>
          <p>{CURES[channel.platform] ?? 'Xin báo người quản trị.'}</p>
        </div>
      )}
      <dl>
        <dt>Tin đến gần nhất</dt>
        <dd>{channel.lastInAt ? sayTime(channel.lastInAt) : 'Chưa có'}</dd>
        <dt>Tin đi gần nhất</dt>
        <dd>{channel.lastOutAt ? sayTime(channel.lastOutAt) : 'Chưa có'}</dd>
      </dl>
    </li>
  );
}
