/** One broadcast: before sending, who will be reached and how it looks; afterwards, what became of it. */
import type { Reach, Report } from '../../../store/broadcasts/index.ts';
import { sayTime } from '../dates.ts';
import { platformName } from '../labels.ts';
import { Csrf } from '../shell.tsx';
import { HERE, HOW_NAMES, kindName, RECIPIENT_NAMES, reasonName, STATE_NAMES, UNREACHED } from './words.ts';

export interface Preview {
  readonly platform: string;
  readonly messages: readonly string[];
}

interface Button {
  readonly act: string;
  readonly words: string;
  readonly main?: true;
  readonly grave?: true;
}

export function Acts({
  id,
  csrf,
  buttons,
}: {
  readonly id: string;
  readonly csrf: string;
  readonly buttons: readonly Button[];
}) {
  return (
    <div class="row">
      {buttons.map((b) => (
        <form method="post" action={`${HERE}/${id}/${b.act}`}>
          <Csrf token={csrf} />
          <button type="submit" class={`button ${b.main ? 'main' : b.grave ? 'grave' : 'quiet'}`}>
            {b.words}
          </button>
        </form>
      ))}
    </div>
  );
}

/** How many are reached free, at a price, not at all; and whom to tell otherwise, by group. */
export function Reached({
  reach,
  groups,
}: {
  readonly reach: readonly Reach[];
  readonly groups: ReadonlyMap<string, string>;
}) {
  const lines = new Map<string, number>();
  const missed = new Map<string, number>();
  for (const r of reach) {
    const who = r.chatKind === 'group' ? 'nhóm chat' : 'người';
    const key = `${platformName(r.platform)} · ${who} · ${HOW_NAMES[r.how] ?? r.how}`;
    lines.set(key, (lines.get(key) ?? 0) + r.count);
    if (!UNREACHED.has(r.how)) continue;
    const group = (r.groupId && groups.get(r.groupId)) || 'Chưa rõ tổ';
    missed.set(group, (missed.get(group) ?? 0) + r.count);
  }
  const reached = reach.filter((r) => r.how === 'free' || r.how === 'paid').reduce((n, r) => n + r.count, 0);
  return (
    <section class="card" aria-labelledby="reach-title">
      <h2 id="reach-title">Ai sẽ nhận được</h2>
      {reached === 0 ? (
        <p class="notice bad" role="alert">
          Không có ai nhận được tin này. Xin xem lại chọn gửi cho ai.
        </p>
      ) : (
        <p>
          <b>{reached}</b> nơi sẽ nhận được.
        </p>
      )}
      <ul>
        {[...lines].map(([words, count]) => (
          <li>
            {words}: <b>{count}</b>
          </li>
        ))}
      </ul>
      {missed.size > 0 && (
        <>
          <h3>Cần báo bằng giấy hoặc gọi điện</h3>
          <ul>
            {[...missed].map(([group, count]) => (
              <li>
                {group}: <b>{count}</b> người
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function Previews({ previews }: { readonly previews: readonly Preview[] }) {
  return (
    <section class="card" aria-labelledby="preview-title">
      <h2 id="preview-title">Người nhận sẽ thấy</h2>
      {previews.map((p) => (
        <details>
          <summary>{platformName(p.platform)}</summary>
          {p.messages.map((text) => (
            <p class="typed card" dir="auto">
              {text}
            </p>
          ))}
        </details>
      ))}
    </section>
  );
}

export function Became({ report }: { readonly report: Report }) {
  const { broadcast: b, total, open } = report;
  const settled = total - open;
  return (
    <>
      <section class="card" aria-labelledby="became-title">
        <h2 id="became-title">{STATE_NAMES[b.state]}</h2>
        {total > 0 && (
          <p>
            <progress max={total} value={settled} aria-label="Đã xong" /> {settled}/{total}, trong đó đã gửi{' '}
            <b>{report.sent}</b>.
          </p>
        )}
        {b.state === 'done' && total === 0 && <p>Không có ai trong danh sách nhận.</p>}
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Kênh</th>
              <th scope="col">Kết quả</th>
              <th scope="col">Lý do</th>
              <th scope="col">Số nơi nhận</th>
            </tr>
          </thead>
          <tbody>
            {report.tallies.map((t) => (
              <tr>
                <td>{platformName(t.platform)}</td>
                <td>{RECIPIENT_NAMES[t.state]}</td>
                <td>{reasonName(t.reason)}</td>
                <td>{t.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {report.unreached.length > 0 && (
          <>
            <h3>Chưa tới, cần báo cách khác</h3>
            <ul>
              {report.unreached.map((u) => (
                <li>
                  {u.group ?? 'Chưa rõ tổ'}: <b>{u.count}</b>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <p class="muted">
        {kindName(b.kind)}. Soạn: {b.createdName}, {sayTime(b.createdAt)}.
        {b.approvedName && ` Duyệt: ${b.approvedName}.`}
        {b.scheduledAt && ` Giờ gửi: ${sayTime(b.scheduledAt)}.`}
        {b.finishedAt && ` Kết thúc: ${sayTime(b.finishedAt)}.`}
      </p>
    </>
  );
}
