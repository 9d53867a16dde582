/* noken: typed text is never lost (form[data-draft]) and a form is sent once (form[data-once]). */
const d = document;
const { $$, hour } = window.noken;
const DAYS_KEPT = 90;
const user = d.body.dataset.user;
/* a form with a field `seen` (what the page showed as stored) keeps a draft for that version only */
const version = ({ elements: { seen } }) => (seen ? `:${seen.value}` : '');
const slot = (form) => `isian:${user}:${form.dataset.draft}${version(form)}`;

/* storage may be full or refused: then the page works without drafts */
function store(act) {
  try { return act(localStorage); } catch (e) { return null; }
}

const KEY = 'key 1';
const drafts = (s) => Object.keys(s).filter((name) => name.startsWith('isian:')).map((name) => [name, JSON.parse(s.getItem(name))]);

const ticked = (f) => f.type === 'checkbox' || f.type === 'radio';
const skipped = /^(file|password|submit|button|fieldset)$/;

/* every field that is kept, with its name and how many bore it before; a box is known by its value,
   for lists of boxes change with a search */
function each(form, act) {
  const seen = {};
  Array.from(form.elements).filter((f) => f.name && f.name !== 'csrfmiddlewaretoken' && !skipped.test(f.type)).forEach((f) => {
    seen[f.name] = (seen[f.name] || 0) + 1;
    act(f, `${f.name} ${ticked(f) ? `=${f.value}` : seen[f.name]}`);
  });
}

function status(form, at) {
  $$('[data-draft-status]', form).forEach((s) => { s.textContent = at ? `Tersimpan ${hour(at)}` : ''; });
}

function save(form) {
  clearTimeout(form.saving);
  form.saving = 0;
  const draft = { at: Date.now(), values: {} };
  each(form, (f, name) => { draft.values[name] = ticked(f) ? f.checked : f.value; });
  store((s) => { s.setItem(slot(form), JSON.stringify(draft)); status(form, draft.at); });
}

const load = (form) => JSON.parse(store((s) => s.getItem(slot(form))) || 'null');

function restore(form) {
  const draft = load(form);
  if (!draft) return;
  each(form, (f, name) => { if (name in draft.values) f[ticked(f) ? 'checked' : 'value'] = draft.values[name]; });
  status(form, draft.at);
}

function forget(form) {
  clearTimeout(form.saving);
  form.saving = 0;
  store((s) => s.removeItem(slot(form)));
  status(form, 0);
}

/* UUID version 7, RFC 9562: 48 bits of milliseconds, then chance */
function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 5, t = Date.now(); i >= 0; i -= 1, t = Math.floor(t / 256)) bytes[i] = t % 256;
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const keyOf = ({ elements: { key } }) => key && key.value;
function giveKey(form, renew) {
  if (renew || keyOf(form) === '') form.elements.key.value = uuid7();
}

/* an answered key is never sent again: its draft goes, or only the key where other content had it */
function settle({ dataset: { sent, spent } }) {
  const key = sent || spent;
  store((s) => drafts(s).forEach(([name, draft]) => {
    if (draft.values[KEY] !== key) return;
    delete draft.values[KEY];
    if (sent) s.removeItem(name); else s.setItem(name, JSON.stringify(draft));
  }));
  $$('form').forEach((form) => { if (keyOf(form) === key) giveKey(form, true); });
}

function begin() {
  $$('[data-sent],[data-spent]').forEach(settle);
  $$('[data-draft-done]').forEach((m) => store((s) => s.removeItem(`isian:${user}:${m.dataset.draftDone}`)));
  $$('form:not([data-begun])').forEach((form) => {
    form.dataset.begun = '';
    if (form.dataset.draft) restore(form);
    if (form.matches('[data-once]')) giveKey(form, false);
  });
}

function confirmed(form) {
  if (form.dataset.draft) forget(form);
  if (form.matches('[data-once]') && keyOf(form)) giveKey(form, true);
}

d.addEventListener('input', (e) => {
  const form = e.target.form;
  if (!form || !form.dataset.draft) return;
  clearTimeout(form.saving);
  form.saving = setTimeout(save, 400, form);
});
const saveAll = () => $$('form[data-draft]').forEach((form) => { if (form.saving) save(form); });
addEventListener('pagehide', saveAll);
d.addEventListener('visibilitychange', saveAll);

/* in the capture phase, so that a second tap never reaches htmx */
d.addEventListener('submit', (e) => {
  const form = e.target;
  if (form.dataset.draft) save(form);
  if (!form.matches('[data-once]')) return;
  if (form.dataset.busy) {
    e.preventDefault();
    e.stopImmediatePropagation();
    return;
  }
  giveKey(form, false);
  form.dataset.busy = '1';
  setTimeout(() => { delete form.dataset.busy; }, 30000);
}, true);

/* not where the answer goes, but what asked */
const formOf = ({ detail: { elt, requestConfig: asked } }) => (asked ? asked.elt : elt).closest('form');
d.addEventListener('htmx:beforeSwap', (e) => {
  const form = formOf(e);
  const { status: code } = e.detail.xhr;
  const taken = code === 204 || (code >= 200 && code < 300 && e.detail.shouldSwap);
  if (form && taken && e.detail.requestConfig.verb !== 'get') confirmed(form);
});
d.addEventListener('htmx:afterRequest', (e) => { const form = formOf(e); if (form) delete form.dataset.busy; });
d.addEventListener('htmx:load', begin);
addEventListener('pageshow', (e) => {
  if (!e.persisted) return;
  $$('form[data-once]').forEach((form) => { /* back after an answer */
    delete form.dataset.busy;
    if (form.dataset.draft && keyOf(form) && !(load(form) || { values: {} }).values[KEY]) giveKey(form, true);
  });
});
store((s) => drafts(s).forEach(([name, { at }]) => { if (Date.now() - at > DAYS_KEPT * 86400000) s.removeItem(name); }));
begin();
