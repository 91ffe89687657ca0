/** What a ticket's page has of the counter: who took it in, papers to print, and forgetting the person. */
import type { CounterFacts } from '../../store/intake.ts';
import { Typed } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import { Csrf } from './shell.tsx';

interface CardProps {
  readonly code: string;
  readonly csrf: string;
  /** null: it did not come in at the counter */
  readonly facts: CounterFacts | null;
  /** null: nothing kept, or this role may not see it */
  readonly address: string | null;
  readonly mayWrite: boolean;
  readonly maySeeWho: boolean;
}

export function CounterCard({ code, csrf, facts, address, mayWrite, maySeeWho }: CardProps) {
  if (!mayWrite && facts === null) return null;
  const at = `/console/ho-so/${code}`;
  return (
    <section class="card" aria-labelledby="counter-title">
      <h2 id="counter-title">Phiếu cho người dân</h2>
      {facts && (
        <p>
          Nhận tại chỗ lúc {sayTime(facts.at)}, người nhận: <span dir="auto">{facts.officer}</span>.{' '}
          {facts.oral ? 'Người dân nói, đã đọc lại và họ xác nhận.' : 'Người dân đưa giấy viết sẵn.'}
        </p>
      )}
      {address !== null && (
        <div>
          Địa chỉ: <Typed text={address} />
        </div>
      )}
      {mayWrite && (
        <p class="row">
          <a class="button main" href={`${at}/phieu`} target="_blank" rel="noopener">
            In phiếu có mã
          </a>
          {facts?.oral && maySeeWho && (
            <a class="button" href={`${at}/ban-ghi`} target="_blank" rel="noopener">
              In bản ghi để ký
            </a>
          )}
        </p>
      )}
      {facts?.person && maySeeWho && mayWrite && (
        <details>
          <summary>Người dân đòi xoá tên, số điện thoại, địa chỉ</summary>
          <form method="post" action={`${at}/xoa-nguoi`}>
            <Csrf token={csrf} />
            <p>Xoá rồi không lấy lại được. Hồ sơ vẫn được giải quyết, nhưng không còn biết của ai.</p>
            <button type="submit" class="button grave">
              Đúng, xoá
            </button>
          </form>
        </details>
      )}
    </section>
  );
}
