/**
 * What this browser remembers of the talk, so that a reload or a dead battery loses nothing: the session, the last
 * 100 messages in order, and what has not reached the ward yet. Several tabs share it.
 */
const KEY = 'tro-chuyen';
const KEPT = 100;

// where the browser forbids storage or it is full, the talk lives as long as the page
let memory = null;
let stored = true;

/** Random text of `A-Za-z0-9_-` that nobody can guess. */
export function randomId(bytes) {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

const fresh = () => ({ session: randomId(24), last: '0', log: [], queue: [] });

function isTalk(value) {
  return (
    value !== null &&
    typeof value === 'object' &&
    /^[A-Za-z0-9_-]{16,128}$/.test(value.session) &&
    /^\d{1,18}$/.test(value.last) &&
    Array.isArray(value.log) &&
    Array.isArray(value.queue)
  );
}

/** The talk as it is kept now; a fresh one where there is none or it cannot be read. */
export function read() {
  if (!stored && memory) return memory;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (isTalk(kept)) return kept;
  } catch {
    // forbidden, or spoilt by something else: begin anew
  }
  return write(memory || fresh());
}

function write(talk) {
  memory = talk;
  try {
    localStorage.setItem(KEY, JSON.stringify(talk));
    stored = true;
  } catch {
    stored = false;
  }
  return talk;
}

/** Change what is kept; `act` gets the newest state, whichever tab wrote it. */
export function change(act, from = read()) {
  act(from);
  from.log = from.log.slice(-KEPT);
  return write(from);
}

/** Forget the messages and be somebody new; what was not sent yet still goes, under the old session. */
export function startAgain() {
  return change((talk) => Object.assign(talk, fresh(), { queue: talk.queue }));
}

/** Call `hear` when another tab changed the talk. */
export function onOtherTab(hear) {
  addEventListener('storage', (event) => {
    if (event.key === KEY) hear();
  });
}
