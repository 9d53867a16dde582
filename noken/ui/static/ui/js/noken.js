/* noken: what every page does beside links and forms; documented in docs/areas/ui.md */
const d = document;
const $ = (s, c = d) => c.querySelector(s);
const $$ = (s, c = d) => Array.from(c.querySelectorAll(s));
const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: d.body.dataset.zone });

/* the media attribute is the switch, the cookie tells the server */
function turnTheme() {
  const dark = $('[data-dark]');
  const next = matchMedia(dark.media).matches ? 'terang' : 'gelap';
  dark.media = next === 'gelap' ? 'all' : 'not all';
  d.cookie = `tema=${next};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
}

/* toasts go after 8 s, not under a pointer or the focus; data-toast="tetap" stays */
const box = $('[data-toasts]');
function watchToasts() {
  $$('[data-toast=""]', box).forEach((t) => {
    t.dataset.toast = 'pergi';
    const go = () => (t.matches(':hover,:focus-within') ? setTimeout(go, 2000) : t.remove());
    setTimeout(go, 8000);
  });
}
function toast({ text, bad }) {
  const t = d.createElement('div');
  t.className = `toast${bad ? ' bad' : ''}`;
  t.dataset.toast = bad ? 'tetap' : '';
  t.appendChild(d.createElement('span')).textContent = text;
  if (bad) {
    const close = t.appendChild(d.createElement('button'));
    close.textContent = 'Tutup';
    close.dataset.toastClose = '';
  }
  box.appendChild(t);
}

/* one polite region, at most every 10 s; equal phrases are counted together */
const waiting = new Map();
let saidAt = 0;
let sayTimer = 0;
function say(phrase) {
  waiting.set(phrase, (waiting.get(phrase) || 0) + 1);
  if (!sayTimer) sayTimer = setTimeout(sayNow, Math.max(1000, saidAt + 10000 - Date.now()));
}
function sayNow() {
  $('#siar').textContent = Array.from(waiting, ([phrase, n]) => `${n} ${phrase}`).join(', ');
  waiting.clear();
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

/* a button whose act is empty without that field */
function need(button, e) {
  const field = d.getElementById(button.dataset.needs);
  if (!field || field.value.trim()) return;
  e.preventDefault();
  field.focus();
  toast({ text: button.dataset.needsSay });
}

const clicks = [
  ['[data-theme-toggle]', turnTheme],
  ['[data-step]', step],
  ['[data-reveal]', reveal],
  ['[data-open]', unfold],
  ['[data-dialog]', (b) => d.getElementById(b.dataset.dialog).showModal()],
  ['[data-close]', (b) => b.closest('dialog').close()],
  ['[data-needs]', need],
  ['[data-toast-close]', (b) => b.closest('.toast').remove()],
  ['[data-print]', () => window.print()],
  ['[data-back]', () => history.back()],
];
/* not in the language of the device */
d.addEventListener('invalid', (e) => e.target.setCustomValidity('Periksa lagi isian ini.'), true);
d.addEventListener('input', (e) => e.target.setCustomValidity(''));

d.addEventListener('click', (e) => {
  const hit = e.target.closest('button,label,a');
  if (hit) clicks.forEach(([selector, act]) => hit.matches(selector) && act(hit, e));
});
d.addEventListener('change', (e) => { if (e.target.closest('[data-submit]')) e.target.form.requestSubmit(); });

/* leaving forgets drafts: its page says so first */
d.addEventListener('submit', (e) => {
  if (!e.target.matches('[data-leave]') || !Object.keys(localStorage).some((name) => name.startsWith('isian:'))) return;
  e.preventDefault();
  location = e.target.action;
});

/* the focused element was swapped away: on to the heading of its card */
let place = null;
function keepPlace({ target }) {
  const card = target.contains(d.activeElement) && d.activeElement.closest('.card,main');
  place = card && card.id;
}
function findPlace() {
  if (!place || d.activeElement !== d.body) return;
  const card = d.getElementById(place) || $('main');
  const goal = $('h2,h1', card) || card;
  goal.tabIndex = -1;
  goal.focus({ preventScroll: true });
}

const safe = () => ($('[data-draft]') ? 'Isian Anda aman di perangkat ini' : 'Biarkan halaman ini terbuka');
const trouble = {
  0: 'Belum tersambung. Coba lagi saat ada sinyal.',
  4: 'Bagian ini sudah berubah, atau untuk peran lain. Muat ulang halaman, lalu coba lagi.',
  5: 'Ada gangguan di sistem kami, bukan di perangkat Anda. Coba lagi beberapa menit lagi.',
};
const complain = (status) => toast({ text: `${trouble[Math.floor(status / 100)]} ${safe()}.`, bad: true });

/* a whole page is the login: the session ended */
function beforeSwap(e) {
  if (/^\s*<!doctype/i.test(e.detail.xhr.responseText)) {
    e.detail.shouldSwap = false;
    if (e.detail.xhr.status < 400) location.reload();
  } else keepPlace(e.detail);
}
const summary = () => { const s = $('[data-focus]'); if (s) s.focus(); };

d.addEventListener('htmx:beforeSwap', beforeSwap);
d.addEventListener('htmx:afterSettle', () => { findPlace(); summary(); });
d.addEventListener('htmx:responseError', (e) => complain(e.detail.xhr.status));
d.addEventListener('htmx:sendError', () => complain(0));
d.addEventListener('htmx:timeout', () => complain(0));
d.addEventListener('htmx:afterRequest', (e) => { if (e.detail.successful) $$('.toast.bad', box).forEach((t) => t.remove()); });

/* for the other scripts, which run after this one */
window.noken = { $, $$, toast, say, hour: (at) => clock.format(at) };

/* the banner follows the network once it changes */
function net() {
  $$('[data-safe]').forEach((s) => { s.textContent = safe(); });
  $$('[data-offline]').forEach((b) => { b.hidden = navigator.onLine; });
}
addEventListener('online', net);
addEventListener('offline', net);
net();

new MutationObserver(watchToasts).observe(box, { childList: true });
watchToasts();
summary();
const named = location.hash && d.getElementById(location.hash.slice(1));
if (named && named.showModal) named.showModal();
