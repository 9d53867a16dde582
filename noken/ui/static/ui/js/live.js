/* noken: an event says what changed, the page fetches that piece by its ordinary address.
   One stream a browser: Web Locks choose the tab, BroadcastChannel tells the others. */
const d = document;
const { $, $$, hour, say } = window.noken;
const STREAM = '/langsung';
const SILENCE = 40000; /* the server beats every 15 s */
const TOGETHER = 150;
const body = d.body.dataset;
const name = `noken-langsung-${body.user}`;
const channel = new BroadcastChannel(name);
let position = body.liveSince;
let heardAt = new Date();

/* ---- state, in words */
const words = {
  langsung: 'Langsung',
  putus: 'Terputus, mencoba lagi. Data pukul ',
  berkala: 'Diperbarui berkala. Data pukul ',
  basi: 'Ada bagian yang belum termuat. Muat ulang halaman.',
  berakhir: 'Sesi Anda berakhir. Muat ulang halaman.',
};
const stale = new Set(); /* pieces that could not be fetched */
let told = '';
function tell(state, shared) {
  if (state === 'langsung' || state === 'berkala') heardAt = new Date();
  told = state;
  const said = words[stale.size ? 'basi' : state];
  const text = said + (said.endsWith(' ') ? `${hour(heardAt)}.` : '');
  $$('[data-live-status]').forEach((s) => {
    s.classList.toggle('off', stale.size || state !== 'langsung');
    $('span', s).textContent = text;
  });
  if (!shared) channel.postMessage({ state });
}

/* ---- swapping one piece */
const planned = new Set();
const turns = new Map();
let timer = 0;
function plan(id) {
  planned.add(id);
  if (!timer) timer = setTimeout(() => { const ids = Array.from(planned); planned.clear(); timer = 0; ids.forEach((i) => load(i)); }, TOGETHER);
}

const fillable = 'textarea,select,input:not([type=checkbox]):not([type=radio]):not([type=hidden])';
const changed = (f) => f.tagName !== 'SELECT' && f.value !== f.defaultValue;
const editing = (el) => $('dialog[open]', el) || $$(fillable, el).some((f) => f === d.activeElement || changed(f));

function offer(el) {
  if ($('[data-live-show]', el)) return;
  const place = $('[data-live-note],th,td', el) || el;
  const link = place.appendChild(d.createElement('button'));
  link.type = 'button';
  link.className = 'btn bare cmp';
  link.dataset.liveShow = '';
  link.textContent = 'Ada perubahan';
  link.addEventListener('click', () => load(el.id, true));
}

function fresh(el) {
  el.classList.add('fresh');
  setTimeout((id) => { const now = d.getElementById(id); if (now) now.classList.remove('fresh'); }, 8000, el.id);
}

async function load(id, asked, tries = 0) {
  const turn = (turns.get(id) || 0) + 1;
  turns.set(id, turn);
  const before = d.getElementById(id);
  if (!before) return;
  if (!asked && editing(before)) { offer(before); return; }
  /* X-Langsung: no look of a person, so it keeps no session awake */
  const answer = await fetch(before.dataset.liveUrl, { headers: { 'HX-Request': 'true', 'X-Langsung': '1' }, cache: 'no-store' }).catch(() => null);
  const { status, redirected } = answer || { status: 599 };
  if (redirected) return;
  const html = status === 200 ? await answer.text() : '';
  const el = d.getElementById(id);
  if (!el || turns.get(id) !== turn) return; /* a later look is on its way */
  if (status > 499) { /* no event asks for it again */
    if (tries < 3) setTimeout(() => turns.get(id) === turn && load(id, asked, tries + 1), (1000 + Math.random() * 2000) * 2 ** tries);
    else tell(told, stale.add(id));
    return;
  }
  if (stale.delete(id)) tell(told, true);
  if (status === 404) el.remove();
  if (!html) return;
  if (!asked && editing(el)) { offer(el); return; }
  const piece = /^\s*<!doctype/i.test(html) ? new DOMParser().parseFromString(html, 'text/html').getElementById(id) : null;
  window.htmx.swap(el, piece ? piece.outerHTML : html, { swapStyle: 'outerHTML', swapDelay: 0, settleDelay: 0 });
  const now = d.getElementById(id);
  if (now && now.dataset.liveSubject) fresh(now);
  d.dispatchEvent(new CustomEvent('noken:swapped', { detail: { id } }));
}

/* ---- events */
const known = new Set();
function matches(el, event) {
  const { liveKinds, liveSubject } = el.dataset;
  return liveKinds.split(' ').includes(event.kind) && (!liveSubject || liveSubject === String(event.subject));
}
function take(event, at, shared) {
  if (at) position = String(at);
  if (event.id && known.has(event.id)) return;
  known.add(event.id);
  if (!shared) channel.postMessage({ event, at });
  if (event.kind === 'segarkan') { $$('[data-live-root][data-live-url]').forEach((el) => plan(el.id)); return; }
  $$('[data-live-kinds]').filter((el) => matches(el, event)).forEach((el) => {
    if (el.dataset.liveSay) say(el.dataset.liveSay);
    if (el.dataset.liveUrl) plan(el.id);
    if (el.dataset.liveAgain) setTimeout(plan, el.dataset.liveAgain * 1000, el.id);
  });
}
function read(block) {
  const field = {};
  block.split('\n').forEach((line) => { const at = line.indexOf(':'); if (at > 0) field[line.slice(0, at)] = line.slice(at + 1).trim(); });
  if (!field.event) return;
  const said = { ...JSON.parse(field.data || '{}'), kind: field.event };
  if (said.kind === 'denyut') { position = field.id; compare(said.mark); } else take(said, field.id);
}
/* other rights than before the break: what they show now was never told */
let rights = '';
function compare(mark) {
  if (mark && rights && mark !== rights) take({ kind: 'segarkan' });
  rights = mark || rights;
}

/* ---- the stream; asking now and then where a proxy holds it back */
let wake = () => {};
const pause = (ms) => new Promise((go) => { wake = go; setTimeout(go, ms); });
addEventListener('online', () => { wake(); stale.forEach(plan); });
d.addEventListener('htmx:afterRequest', () => wake()); /* an own act */
const over = (answer) => answer.redirected || answer.status === 401 || answer.status === 403;
const ask = (path, accept, from, signal) => fetch(`${path}?sejak=${encodeURIComponent(from)}`, { headers: { Accept: accept, 'X-Langsung': '1' }, cache: 'no-store', signal });

async function stream(onData) {
  const stop = new AbortController();
  let quiet = setTimeout(() => stop.abort(), SILENCE);
  let heard = false;
  try {
    const answer = await ask(STREAM, 'text/event-stream', position, stop.signal);
    if (over(answer)) return 'berakhir';
    if (!answer.ok) return 'putus';
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    for (let rest = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return 'putus';
      heard = true;
      clearTimeout(quiet);
      quiet = setTimeout(() => stop.abort(), SILENCE);
      onData();
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop();
      blocks.forEach(read);
    }
  } catch (e) {
    return stop.signal.aborted && !heard ? 'diam' : 'putus';
  } finally {
    clearTimeout(quiet);
  }
}

async function catchUp(from) {
  const answer = await ask(`${STREAM}/susulan`, 'application/json', from).catch(() => null);
  if (answer && over(answer)) return 'berakhir';
  if (!answer || !answer.ok) return 'putus';
  const said = await answer.json();
  said.events.forEach((event) => take(event, said.position));
  if (said.refresh) take({ kind: 'segarkan' });
  position = said.position;
  compare(said.mark);
  return 'berkala';
}

async function poll() {
  for (let round = 0; round < 12; round += 1) {
    const state = await catchUp(position);
    tell(state);
    if (state === 'berakhir') return state;
    await pause(15000 + Math.random() * 15000);
  }
  return 'putus';
}

/* what the leading tab told before this page was there */
async function follow(from) {
  while (await catchUp(from) === 'putus') await pause(5000);
}

async function lead() {
  for (let tries = 0; ;) {
    const end = await stream(() => { tries = 0; tell('langsung'); });
    const next = end === 'diam' ? await poll() : end;
    tell(next);
    if (next === 'berakhir') return;
    await pause(Math.min(30000, 500 * 2 ** tries) * (0.5 + Math.random()));
    tries += 1;
  }
}

channel.onmessage = ({ data }) => (data.state ? tell(data.state, true) : take(data.event, data.at, true));
if (navigator.locks) { /* absent without TLS: then every tab has its own stream */
  let led = false;
  navigator.locks.request(name, { ifAvailable: true }, (lock) => { led = Boolean(lock); return lock && lead(); })
    .then(() => { if (led) return null; follow(position); return navigator.locks.request(name, lead); });
} else {
  lead();
}
