/**
 * Messages to the ward, one at a time and in order. Each stays in the kept queue until the ward says 202, and is sent
 * again with the same id, so that none is lost and none counts twice.
 */
import { change, read } from './keep.js';

const PAUSES = [2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * @param hear.sent(id) the ward has it
 * @param hear.refused(id, why) it will never be taken; `why` is for the person
 * @param hear.trouble(why) null = all well
 */
export function createPost(hear) {
  let busy = false;
  let again = 0;
  let timer;

  async function deliver(item) {
    const { session, id, text, choice, file } = item;
    let response;
    try {
      response = await fetch('/chat/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session, id, text, choice, file }),
      });
    } catch {
      return { wait: navigator.onLine ? 'slow' : 'offline' };
    }
    if (response.status === 202) return { done: true };
    if (response.status >= 500 || response.status === 429 || response.status === 408) return { wait: 'slow' };
    const body = await response.json().catch(() => ({}));
    return {
      refused: typeof body.error === 'string' ? body.error : 'Tin này chưa gửi được. Bác viết lại giúp tôi.',
    };
  }

  const drop = (id) =>
    change((talk) => {
      talk.queue = talk.queue.filter((q) => q.id !== id);
    });

  async function run() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    for (let item = read().queue[0]; item; item = read().queue[0]) {
      const result = await deliver(item);
      if (result.wait) {
        hear.trouble(result.wait);
        timer = setTimeout(run, PAUSES[Math.min(again++, PAUSES.length - 1)]);
        break;
      }
      again = 0;
      hear.trouble(null);
      if (result.done) hear.sent(item.id);
      else hear.refused(item.id, result.refused);
      drop(item.id);
    }
    busy = false;
  }

  addEventListener('online', run);
  return {
    /** keep `{id, session, text | choice | file}` and send it */
    put(item) {
      change((talk) => talk.queue.push(item));
      run();
    },
    run,
  };
}
