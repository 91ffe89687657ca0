/**
 * A strict stand-in for Telegram's Bot API, on a port of its own.
 *
 *     const fake = await startFakeTelegram();
 *     …start the program with TELEGRAM_BOT_TOKEN=fake.token, TELEGRAM_API_ROOT=fake.root…
 *     const hoa = fake.person(baHoa);
 *     await hoa.says('họp tổ báo trước mấy ngày');
 *     const answer = await hoa.hears();            // the next message the bot sends her, awaited
 *     await hoa.taps('Đồng ý');                     // a button of the last message that has one so labelled
 *     expect(fake.faults).toEqual([]);              // every call was one that Telegram documents
 *     await fake.close();
 *
 * Updates go to the registered webhook with its secret, or wait for getUpdates. `webhookTo` maps the registered https
 * address to where the program really listens. Faults of a call are answered 400 as well as kept in `faults`.
 */
import type { AddressInfo } from 'node:net';
import { createAnswers, type Files } from './fake-telegram/answers.ts';
import { createInbox, type Webhook } from './fake-telegram/inbox.ts';
import type { Shown, World } from './fake-telegram/methods.ts';
import * as people from './fake-telegram/people.ts';
import { faultsOfType } from './fake-telegram/schema.ts';
import { type Call, createBotServer, type Failure, type Limit } from './fake-telegram/server.ts';

export type { Shown } from './fake-telegram/methods.ts';
export { baHoa, type Happening, type Person, type Room } from './fake-telegram/people.ts';
export { botApi, faultsOfType } from './fake-telegram/schema.ts';
export type { Call, Failure } from './fake-telegram/server.ts';

export interface Talker {
  /** resolves when the webhook answered (its status) or the update is queued (0) */
  says(text: string, more?: people.Fields): Promise<number>;
  /** any content of a message: `{ photo: [...] }`, `{ location: {...} }` … */
  sends(content: people.Fields): Promise<number>;
  /** presses the newest button with this label */
  taps(label: string): Promise<number>;
  blocks(): Promise<number>;
  /** the next message shown in this room that was not given out yet */
  hears(): Promise<Shown>;
}

export interface FakeTelegram {
  readonly root: string;
  readonly token: string;
  readonly me: World['me'];
  /** every call that had the right token, oldest first, refused ones too */
  readonly calls: readonly Call[];
  /** calls that Telegram's documents do not allow; a test's last line asks that there are none */
  readonly faults: readonly string[];
  readonly shown: readonly Shown[];
  readonly commands: readonly unknown[];
  readonly webhook: Webhook | null;
  /** chats that blocked the bot: sends answer 403 */
  readonly blocked: Set<string>;
  /** groups that have topics */
  readonly forums: Set<string>;
  person(person?: people.Person): Talker;
  /** a person in a group */
  member(room: people.Room, person?: people.Person): Talker;
  /** gives the happening an update id and delivers it; returns the webhook's status, 0 if queued */
  deliver(happening: people.Happening): Promise<number>;
  /** delivers this very update, id and all */
  deliverUpdate(update: people.Fields): Promise<number>;
  /** the next `times` calls of `method` ('*': any) fail so */
  fail(method: string, failure: Failure, times?: number): void;
  /** a file that people can send: gives its file_id */
  file(bytes: Uint8Array, path?: string, sayTooBig?: boolean): string;
  /** resolves with the first call, past or to come, that fits */
  called(method: string, fits?: (params: Call['params']) => boolean): Promise<Call>;
  /** what getWebhookInfo tells besides the address */
  webhookTrouble(error: string, pending: number): void;
  close(): Promise<void>;
}

export interface FakeOptions {
  readonly token?: string;
  readonly webhookTo?: (url: string) => string;
  /** absent: as many messages as the program likes */
  readonly limit?: Limit;
  readonly onSend?: (chat: string, ok: boolean) => void;
}

const TOKEN = '7000000001:AAFakeFakeFakeFakeFakeFakeFakeFake00';

export async function startFakeTelegram(options: FakeOptions = {}): Promise<FakeTelegram> {
  const token = options.token ?? TOKEN;
  const me = {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: 'Dân Biết',
    username: 'dan_biet_bot',
  } as const;
  let serial = 100;
  let updateId = 500_000;
  const clock = (): number => Math.floor(Date.now() / 1000);
  const world: World = {
    me,
    shown: [],
    known: new Map(),
    blocked: new Set(),
    forums: new Set(),
    nextMessageId: () => ++serial,
    now: clock,
  };
  const calls: Call[] = [];
  const faults: string[] = [];
  const failures: { method: string; failure: Failure }[] = [];
  const files: Files = new Map();
  const given = new Map<string, number>();
  const inbox = createInbox(clock);

  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watch of [...watchers]) watch();
  };
  function until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  }

  const answers = createAnswers(world, inbox, files);
  const server = createBotServer({
    ...{ token, answers, files, calls, faults, failures, changed },
    ...(options.limit ? { limit: options.limit } : {}),
    ...(options.onSend ? { onSend: options.onSend } : {}),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function deliverUpdate(update: people.Fields): Promise<number> {
    const wrong = faultsOfType('Update', update);
    if (wrong.length > 0) throw new Error(`Telegram would not send this: ${wrong.join('; ')}`);
    const webhook = inbox.put(update);
    if (!webhook) return 0;
    return postUpdate(options.webhookTo?.(webhook.url) ?? webhook.url, update, webhook.secret);
  }

  function talker(room: people.Room, person: people.Person): Talker {
    const chat = String(room.id);
    const deliver = (happening: people.Happening): Promise<number> =>
      deliverUpdate({ update_id: ++updateId, ...happening });
    const sends = (content: people.Fields): Promise<number> => {
      const id = world.nextMessageId();
      world.known.set(chat, (world.known.get(chat) ?? new Set()).add(id));
      return deliver(people.message(id, clock(), person, room, content));
    };
    return {
      says: (text, more = {}) => sends({ text, ...more }),
      sends,
      taps: (label) => {
        const under = world.shown.findLast(
          (s) => s.chat === chat && s.buttons.flat().some((b) => b.label === label),
        );
        const data = under?.buttons.flat().find((b) => b.label === label)?.data;
        if (!under || data === undefined) throw new Error(`no button "${label}" in chat ${chat}`);
        return deliver(people.tap(String(++serial), clock(), me, person, room, under, data));
      },
      blocks: () => {
        world.blocked.add(chat);
        return deliver(people.membership(clock(), me, person, room, 'member', 'kicked'));
      },
      hears: async () => {
        const seen = given.get(chat) ?? 0;
        given.set(chat, seen + 1);
        return until(() => world.shown.filter((s) => s.chat === chat)[seen]);
      },
    };
  }

  return {
    root,
    token,
    me,
    calls,
    faults,
    shown: world.shown,
    blocked: world.blocked,
    forums: world.forums,
    get commands() {
      return answers.commands();
    },
    get webhook() {
      return inbox.webhook();
    },
    person: (person = people.baHoa) => talker(people.privateRoom(person), person),
    member: (room, person = people.baHoa) => talker(room, person),
    deliver: (happening) => deliverUpdate({ update_id: ++updateId, ...happening }),
    deliverUpdate,
    fail: (method, failure, times = 1) => {
      for (let i = 0; i < times; i++) failures.push({ method, failure });
    },
    file: (bytes, path, tooBig = false) => {
      const id = `AgAC-file_${files.size + 1}`;
      files.set(id, { path: path ?? `photos/file_${files.size + 1}.jpg`, bytes, tooBig });
      return id;
    },
    called: (method, fits = () => true) =>
      until(() => calls.find((c) => c.method === method && fits(c.params))),
    webhookTrouble: inbox.trouble,
    close: async () => {
      inbox.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Posts an update as Telegram does; gives the HTTP status. */
export async function postUpdate(url: string, update: people.Fields, secret?: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: JSON.stringify(update),
  });
  await response.arrayBuffer();
  return response.status;
}
