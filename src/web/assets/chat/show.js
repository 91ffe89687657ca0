/** The talk on the screen. Every word goes in as text, never as HTML. */

const talk = document.getElementById('talk');
const drawn = new Map();

const KINDS = { photo: 'Ảnh', voice: 'Tiếng nói', video: 'Phim', document: 'Tệp' };
const STATES = { waiting: 'Đang gửi…', sent: 'Đã gửi', refused: 'Chưa gửi được' };

function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

function address(href) {
  const a = make('a', '', href);
  a.href = href;
  a.target = '_blank';
  a.rel = 'noopener noreferrer';
  return a;
}

/** Words as typed, with web addresses as links. */
function words(text, link) {
  const node = make('div', 'typed');
  node.dir = 'auto';
  // split by one capturing group: words and addresses take turns
  const parts = link ? text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/) : [text];
  for (const [i, part] of parts.entries()) node.append(i % 2 === 0 ? part : address(part));
  return node;
}

function fileLine(file) {
  // only addresses of our own
  if (file.href && /^\/giay\/[\w-]+$/.test(file.href)) {
    const link = make('a', 'button main', `Lấy tệp: ${file.name}`);
    link.href = file.href;
    link.target = '_blank';
    link.rel = 'noopener';
    return make('p', 'file', link);
  }
  return make('p', 'file', `${KINDS[file.kind] || KINDS.document}${file.name ? `: ${file.name}` : ''}`);
}

function choiceList(entry, onChoice) {
  const list = make('ul', 'choices');
  list.setAttribute('aria-label', 'Bác chọn một');
  for (const choice of entry.choices) {
    const button = make('button', 'button choice', choice.label);
    button.type = 'button';
    button.dir = 'auto';
    button.onclick = () => {
      if (button.getAttribute('aria-disabled') !== 'true') onChoice(entry.key, choice);
    };
    button.dataset.id = choice.id;
    list.append(make('li', '', button));
  }
  return list;
}

function drawBot(entry, acts) {
  const bubble = make('div', 'bubble');
  if (entry.text) bubble.append(words(entry.text, true));
  for (const file of entry.files || []) bubble.append(fileLine(file));
  const node = make('div', 'said bot', make('p', 'who vh', 'Máy của phường:'), bubble);
  if (entry.call) {
    const call = make('a', 'button main call', `Gọi ${entry.call}`);
    call.href = `tel:${entry.call.replace(/[^+0-9]/g, '')}`;
    node.append(call);
  }
  if (entry.choices && entry.choices.length > 0) node.append(choiceList(entry, acts.choose));
  return node;
}

function drawMine(entry, acts) {
  const bubble = make('div', 'bubble');
  if (entry.file) bubble.append(fileLine(entry.file));
  const photo = acts.preview(entry.key);
  if (photo) {
    const image = make('img', 'preview');
    image.src = photo;
    image.alt = 'Ảnh bác vừa chọn';
    bubble.append(image);
  }
  if (entry.text) bubble.append(words(entry.text, false));
  const state = make('p', 'sending');
  return make('div', 'said mine', make('p', 'who vh', 'Bác:'), bubble, state);
}

function updateMine(node, entry, acts) {
  const state = node.querySelector('.sending');
  const percent = entry.state === 'waiting' && entry.percent !== undefined ? ` ${entry.percent}%` : '';
  const said =
    entry.state === 'refused' ? `${STATES.refused}. ${entry.why || ''}` : STATES[entry.state] + percent;
  if (state.textContent !== said) state.textContent = said;
  node.classList.toggle('refused', entry.state === 'refused');
  const button = node.querySelector('.again');
  if (button && !entry.again) button.remove();
  if (!button && entry.again && acts.canTryAgain(entry.key)) {
    const again = make('button', 'button quiet again', 'Gửi lại');
    again.type = 'button';
    again.onclick = () => acts.tryAgain(entry.key);
    node.append(again);
  }
}

function updateBot(node, entry, newest) {
  for (const button of node.querySelectorAll('.choice')) {
    const off = entry.chosen !== undefined || entry !== newest;
    const chosen = button.dataset.id === entry.chosen;
    if (off) button.setAttribute('aria-disabled', 'true');
    button.classList.toggle('chosen', chosen);
    if (chosen && !button.querySelector('.vh')) button.append(make('span', 'vh', ' (bác đã chọn)'));
  }
}

/** Draw the entries of the log: `{key, from: 'bot' | 'mine', …}`. Only what is new or changed is touched. */
export function show(log, acts) {
  const newest = log.filter((e) => e.from === 'bot' && e.choices && e.choices.length > 0).pop();
  const keys = new Set(log.map((e) => e.key));
  for (const [key, node] of drawn) {
    if (keys.has(key)) continue;
    node.remove();
    drawn.delete(key);
  }
  for (const entry of log) {
    let node = drawn.get(entry.key);
    if (!node) {
      node = entry.from === 'bot' ? drawBot(entry, acts) : drawMine(entry, acts);
      drawn.set(entry.key, node);
      talk.append(node);
    }
    if (entry.from === 'bot') updateBot(node, entry, newest);
    else updateMine(node, entry, acts);
  }
  document.getElementById('suggestions').hidden = log.length > 0;
}

/** To the newest, but never past the top of the person's own last message: a long answer is read from its start. */
export function scrollToNew() {
  if (drawn.size === 0) {
    talk.scrollTop = 0;
    return;
  }
  const mine = [...talk.querySelectorAll('.mine')].pop();
  const end = talk.scrollHeight - talk.clientHeight;
  talk.scrollTop = mine ? Math.min(end, mine.offsetTop - talk.offsetTop - 8) : end;
}

export function nearEnd() {
  return talk.scrollHeight - talk.clientHeight - talk.scrollTop < 160;
}
