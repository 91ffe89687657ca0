/** `npm run staff -- add|link|list|remove|reset-second-factor|ward|group`: officers and the ward's facts without the console. */
import { readConfig } from '../config.ts';
import type { Opened } from '../set-up.ts';
import { addOfficer, makeLink, officersOf, ROLES, type Role, removeOfficer } from '../store/officers.ts';
import { resetSecond } from '../store/second-factor.ts';
import { setWardInfo, wardInfo } from '../store/settings.ts';
import { command, readArgs } from './start.ts';

const HELP = `Cách dùng:
  npm run staff -- add --name "Nguyễn Thị Lan" --role admin     thêm cán bộ, in liên kết đăng nhập (15 phút, dùng một lần)
  npm run staff -- link --name "Nguyễn Thị Lan"                 in liên kết mới
  npm run staff -- list                                         danh sách cán bộ
  npm run staff -- remove --name "Nguyễn Thị Lan"               thôi quyền, đăng xuất ngay
  npm run staff -- reset-second-factor --name "Nguyễn Thị Lan"  mất điện thoại: bỏ lớp xác nhận thứ hai, đăng xuất, in liên kết mới
  npm run staff -- ward --name "phường …" --phone "…" …         đặt thông tin của phường (name, province, address, phone, hours, reception, toCaoAddress, provinceAddress, promiseDays, website)
  npm run staff -- group --add "Tổ dân phố số 1"                thêm tổ dân phố
Vai trò: ${ROLES.join(', ')} (nhiều vai trò thì ngăn bằng dấu phẩy).`;

const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (line: string): number => {
  process.stderr.write(`${line}\n`);
  return 1;
};

function linkAddress(token: string): string {
  const { publicUrl, host, port } = readConfig();
  return `${publicUrl ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`}/console/login/${token}`;
}

async function add(opened: Opened, options: Map<string, string>): Promise<number> {
  const name = options.get('name')?.trim();
  const roles = (options.get('role') ?? '').split(',').map((r) => r.trim());
  const known = roles.flatMap((r) => ROLES.find((role) => role === r) ?? []) as Role[];
  if (!name) return fail(`Thiếu --name.\n${HELP}`);
  if (known.length === 0 || known.length !== roles.length)
    return fail(`--role phải là: ${ROLES.join(', ')}.`);
  const officer = await addOfficer(opened.store, opened.wardId, name, known);
  say(linkAddress(await makeLink(opened.store.pool, officer)));
  return 0;
}

async function named(opened: Opened, options: Map<string, string>) {
  const name = options.get('name')?.trim();
  const found = (await officersOf(opened.store.pool, opened.wardId)).filter(
    (o) => o.name === name || o.id === name,
  );
  return found.length === 1 ? found[0] : undefined;
}

async function ward(opened: Opened, options: Map<string, string>): Promise<number> {
  const { promiseDays, oldNames, ...texts } = Object.fromEntries(options);
  const change = {
    ...texts,
    ...(promiseDays === undefined ? {} : { promiseDays: Number(promiseDays) }),
    ...(oldNames === undefined ? {} : { oldNames: oldNames.split(',').map((n) => n.trim()) }),
  };
  await setWardInfo(opened.store.pool, opened.wardId, change, null);
  say(JSON.stringify(await wardInfo(opened.store.pool, opened.wardId), null, 2));
  return 0;
}

await command(async (opened) => {
  const { options, rest } = readArgs(process.argv.slice(2));
  switch (rest[0]) {
    case 'add':
      return await add(opened, options);
    case 'link': {
      const officer = await named(opened, options);
      if (!officer) return fail('Không có đúng một cán bộ tên đó. Xem: npm run staff -- list');
      say(linkAddress(await makeLink(opened.store.pool, officer)));
      return 0;
    }
    case 'list':
      for (const o of await officersOf(opened.store.pool, opened.wardId))
        say(`${o.id}  ${o.name}  ${o.roles.join(', ')}`);
      return 0;
    case 'remove': {
      const officer = await named(opened, options);
      if (!officer) return fail('Không có đúng một cán bộ tên đó. Xem: npm run staff -- list');
      await removeOfficer(opened.store, officer.id);
      say(`Đã thôi quyền: ${officer.name}`);
      return 0;
    }
    case 'reset-second-factor': {
      const officer = await named(opened, options);
      if (!officer) return fail('Không có đúng một cán bộ tên đó. Xem: npm run staff -- list');
      await resetSecond(opened.store, officer);
      process.stderr.write(
        `Đã bỏ lớp xác nhận thứ hai của ${officer.name} và đóng mọi phiên. Chỉ đưa liên kết này tận tay người đó: ai có nó sẽ cài lớp xác nhận mới.\n`,
      );
      say(linkAddress(await makeLink(opened.store.pool, officer)));
      return 0;
    }
    case 'ward':
      return await ward(opened, options);
    case 'group': {
      const name = options.get('add')?.trim();
      if (!name) return fail(HELP);
      await opened.store.pool.query(
        'INSERT INTO "group" (ward_id, name) VALUES ($1, $2) ON CONFLICT (ward_id, name) DO UPDATE SET archived_at = NULL',
        [opened.wardId, name],
      );
      say(`Đã có tổ: ${name}`);
      return 0;
    }
    default:
      return fail(HELP);
  }
});
