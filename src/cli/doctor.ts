/** `npm run doctor`: looks at everything the program needs and says what to do; exit 1 if anything is wrong. Spends no token. */
import pino from 'pino';
import { readConfig } from '../config.ts';
import { SetupError } from '../core/errors.ts';
import { openQueues } from '../jobs/queue.ts';
import { isUnderReview, readEntryFiles } from '../knowledge.ts';
import { vietnamDay } from '../law/index.ts';
import { redact } from '../log.ts';
import { makePlatforms } from '../platform-set.ts';
import { openAll } from '../set-up.ts';
import { type Break, verifyAudit } from '../store/audit-chain.ts';
import { readEntries } from '../store/entries.ts';
import { officersOf } from '../store/officers.ts';
import { wardInfo } from '../store/settings.ts';
import { depths } from '../store/sweep.ts';

let wrong = 0;
const good = (line: string) => process.stdout.write(`  tốt    ${line}\n`);
const note = (line: string) => process.stdout.write(`  lưu ý  ${line}\n`);
const bad = (line: string) => {
  wrong++;
  process.stdout.write(`  HỎNG   ${line}\n`);
};

function sayBreak(broken: Break): string {
  switch (broken.why) {
    case 'changed':
      return `không nguyên vẹn từ dòng ${broken.auditId} (thứ ${broken.seq}): dòng này đã bị sửa.`;
    case 'gone':
      return `thiếu dòng ${broken.auditId} (thứ ${broken.seq}): dòng này đã bị xoá.`;
    case 'gap':
      return `bị đứt trước dòng ${broken.auditId} (thứ ${broken.seq}): có dòng đã bị xoá hoặc chèn thêm.`;
    case 'unchained':
      return `có dòng ${broken.auditId} nằm ngoài chuỗi: dòng này được chèn thêm.`;
    case 'seal':
      return `không khớp dấu niêm ở dòng thứ ${broken.seq}: phần cuối đã bị cắt, hoặc cả chuỗi đã bị làm lại.`;
    default:
      return broken satisfies never;
  }
}

/** One look; whatever is thrown becomes a line of its own. */
async function look(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const lines =
      error instanceof SetupError
        ? error.faults
        : [error instanceof Error ? redact(error.message) : 'lỗi không rõ'];
    for (const line of lines) bad(`${what}: ${line}`);
  }
}

await look('Cấu hình', async () => {
  const config = readConfig();
  good('Cấu hình đọc được');
  if (config.publicUrl === null && (config.zalo || config.zaloBot))
    note('Chưa có PUBLIC_URL: Zalo không gọi tới được máy này, nên chưa nhận được tin từ Zalo.');
  const opened = await openAll(config, { as: 'command', log: () => {} });
  try {
    good(opened.database.embedded ? `Postgres đi kèm (${config.dataDir})` : 'Postgres theo DATABASE_URL');
    good('APP_KEY mở được dữ liệu đã mã hoá');
    const { store, wardId } = opened;
    await look('Hàng đợi', async () => {
      const queues = await openQueues({
        databaseUrl: opened.database.url,
        redisUrl: config.redisUrl,
        ...(config.queuePrefix === null ? {} : { prefix: config.queuePrefix }),
        onError: () => {},
      });
      try {
        await queues.ping();
        good(`Hàng đợi trên ${queues.backend === 'redis' ? 'Redis' : 'Postgres'}`);
      } finally {
        await queues.close();
      }
    });
    await look('Kiến thức', async () => {
      const { entries, faults } = await readEntryFiles();
      for (const f of faults) bad(`Kiến thức ${f.file}:${f.line}: ${f.say}`);
      const held = await readEntries(store.pool, wardId);
      for (const id of held.broken)
        bad(`Mục kiến thức ${id} trong cơ sở dữ liệu bị hỏng; mở trang Kiến thức và lưu lại.`);
      const today = vietnamDay(new Date());
      const review = held.entries.filter((e) => isUnderReview(e, today)).length;
      good(`${entries.length} mục kiến thức trong tệp, ${held.entries.length} mục đang dùng`);
      const unsigned = held.entries.filter((e) => !e.signed).length;
      if (unsigned > 0) note(`${unsigned} mục chưa có cán bộ ký duyệt.`);
      if (review > 0) note(`${review} mục đang được rà soát vì văn bản đã thay đổi.`);
    });
    await look('Nhật ký', async () => {
      const { rows, seals, broken } = await verifyAudit(store, wardId);
      if (broken === null) good(`Nhật ký nguyên vẹn: ${rows} dòng, ${seals} lần niêm`);
      else
        bad(
          `Nhật ký ${sayBreak(broken)} Có người đã sửa thẳng trong cơ sở dữ liệu: giữ nguyên máy, chép lại một bản sao lưu, báo lãnh đạo; so với bản sao lưu gần nhất để biết dòng nào khác.`,
        );
    });
    await look('Kênh', async () => {
      const log = pino({ level: 'silent' });
      for (const platform of makePlatforms({ config, opened, log, now: () => new Date() })) {
        if (!platform.check) continue;
        const { ok, why } = await platform.check();
        if (ok) good(`Kênh ${platform.name}`);
        else bad(`Kênh ${platform.name}: ${redact(why ?? 'không rõ')}`);
      }
    });
    await look('Phường', async () => {
      const ward = await wardInfo(store.pool, wardId);
      const missing = (['address', 'phone', 'hours', 'reception', 'toCaoAddress'] as const).filter(
        (k) => ward[k] === undefined,
      );
      if (missing.length > 0)
        note(
          `Phường chưa đặt: ${missing.join(', ')}. Đặt ở trang cán bộ, mục Phường, hoặc npm run staff -- ward.`,
        );
      const officers = await officersOf(store.pool, wardId);
      if (!officers.some((o) => o.roles.includes('admin')))
        note('Chưa có quản trị nào: npm run staff -- add --name "…" --role admin');
      const waiting = await depths(store);
      if (waiting.oldestUnhandled > 300)
        bad(
          `Có tin nhắn chờ xử lý đã ${Math.round(waiting.oldestUnhandled / 60)} phút: xem nhật ký của tiến trình worker.`,
        );
      if (waiting.held > 0) note(`${waiting.held} tin đang giữ lại chờ người dân nhắn lại.`);
      if (waiting.dead > 0) note(`${waiting.dead} tin không gửi được trong 30 ngày qua: xem trang cán bộ.`);
    });
  } finally {
    await opened.close();
  }
});
process.stdout.write(wrong === 0 ? 'Mọi thứ ổn.\n' : `${wrong} chỗ cần sửa.\n`);
process.exitCode = wrong === 0 ? 0 : 1;
