/** Notes among officers, with names in them. */
import type { Officer } from '../../store/officers.ts';
import { Csrf } from './shell.tsx';

export interface NoteProps {
  readonly at: string;
  readonly csrf: string;
  readonly nonce: string;
  readonly text: string;
  /** officers who can be named */
  readonly officers: readonly Officer[];
}

export function NoteForm({ at, csrf, nonce, text, officers }: NoteProps) {
  return (
    <details class="card" open={text !== ''}>
      <summary>Ghi chú nội bộ</summary>
      <form method="post" action={`${at}/ghi-chu`}>
        <Csrf token={csrf} />
        <input type="hidden" name="key" value={nonce} />
        <label for="note">Ghi chú (người dân không thấy)</label>
        <textarea id="note" name="text" rows={3} dir="auto" aria-describedby="note-hint">
          {text}
        </textarea>
        <p class="muted" id="note-hint">
          Viết @ và tên đồng nghiệp để nhắc{officers[0] ? `, ví dụ @${officers[0].name}` : ''}. Người được
          nhắc thấy ở trang Hôm nay.
        </p>
        {officers.length > 0 && (
          <label>
            Hoặc chọn người cần nhắc
            <select name="nhac">
              <option value="">Không nhắc ai</option>
              {officers.map((o) => (
                <option value={o.id}>{o.name}</option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" class="button">
          Ghi chú
        </button>
      </form>
    </details>
  );
}
