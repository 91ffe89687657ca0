/** The residents' chat: what is written goes to the ward, what the ward says is shown. */
import { change, onOtherTab, randomId, read, startAgain } from './keep.js';
import { createPost } from './post.js';
import { nearEnd, scrollToNew, show } from './show.js';
import { upload } from './upload.js';

const at = (id) => document.getElementById(id);
const writing = at('write');
const files = new Map(); // key -> File, until the ward has it
const previews = new Map();
const NO_ANSWER_MS = 25_000;
const TROUBLE = {
  offline: 'Máy của bác đang mất mạng. Bác cứ viết, có mạng lại tôi gửi ngay.',
  slow: 'Đường truyền đang chậm. Tin của bác được giữ lại và tự gửi sau ít giây.',
};

// ---------------------------------------------------------------- drawing

const acts = {
  choose(key, choice) {
    change((talk) => {
      const entry = talk.log.find((e) => e.key === key);
      if (entry) entry.chosen = choice.id;
    });
    say({ choice: choice.id }, { text: choice.label });
  },
  preview: (key) => previews.get(key),
  canTryAgain: (key) => files.has(key),
  tryAgain: (key) => sendFile(key),
};

function draw() {
  const follow = nearEnd();
  show(read().log, acts);
  if (follow) scrollToNew();
}

/** Change one entry of the log. */
function mark(key, fields) {
  change((talk) => {
    const entry = talk.log.find((e) => e.key === key);
    if (entry) Object.assign(entry, fields);
  });
  draw();
}

/** A change of the lines below the talk moves it: stay with its end. */
function keepingEnd(act) {
  const follow = nearEnd();
  act();
  if (follow) scrollToNew();
}

let patience;
function wait(on) {
  clearTimeout(patience);
  const line = at('waiting');
  const words = line.querySelector('.words');
  keepingEnd(() => {
    line.hidden = !on;
    words.textContent = on ? 'Đang trả lời' : '';
  });
  if (on)
    patience = setTimeout(() => {
      words.textContent = 'Tôi đã nhận tin của bác, bác chờ thêm chút nhé';
    }, NO_ANSWER_MS);
}

function trouble(why) {
  const line = at('trouble');
  const words = why ? TROUBLE[why] : '';
  keepingEnd(() => {
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !why;
  });
  if (why) wait(false);
}

// ---------------------------------------------------------------- out

const post = createPost({
  sent(id) {
    mark(id, { state: 'sent' });
    const newest = read().log.slice(-1)[0];
    wait(newest !== undefined && newest.from === 'mine');
  },
  refused(id, why) {
    wait(false);
    mark(id, { state: 'refused', why });
  },
  trouble,
});

/** Send `what` ({text}, {choice} or {file}) and show it as the person's own words. */
function say(what, shown) {
  const id = randomId(12);
  const { session } = read();
  change((talk) => talk.log.push({ key: id, from: 'mine', state: 'waiting', ...shown }));
  draw();
  scrollToNew();
  wait(true);
  post.put({ session, id, ...what });
}

function sendTyped() {
  const text = writing.value.trim();
  if (text === '') return writing.focus();
  writing.value = '';
  say({ text }, { text });
}

async function sendFile(key) {
  const file = files.get(key);
  const { session } = read();
  mark(key, { state: 'waiting', uploading: true, percent: 0, again: false, why: '' });
  wait(true);
  const result = await upload(session, file, { progress: (percent) => mark(key, { percent }) });
  if (result.error) {
    wait(false);
    mark(key, { state: 'refused', uploading: false, why: result.error, again: result.again === true });
    return;
  }
  files.delete(key);
  mark(key, {
    uploading: false,
    percent: undefined,
    file: { kind: result.file.kind, name: result.file.name },
  });
  post.put({ session, id: key, file: result.file });
}

function pick(file) {
  const key = randomId(12);
  const kind = file.type.startsWith('image/') ? 'photo' : 'document';
  files.set(key, file);
  if (/^image\/(jpeg|png|webp|gif)$/.test(file.type)) previews.set(key, URL.createObjectURL(file));
  change((talk) => talk.log.push({ key, from: 'mine', state: 'waiting', file: { kind, name: file.name } }));
  draw();
  scrollToNew();
  sendFile(key);
}

// ---------------------------------------------------------------- in

let events;
let comeBack;
function listen() {
  if (events) events.close();
  clearTimeout(comeBack);
  const { session, last } = read();
  events = new EventSource(`/chat/events?session=${session}&lastEventId=${last}`);
  events.addEventListener('message', (event) => {
    const reply = JSON.parse(event.data);
    const known = read();
    if (known.session !== session) return;
    if (!known.log.some((e) => e.key === reply.id)) {
      const { id, ...said } = reply;
      change((talk) => {
        talk.log.push({ ...said, key: id, from: 'bot' });
        if (BigInt(id) > BigInt(talk.last)) talk.last = id;
      });
    }
    wait(false);
    draw();
  });
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) comeBack = setTimeout(listen, 5_000);
  };
}

// ---------------------------------------------------------------- hands

at('write-form').addEventListener('submit', (event) => {
  event.preventDefault();
  sendTyped();
});
writing.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  sendTyped();
});
for (const button of document.querySelectorAll('[data-say]'))
  button.addEventListener('click', () => {
    const text = button.dataset.say;
    say({ text }, { text });
    if (button.closest('#suggestions')) at('talk').focus({ preventScroll: true }); // they are gone now
  });
at('pick-button').addEventListener('click', () => at('pick').click());
at('pick').addEventListener('change', (event) => {
  for (const file of event.target.files) pick(file);
  event.target.value = '';
});
const question = at('restart-question');
at('restart').addEventListener('click', () => question.showModal());
question.addEventListener('close', () => {
  if (question.returnValue !== 'yes') return;
  question.returnValue = '';
  startAgain();
  wait(false);
  draw();
  listen();
  writing.focus();
});
addEventListener('offline', () => trouble('offline'));
addEventListener('online', () => trouble(null));
onOtherTab(() => {
  const { session } = read();
  if (events && !events.url.includes(`session=${session}&`)) listen();
  draw();
});

// ---------------------------------------------------------------- begin

at('talk').setAttribute('aria-busy', 'true'); // an old talk is not read aloud again
change((talk) => {
  for (const e of talk.log) {
    if (e.state !== 'waiting' || talk.queue.some((q) => q.id === e.key)) continue;
    if (e.uploading)
      Object.assign(e, { state: 'refused', why: 'Bác chọn lại tệp giúp tôi.', uploading: false });
    else e.state = 'sent';
  }
});
show(read().log, acts);
scrollToNew();
at('talk').removeAttribute('aria-busy');
for (const id of ['write', 'send', 'pick-button']) at(id).disabled = false;
for (const button of document.querySelectorAll('.chat-tools button')) button.hidden = false;
listen();
post.run();
