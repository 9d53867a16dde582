/* noken: the rotating code of an office, computed here every 30 s: it goes on without a network */
const d = document;
const { $, qr } = window.noken;
const box = $('[data-screen]');
const { id, site, url, scan } = box.dataset;
const STEP = 30000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
let offset = Number(box.dataset.now) - Date.now();
let key = null;
let known = '';
let shown = -1;

async function take(text) {
  if (text === known) return;
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  known = text;
  shown = -1;
}

async function mac(step) {
  const message = new TextEncoder().encode(`noken-kode-1|${site}|${id}|${step}`);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
}

/* ten bytes, sixteen letters */
function letters(bytes) {
  let out = '';
  for (let i = 0; i < 10; i += 5) {
    for (let k = 0; k < 8; k += 1) {
      const bit = k * 5;
      const pair = (bytes[i + (bit >> 3)] << 8) | ((bit >> 3) < 4 ? bytes[i + (bit >> 3) + 1] : 0);
      out += LETTERS[(pair >> (11 - (bit & 7))) & 31];
    }
  }
  return out;
}

function digits(bytes) {
  let n = 0;
  for (let i = 10; i < 16; i += 1) n = n * 256 + bytes[i];
  return String(n % 100000000).padStart(8, '0');
}

function draw(text) {
  const m = qr(text);
  const size = m.length + 8;
  const svg = $('svg', box);
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  let path = '';
  m.forEach((row, y) => row.forEach((dark, x) => { if (dark) path += `M${x + 4},${y + 4}h1v1h-1z`; }));
  $('path', svg).setAttribute('d', path);
}

async function tick() {
  if (!key) return;
  const now = Date.now() + offset;
  const step = Math.floor(now / STEP);
  $('progress', box).value = STEP - (now % STEP);
  if (step === shown) return;
  shown = step;
  const bytes = await mac(step);
  const typed = digits(bytes);
  box.dataset.token = `${id}.${step}.${letters(bytes)}`;
  draw(`${scan}?k=${box.dataset.token}`);
  $('[data-digits]', box).textContent = `${typed.slice(0, 4)} ${typed.slice(4)}`;
}

const say = (text) => { $('[data-say]', box).textContent = text; };

function stop() {
  key = null;
  box.dataset.token = '';
  $('path', box).removeAttribute('d');
  $('[data-digits]', box).textContent = '';
  say('Layar ini sudah dicabut. Hubungi admin OPD.');
}

/* the key may have changed, and this clock may drift; without a network the code goes on */
async function refresh() {
  const asked = Date.now();
  try {
    const answer = await fetch(url, { cache: 'no-store', headers: { Accept: 'application/json' } });
    const told = await answer.json();
    if (told.revoked) { stop(); return; }
    offset = told.now - (asked + Date.now()) / 2;
    await take(told.key);
    say('');
  } catch (e) {
    say('Tanpa jaringan. Kode tetap berjalan.');
  }
}

async function stayAwake() {
  try { await navigator.wakeLock.request('screen'); } catch (e) { /* older screens have a setting for it */ }
}

async function begin() {
  if (!crypto.subtle) { say('Buka halaman ini lewat alamat https, supaya kode dapat berjalan.'); return; }
  const first = box.dataset.key;
  delete box.dataset.key;
  await take(first);
  setInterval(tick, 500);
  setInterval(refresh, 60000);
  d.addEventListener('visibilitychange', () => { if (!d.hidden) { stayAwake(); refresh(); } });
  stayAwake();
  tick();
}
begin();
