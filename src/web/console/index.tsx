/** The officers' console at /console: server-rendered, whole without script, every page behind a session but signing in. */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { WebDeps } from '../deps.ts';
import { CONSOLE_HEADERS, withHeaders } from '../layout/headers.ts';
import { accountPages } from './account.tsx';
import { auditPages } from './audit.tsx';
import { broadcastPages } from './broadcasts/index.tsx';
import { bulkPages } from './bulk.tsx';
import { cannedPages } from './canned.tsx';
import { categoryPages } from './categories.tsx';
import { channelPages } from './channels.tsx';
import { chatGroupPages } from './chat-groups.tsx';
import { complaintPaperPages } from './complaint-paper.tsx';
import { documentPages } from './documents.tsx';
import { formSize, ownFormsOnly, refuse, secondPassed, signedInOnly } from './doors.tsx';
import { figurePages } from './figures/index.tsx';
import { filePages } from './file.ts';
import { groupPages } from './groups.ts';
import { holidayPages } from './holidays.tsx';
import { meetingPages } from './hop.tsx';
import { intakePages } from './intake.tsx';
import { knowledgePages } from './knowledge.tsx';
import { livePages } from './live.ts';
import { loginPages, logout } from './login.tsx';
import { groupRoomPages } from './nhom.tsx';
import { officerPages } from './officers.tsx';
import { planPages } from './plan.tsx';
import { questionPages } from './questions.tsx';
import { queuePages } from './queues.tsx';
import { receptionPages } from './reception.tsx';
import { retentionPages } from './retention.tsx';
import { sealedPages } from './sealed.tsx';
import { secondPages } from './second.tsx';
import { sessionPages } from './sessions.tsx';
import { settingsPages } from './settings.tsx';
import { type Inside, plainPage } from './shell.tsx';
import { slipPages } from './slip.ts';
import { ticketPages } from './ticket.tsx';
import { answerPages } from './ticket-answer.tsx';
import { listPages } from './ticket-list.tsx';
import { todayPages } from './today.tsx';
import { wardPages } from './ward.tsx';
import { watchersElsewhere, watchPages } from './watch.tsx';

/** Every page and act of the console. */
export function consoleApp(deps: WebDeps): Hono {
  const app = new Hono();
  app.use('/console/*', withHeaders(CONSOLE_HEADERS));
  app.use('/console/*', compress());
  app.route('/', loginPages(deps));
  app.route('/', inside(deps));
  return app;
}

function inside(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.onError(async (error, c) => {
    deps.log.error({ path: c.req.routePath, cause: error.name }, 'a console page failed');
    const words = 'Có lỗi ở máy chủ nên việc này chưa làm được. Xin thử lại sau ít phút.';
    return await refuse(c, 500, 'Có lỗi', words);
  });
  app.use('/console/*', formSize, signedInOnly(deps), ownFormsOnly, secondPassed);
  app.route('/', logout(deps));
  app.route('/console/xac-nhan', secondPages(deps));
  app.route('/console/nhat-ky', auditPages(deps));
  app.route('/console/phien', sessionPages(deps));
  app.get('/console', watchersElsewhere);
  app.route('/console/giam-sat', watchPages(deps));
  app.route('/console/ho-so', slipPages(deps));
  app.route('/console/don-khieu-nai', complaintPaperPages(deps));
  app.route('/console/tiep-nhan', intakePages(deps));
  app.route('/console', todayPages(deps));
  app.route('/console/ho-so', listPages(deps));
  app.route('/console/ho-so', bulkPages(deps));
  app.route('/console/ho-so', ticketPages(deps));
  app.route('/console/ho-so', answerPages(deps));
  app.route('/console/so-lieu', figurePages(deps));
  app.route('/console/song', livePages(deps));
  app.route('/console/tep', filePages(deps));
  app.route('/console/cau-hoi', questionPages(deps));
  app.route('/console/van-ban', documentPages(deps));
  app.route('/console/kien-thuc', knowledgePages(deps));
  app.route('/console/thiet-lap', settingsPages());
  app.route('/console/can-bo', officerPages(deps));
  app.route('/console/luu-giu', retentionPages(deps));
  app.route('/console/cau-mau', cannedPages(deps));
  app.route('/console/phuong', wardPages(deps));
  app.route('/console/phuong/to', groupPages(deps));
  app.route('/console/linh-vuc', categoryPages(deps));
  app.route('/console/tiep-dan', receptionPages(deps));
  app.route('/console/hop', meetingPages(deps));
  app.route('/console/ke-hoach', planPages(deps));
  app.route('/console/nhom/zalo', chatGroupPages(deps));
  app.route('/console/nhom', groupRoomPages(deps));
  app.route('/console/ngay-nghi', holidayPages(deps));
  app.route('/console/thong-bao', broadcastPages(deps));
  app.route('/console/kenh', channelPages(deps));
  app.route('/console/hang-doi', queuePages(deps));
  app.route('/console/toi', accountPages(deps));
  app.route('/console/niem-phong', sealedPages(deps));
  app.all('/console/*', (c) =>
    plainPage(c, 404, 'Không có trang này', 'Đường dẫn không đúng. Xin chọn mục ở trên.'),
  );
  return app;
}
