/* noken: keys and bulk choice on a table[data-board]. Its acts are the buttons of the bulk bar. */
const d = document;
const { $, $$ } = window.noken;
const board = () => $('[data-board]');
const rows = () => $$('[data-board] [data-row]');
const box = (row) => $('input[type=checkbox]', row);
const chosen = new Set();
let current = '';

function count() {
  const on = rows().filter((row) => chosen.has(row.id));
  const bar = $('[data-bulk]');
  if (!bar) return;
  bar.hidden = !on.length;
  const reports = on.reduce((sum, row) => sum + (Number(row.dataset.waiting) || 0), 0);
  const write = (s, n, word) => $$(s, bar).forEach((place) => { place.textContent = `${n} ${word}`; });
  write('[data-n]', on.length, 'pegawai');
  write('[data-r]', reports, 'laporan');
  const all = $('[data-all]');
  if (all) {
    all.checked = on.length > 0 && on.length === rows().filter((row) => !box(row).disabled).length;
    all.indeterminate = on.length > 0 && !all.checked;
  }
}

/* a row that was swapped forgets its tick and its place: they are kept here */
function show() {
  rows().forEach((row) => {
    const tick = box(row);
    if (tick.disabled) chosen.delete(row.id);
    tick.checked = chosen.has(row.id);
    row.setAttribute('aria-selected', String(tick.checked));
    row.classList.toggle('cur', row.id === current);
    row.tabIndex = row.id === current ? 0 : -1;
  });
  count();
}

function choose(row, on) {
  if (!row || box(row).disabled) return;
  chosen[on ? 'add' : 'delete'](row.id);
}

function move(by, extend) {
  const list = rows();
  if (!list.length) return;
  const here = list.findIndex((row) => row.id === current);
  const next = list[Math.max(0, Math.min(list.length - 1, here + by))];
  if (extend) [list[here], next].forEach((row) => choose(row, true));
  current = next.id;
  show();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

const here = () => d.getElementById(current);
const press = (selector) => { const b = $(selector); if (b && chosen.size) b.click(); };
const clear = () => { chosen.clear(); show(); };
const keys = {
  j: (e) => move(1, e.shiftKey),
  k: (e) => move(-1, e.shiftKey),
  x: () => { choose(here(), !chosen.has(current)); show(); },
  a: () => press('[data-approve]'),
  p: () => press('[data-return]'),
  enter: (e) => { const row = here(); const link = row && e.target === row && ($('a.btn[href]', row) || $('a[href]', row)); if (link) link.click(); },
  escape: clear,
  '/': (e) => { const search = $('[data-search]'); if (search) { e.preventDefault(); search.focus(); } },
  '?': () => { const help = $('dialog[data-keys]'); if (help) help.showModal(); },
};

const typing = 'input:not([type=checkbox]),textarea,select,dialog,[contenteditable]';
d.addEventListener('keydown', (e) => {
  if (!board() || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (board().dataset.board === 'tanpa-pintasan' || e.target.closest(typing)) return;
  const act = keys[e.key.toLowerCase()];
  if (act) act(e);
});
d.addEventListener('change', (e) => {
  if (!e.target.closest('[data-board]')) return;
  if (e.target.matches('[data-all]')) rows().forEach((row) => choose(row, e.target.checked));
  else if (e.target.closest('[data-row]')) choose(e.target.closest('[data-row]'), e.target.checked);
  show();
});
d.addEventListener('click', (e) => { if (e.target.closest('[data-clear]')) clear(); });
/* decided: what was typed and chosen is spent, and the hand stays on its row */
d.addEventListener('htmx:afterRequest', (e) => {
  if (!e.detail.successful || !e.target.closest('[data-bulk]')) return;
  e.target.closest('form').reset();
  clear();
  if (here() && d.activeElement === d.body) here().focus({ preventScroll: true });
});
d.addEventListener('noken:swapped', show);
d.addEventListener('htmx:afterSettle', show);
rows().forEach((row) => { if (box(row).checked) chosen.add(row.id); });
show();
