/* Keeps an open page fresh: hears that something changed, fetches the page itself again and puts the changed part in. */
const page = document.querySelector('[data-live]');
const LOOK_MS = 20_000;
let source = null;
let looking = null;
let ended = false;

/** One part of this page, as the server draws it now. What was in focus stays in focus. */
async function renew(part) {
  const answer = await fetch(part.dataset.from ?? location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(part.id);
  if (drawn === null || !part.isConnected) return;
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  part.replaceWith(drawn);
  if (focused !== null) drawn.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

async function renewAll() {
  for (const part of document.querySelectorAll('[data-part]')) await renew(part).catch(() => {});
}

/** Words that wait in the page are shown; `%` is the number. */
function say(name, number) {
  const place = document.querySelector(`[data-say="${name}"]`);
  if (place === null) return;
  place.querySelector('[data-number]')?.replaceChildren(String(number));
  const words = place.firstElementChild;
  if (words === null || !words.hidden) return;
  words.hidden = false;
}

function begin() {
  if (source !== null || ended || document.visibilityState === 'hidden') return;
  clearInterval(looking);
  source = new EventSource(page.dataset.live);
  source.addEventListener('doi', renewAll);
  source.addEventListener('ai', renewAll);
  source.addEventListener('moi', (event) => say('moi', JSON.parse(event.data).n));
  source.addEventListener('them', () => say('them', 0));
  source.addEventListener('het', () => {
    ended = true;
    stop();
  });
  source.addEventListener('error', () => {
    // refused for good: too many open pages, or an old proxy
    if (source?.readyState !== EventSource.CLOSED) return;
    stop();
    looking = setInterval(() => document.visibilityState === 'visible' && renewAll(), LOOK_MS);
  });
}

function stop() {
  source?.close();
  source = null;
}

if (page !== null && 'EventSource' in window) {
  // a page out of sight gives its connection back: a browser has six for all its tabs
  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'hidden' ? stop() : begin(),
  );
  addEventListener('pagehide', stop);
  addEventListener('pageshow', begin);
  begin();
}
