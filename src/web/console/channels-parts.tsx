/** One channel as an officer sees it. */
import type { ChannelLook, SendFailure } from '../../core/types.ts';
import type { ChannelDetail } from '../../store/channels.ts';
import type { ReadyPart } from '../deps.ts';
import { Icon } from '../layout/icons.tsx';
import { PLATFORMS_TO_CONNECT, stepsOf } from './channel-steps.ts';
import { sayTime } from './dates.ts';
import { FAILURES, platformName } from './labels.ts';
import { Csrf } from './shell.tsx';

const NO_ADDRESS = 'https://(địa chỉ máy chủ, PUBLIC_URL)';
const count = (n: number): string => n.toLocaleString('vi-VN');

interface CardProps {
  readonly channel: ChannelDetail;
  readonly part: ReadyPart | undefined;
  /** null: the platform has nothing to say, or did not answer */
  readonly look: ChannelLook | null;
  /** has the reader an account of their own here? null: may not have one */
  readonly mine: boolean | null;
  readonly csrf: string;
  readonly address: string | null;
  readonly now: Date;
}

export function ChannelCard({ channel, part, look, mine, csrf, address, now }: CardProps) {
  const { platform, pausedUntil, bulkUntil } = channel;
  const trouble = channel.trouble ?? (part && !part.ok ? (part.why ?? 'không rõ vì sao') : null);
  const steps = stepsOf(platform, address ?? NO_ADDRESS);
  return (
    <li class="card">
      <h2>{platformName(platform)}</h2>
      <p>
        <span class={`mark ${trouble === null ? 'far' : 'late'}`}>
          <Icon name={trouble === null ? 'done' : 'late'} />
          {trouble === null ? 'Đang chạy tốt' : 'Đang lỗi'}
        </span>
      </p>
      {trouble !== null && (
        <div class="notice bad">
          <p dir="auto">{trouble}</p>
          <p>Người quản trị: {steps?.cure ?? 'xem lại máy chủ.'}</p>
        </div>
      )}
      {pausedUntil !== null && pausedUntil > now && (
        <p class="notice warn">Nền tảng bảo chậm lại: gửi tiếp lúc {sayTime(pausedUntil)}.</p>
      )}
      {bulkUntil !== null && bulkUntil > now && (
        <p class="notice warn">
          Tin gửi cho nhiều người tạm dừng tới {sayTime(bulkUntil)}
          {channel.bulkWhy !== null && `: ${channel.bulkWhy}`}. Trả lời từng người vẫn đi.
        </p>
      )}
      <dl>
        <dt>Tin đến gần nhất</dt>
        <dd>{channel.lastInAt ? sayTime(channel.lastInAt) : 'Chưa có'}</dd>
        <dt>Tin đi gần nhất</dt>
        <dd>{channel.lastOutAt ? sayTime(channel.lastOutAt) : 'Chưa có'}</dd>
        <dt>Đang chờ gửi</dt>
        <dd>
          {count(channel.waiting)}
          {channel.held > 0 && `, giữ lại ${count(channel.held)}`}
        </dd>
        <Webhook platform={platform} look={look} address={address} />
        <Token look={look} now={now} />
        <Quota platform={platform} look={look} mine={mine} />
      </dl>
      <Test platform={platform} mine={mine} csrf={csrf} />
      {steps && (
        <details>
          <summary>Cách nối {steps.name}</summary>
          <ol>
            {steps.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

interface PartProps {
  readonly platform: string;
  readonly look: ChannelLook | null;
}

function Webhook({ platform, look, address }: PartProps & { readonly address: string | null }) {
  if (platform === 'web') return null;
  const webhook = look?.webhook;
  const own = address !== null && webhook?.url.startsWith(address);
  return (
    <>
      <dt>Nhận tin bằng</dt>
      <dd>
        {platform === 'zalo'
          ? address === null
            ? 'Chưa đặt PUBLIC_URL nên Zalo không gửi tin tới được'
            : `Zalo gửi tới ${address}/webhook/zalo (đặt ở trang quản lý ứng dụng Zalo; máy không hỏi lại Zalo được)`
          : !webhook
            ? 'Nền tảng chưa trả lời'
            : webhook.url === ''
              ? 'Máy tự hỏi nền tảng, không cần địa chỉ'
              : own
                ? 'Nền tảng gửi tới máy chủ này'
                : 'Nền tảng đang gửi tới một địa chỉ khác: kiểm tra PUBLIC_URL rồi khởi động lại'}
        {webhook?.waiting !== undefined && webhook.waiting > 0 && `, ${count(webhook.waiting)} tin đang chờ`}
        {webhook?.lastError !== undefined && (
          <>
            <br />
            <span class="muted" dir="auto">
              Lỗi gần nhất nền tảng báo: {webhook.lastError}
            </span>
          </>
        )}
      </dd>
    </>
  );
}

function Token({ look, now }: { readonly look: ChannelLook | null; readonly now: Date }) {
  if (!look?.token) return null;
  const { since, until } = look.token;
  const hours = Math.floor((now.getTime() - since.getTime()) / 3_600_000);
  return (
    <>
      <dt>Mã truy cập</dt>
      <dd>
        đổi cách đây {hours < 1 ? 'chưa đầy 1 giờ' : `${hours} giờ`},{' '}
        {until > now ? `dùng được tới ${sayTime(until)}` : 'đã hết hạn, máy đổi khi gửi tin tới'}. Máy tự đổi.
      </dd>
    </>
  );
}

const ALLOWANCES = { reply: 'tin trả lời', day: 'tin báo trong ngày', month: 'tin báo trong tháng' } as const;

function Quota({ platform, look, mine }: PartProps & { readonly mine: boolean | null }) {
  if (platform === 'web') return null;
  if (platform === 'telegram')
    return (
      <>
        <dt>Hạn mức tin</dt>
        <dd>Telegram không giới hạn số tin, chỉ giới hạn tốc độ; máy tự giữ tốc độ.</dd>
      </>
    );
  const words = look?.quota
    ? `Gửi cho tài khoản của anh, chị còn ${look.quota
        .map((q) => `${count(q.remain)}/${count(q.total)} ${ALLOWANCES[q.what]}`)
        .join('; ')}.`
    : platform !== 'zalo'
      ? 'Nền tảng không cho hỏi.'
      : mine
        ? 'Zalo chưa trả lời.'
        : 'Zalo tính theo từng người nhận. Nối tài khoản Zalo của anh, chị để xem thử.';
  return (
    <>
      <dt>Hạn mức tin</dt>
      <dd>{words}</dd>
    </>
  );
}

function Test({
  platform,
  mine,
  csrf,
}: {
  readonly platform: string;
  readonly mine: boolean | null;
  readonly csrf: string;
}) {
  if (platform === 'web')
    return (
      <p>
        <a href="/chat" class="button quiet">
          Mở trò chuyện để thử
        </a>
      </p>
    );
  if (mine === null) return null;
  if (!mine)
    return (
      <p class="muted">
        Muốn gửi thử cho mình: nối tài khoản ở <a href="/console/toi">Tài khoản của tôi</a>.
      </p>
    );
  return (
    <form method="post" action="/console/kenh/thu">
      <Csrf token={csrf} />
      <button type="submit" name="kenh" value={platform} class="button quiet">
        Gửi thử cho tôi<span class="vh"> qua {platformName(platform)}</span>
      </button>
    </form>
  );
}

interface ResultProps {
  readonly press: string;
  readonly found: {
    readonly state: string;
    readonly reason: string | null;
    readonly platform: string;
  } | null;
}

/** What became of the test; asks again by itself where there is script. */
export function TestResult({ press, found }: ResultProps) {
  if (!found) return <div id="test-result" />;
  const name = platformName(found.platform);
  const again = {
    'hx-get': `/console/kenh/thu?tin=${press}`,
    'hx-trigger': 'load delay:2s',
    'hx-swap': 'outerHTML',
  };
  switch (found.state) {
    case 'sent':
      return (
        <p id="test-result" class="notice" role="status">
          {name} đã nhận tin thử. Xin mở {name} trên điện thoại của anh, chị để xem.
        </p>
      );
    case 'held':
    case 'dead':
      return (
        <p id="test-result" class="notice bad" role="status">
          Tin thử qua {name} chưa tới: {sayReason(found.reason)}.
        </p>
      );
    default:
      return (
        <p id="test-result" class="notice warn" role="status" {...again}>
          Tin thử qua {name} đang được gửi. <a href={`/console/kenh?tin=${press}`}>Xem kết quả</a>
        </p>
      );
  }
}

function sayReason(reason: string | null): string {
  if (reason === 'blocked') return 'anh, chị đã chặn hoặc rời kênh này; xin bỏ chặn rồi thử lại';
  if (reason === 'window-closed')
    return 'đã lâu anh, chị không nhắn cho kênh này; xin nhắn một tin bất kỳ rồi thử lại';
  return Object.hasOwn(FAILURES, reason ?? '') ? FAILURES[reason as SendFailure] : 'không rõ vì sao';
}

/** Channels that could be turned on. */
export function ToConnect({
  on,
  address,
}: {
  readonly on: readonly string[];
  readonly address: string | null;
}) {
  const off = PLATFORMS_TO_CONNECT.filter((platform) => !on.includes(platform));
  if (off.length === 0) return null;
  return (
    <section class="card" aria-labelledby="connect-title">
      <h2 id="connect-title">Nối thêm kênh</h2>
      {off.map((platform) => {
        const steps = stepsOf(platform, address ?? NO_ADDRESS);
        return steps ? (
          <details>
            <summary>{steps.name}</summary>
            <ol>
              {steps.steps.map((step) => (
                <li>{step}</li>
              ))}
            </ol>
          </details>
        ) : null;
      })}
    </section>
  );
}
