/* noken: a claim takes along the place, when it may, and the signature of the registered phone */
const d = document;
const { $, $$, toast } = window.noken;
const PLACE_MS = 8000;

function store(mode) {
  return new Promise((done, fail) => {
    const open = indexedDB.open('noken-ponsel', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('kunci');
    open.onsuccess = () => done(open.result.transaction('kunci', mode).objectStore('kunci'));
    open.onerror = () => fail(open.error);
  });
}
const asked = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
const b64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

async function pair(make) {
  if (!window.indexedDB || !crypto.subtle) return null;
  const found = await asked((await store('readonly')).get('ini'));
  if (found || !make) return found || null;
  const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  await asked((await store('readwrite')).put(made, 'ini'));
  return made;
}
const publicOf = (keys) => crypto.subtle.exportKey('raw', keys.publicKey);
async function fingerprint(keys) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await publicOf(keys)));
  return Array.from(hash, (b) => b.toString(16).padStart(2, '0')).join('');
}

const where = () => new Promise((done, fail) => {
  if (!navigator.geolocation) { fail(new Error('no place')); return; }
  navigator.geolocation.getCurrentPosition(done, fail, { enableHighAccuracy: true, timeout: PLACE_MS, maximumAge: 10000 });
});

async function locate(form) {
  const { coords } = await where();
  form.elements.lintang.value = coords.latitude.toFixed(6);
  form.elements.bujur.value = coords.longitude.toFixed(6);
  form.elements.ketelitian.value = String(Math.round(coords.accuracy));
}

async function sign(form) {
  const keys = await pair(false);
  if (!keys) return;
  const f = form.elements;
  const kode = f.kode ? f.kode.value.trim() : '';
  const text = ['noken presensi 1', f.key.value, kode, f.lintang.value, f.bujur.value, f.ketelitian.value, f.jam.value].join('\n');
  const made = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, new TextEncoder().encode(text));
  f.tanda.value = b64(made);
  f.penanda.value = await fingerprint(keys);
}

async function claim(form) {
  const button = $('button[type=submit]', form);
  button.disabled = true;
  const must = form.dataset.claim === 'tempat';
  try {
    if (form.dataset.claim) await locate(form);
  } catch (e) {
    if (must) {
      toast({ text: 'Ponsel tidak memberi tempat. Izinkan lokasi, atau pakai kode di layar kantor.', bad: true });
      button.disabled = false;
      delete form.dataset.busy;
      return;
    }
  }
  form.elements.jam.value = new Date().toISOString();
  try { await sign(form); } catch (e) { /* without a signature it counts by what else it shows */ }
  button.disabled = false;
  form.submit();
}

async function register(form) {
  const keys = await pair(true).catch(() => null);
  if (!keys) {
    toast({ text: 'Peramban ini tidak dapat menyimpan kunci. Buka lewat https di peramban biasa, bukan mode samaran.', bad: true });
    return;
  }
  form.elements.kunci.value = b64(await publicOf(keys));
  form.submit();
}

d.addEventListener('submit', (e) => {
  const form = e.target;
  const act = form.matches('[data-claim]') ? claim : form.matches('[data-register]') && register;
  if (!act) return;
  e.preventDefault();
  act(form);
});

$$('[data-script]').forEach((part) => { part.hidden = false; });
$$('[data-fingerprint]').forEach(async (mark) => {
  const keys = await pair(false).catch(() => null);
  if (keys && (await fingerprint(keys)) === mark.dataset.fingerprint) mark.hidden = false;
});
$$('[data-here]').forEach((button) => button.addEventListener('click', async () => {
  const form = button.closest('form');
  try {
    const { coords } = await where();
    form.elements.lintang.value = coords.latitude.toFixed(6).replace('.', ',');
    form.elements.bujur.value = coords.longitude.toFixed(6).replace('.', ',');
  } catch (e) {
    toast({ text: 'Perangkat ini tidak memberi tempat. Isi lintang dan bujur dengan tangan.', bad: true });
  }
}));
