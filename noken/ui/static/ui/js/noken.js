/* noken: what every page does beside plain links and forms. Bound by data- attributes; no imports. */
const d = document;
const $ = (s, c = d) => c.querySelector(s);
const $$ = (s, c = d) => Array.from(c.querySelectorAll(s));

/* theme: the media attribute of the dark stylesheet is the switch; the cookie is for the server */
function turnTheme() {
  const dark = $('[data-dark]');
  const next = matchMedia(dark.media).matches ? 'terang' : 'gelap';
  dark.media = next === 'gelap' ? 'all' : 'not all';
  d.cookie = `tema=${next};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
}

/* toasts: 8 s, longer while a pointer or the focus is on them; data-toast="tetap" stays */
function watchToast(toast) {
  if (toast.dataset.seen) return;
  toast.dataset.seen = '1';
  if (toast.dataset.toast === 'tetap') return;
  const go = () => (toast.matches(':hover') || toast.contains(d.activeElement) ? setTimeout(go, 2000) : toast.remove());
  setTimeout(go, 8000);
}

/* detail: {text, bad}. Other scripts: document.dispatchEvent(new CustomEvent('noken:toast', {detail})) */
function toast({ text, bad }) {
  const box = $('[data-toasts]');
  if (!box || $$('span', box).some((s) => s.textContent === text)) return;
  const t = d.createElement('div');
  t.className = bad ? 'toast bad' : 'toast';
  t.dataset.toast = bad ? 'tetap' : '';
  if (bad) t.setAttribute('role', 'alert');
  const words = t.appendChild(d.createElement('span'));
  words.textContent = text;
  if (bad) {
    const close = t.appendChild(d.createElement('button'));
    close.type = 'button';
    close.textContent = 'Tutup';
    close.dataset.toastClose = '';
  }
  box.appendChild(t);
}

/* one polite region, at most every 10 s; detail is a phrase, equal phrases are counted together */
let waiting = new Map();
let saidAt = 0;
let sayTimer = 0;
function say(phrase) {
  waiting.set(phrase, (waiting.get(phrase) || 0) + 1);
  if (!sayTimer) sayTimer = setTimeout(sayNow, Math.max(1000, saidAt + 10000 - Date.now()));
}
function sayNow() {
  const region = $('#siar');
  if (region) region.textContent = Array.from(waiting, ([phrase, n]) => `${n} ${phrase}`).join(', ');
  waiting = new Map();
  saidAt = Date.now();
  sayTimer = 0;
}

function step(button) {
  const input = $('input', button.parentNode);
  input.value = Math.max(0, (parseFloat(input.value.replace(',', '.')) || 0) + Number(button.dataset.step));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function reveal(button) {
  const input = $('input', button.parentNode);
  const show = input.type === 'password';
  input.type = show ? 'text' : 'password';
  button.setAttribute('aria-label', show ? 'Sembunyikan kata sandi' : 'Tampilkan kata sandi');
}

function unfold(button) {
  const part = d.getElementById(button.dataset.open);
  part.hidden = !part.hidden;
  button.setAttribute('aria-expanded', String(!part.hidden));
  const first = $('input,textarea,select', part);
  if (!part.hidden && first) first.focus();
}

const press = (button, on) => button.setAttribute('aria-pressed', String(on));
const clicks = [
  ['[data-theme-toggle]', turnTheme],
  ['[data-step]', step],
  ['[data-reveal]', reveal],
  ['[data-open]', unfold],
  ['[data-dialog]', (b) => d.getElementById(b.dataset.dialog).showModal()],
  ['[data-close]', (b) => b.closest('dialog').close()],
  ['[data-toast-close]', (b) => b.closest('.toast').remove()],
  ['[data-print]', () => window.print()],
  ['[data-back]', () => history.back()],
  ['button.chip', (b) => press(b, b.getAttribute('aria-pressed') !== 'true')],
  ['.seg button', (b) => $$('button', b.parentNode).forEach((o) => press(o, o === b))],
];
d.addEventListener('click', (e) => {
  const hit = e.target.closest('button,label,a');
  if (hit) clicks.forEach(([selector, act]) => hit.matches(selector) && act(hit));
});
d.addEventListener('change', (e) => {
  const cards = e.target.closest('.r3,.lvl');
  if (cards) $$('label', cards).forEach((c) => c.classList.toggle('on', $('input', c).checked));
  if (e.target.closest('[data-submit]')) e.target.form.requestSubmit();
});

/* after a swap that took the focused element away, the focus goes to the heading of the card */
let place = null;
function keepPlace(e) {
  const focus = d.activeElement;
  if (!focus || !e.detail.target || !e.detail.target.contains(focus)) { place = null; return; }
  const card = focus.closest('.card,dialog,main');
  place = { id: focus.id, name: focus.name, card: card && card.id };
}
function findPlace() {
  if (!place || (d.activeElement && d.activeElement !== d.body)) return;
  const card = (place.card && d.getElementById(place.card)) || $('main');
  const same = place.id ? d.getElementById(place.id) : place.name && card.querySelector(`[name="${CSS.escape(place.name)}"]`);
  const goal = same || $('h2,h1', card) || card;
  if (!same) goal.tabIndex = -1;
  goal.focus({ preventScroll: true });
  place = null;
}

const trouble = {
  0: 'Belum tersambung. Isian Anda aman di perangkat ini; coba lagi saat ada sinyal.',
  403: 'Halaman ini untuk peran lain, atau sudah terlalu lama terbuka. Muat ulang, lalu coba lagi.',
  404: 'Bagian ini sudah tidak ada. Muat ulang halaman untuk melihat keadaan terakhir.',
  429: 'Terlalu banyak permintaan dari sini. Tunggu sebentar, lalu coba lagi.',
  500: 'Ada gangguan di sistem kami, bukan di perangkat Anda. Isian Anda aman. Coba lagi beberapa menit lagi.',
};
const complain = (status) => toast({ text: trouble[status] || trouble[status < 500 ? 404 : 500], bad: true });

function beforeSwap(e) {
  const { xhr, pathInfo } = e.detail;
  const moved = pathInfo && xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(pathInfo.finalRequestPath, location.href).pathname;
  if (moved && /^\s*<!doctype/i.test(xhr.responseText)) { /* the session ended: the login page is no fragment */
    e.detail.shouldSwap = false;
    location.reload();
    return;
  }
  keepPlace(e);
}

function arrived(root) {
  $$('[data-toast]', root).forEach(watchToast);
  const first = $('[data-focus]', root);
  if (first) first.focus();
}

d.addEventListener('noken:toast', (e) => toast(e.detail));
d.addEventListener('noken:say', (e) => say(e.detail));
d.addEventListener('htmx:beforeSwap', beforeSwap);
d.addEventListener('htmx:afterSettle', () => { findPlace(); arrived(d); });
d.addEventListener('htmx:oobAfterSwap', () => arrived(d));
d.addEventListener('htmx:responseError', (e) => complain(e.detail.xhr.status));
d.addEventListener('htmx:sendError', () => complain(0));
d.addEventListener('htmx:timeout', () => complain(0));

/* the banner follows the network once it changes */
const net = () => $$('[data-offline]').forEach((b) => { b.hidden = navigator.onLine; });
addEventListener('online', net);
addEventListener('offline', net);
net();

const box = $('[data-toasts]');
if (box) new MutationObserver(() => $$('[data-toast]', box).forEach(watchToast)).observe(box, { childList: true });
arrived(d);
const named = location.hash && d.getElementById(location.hash.slice(1));
if (named && named.showModal) named.showModal();
