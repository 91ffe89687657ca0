/** Does the server that DATABASE_URL names answer? */
import pg from 'pg';
import { SetupError } from '../core/errors.ts';

const OLDEST = 14;

/**
 * @throws SetupError saying what is wrong and what to do, without the password
 */
export async function checkServer(url: string): Promise<void> {
  let where = '';
  let client: pg.Client;
  try {
    const { hostname, port, pathname } = new URL(url);
    where = `${hostname}:${port || 5432}${pathname}`;
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  } catch {
    throw new SetupError(['DATABASE_URL phải có dạng postgresql://tên:mật-khẩu@máy:5432/tên_csdl']);
  }
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < OLDEST)
      throw new SetupError([`PostgreSQL ở ${where} là bản ${version}; cần bản ${OLDEST} trở lên.`]);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError([`DATABASE_URL: không nối được tới ${where} (${reason(error)}).`, cure(error)]);
  } finally {
    await client.end().catch(() => {});
  }
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? (message || 'không rõ lý do');
}

function cure(error: unknown): string {
  switch ((error as { code?: string }).code) {
    case '28P01':
    case '28000':
      return 'Hãy kiểm tra tên và mật khẩu trong DATABASE_URL.';
    case '3D000':
      return 'Cơ sở dữ liệu chưa có trên máy chủ: hãy tạo bằng lệnh createdb, rồi chạy lại.';
    case 'ENOTFOUND':
      return 'Hãy kiểm tra tên máy trong DATABASE_URL.';
    default:
      return 'Hãy kiểm tra máy chủ PostgreSQL có đang chạy và cho nối từ máy này, hoặc bỏ DATABASE_URL để dùng cơ sở dữ liệu đi kèm.';
  }
}
