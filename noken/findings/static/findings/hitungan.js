/* noken: what the count would be after the decision that is chosen but not saved yet. The same
   numbers stand in the table; the server counts again when it is saved. */
const d = document;
const whole = (n) => n.toLocaleString('id-ID', { maximumFractionDigits: 2 });

/* Days in a row: each comes right after the own workday before it (data-days="day:before …"). */
function longest(days) {
  let run = 0;
  let most = 0;
  let last = '';
  days.map((each) => each.split(':')).sort().forEach(([day, before]) => {
    run = last && before === last ? run + 1 : 1;
    most = Math.max(most, run);
    last = day;
  });
  return most;
}

function reached(count, run, { rungs, limit, limitName }) {
  const known = rungs.split('|').map((rung) => rung.split(':'));
  const name = known.filter(([least]) => count >= Number(least)).map(([, each]) => each).pop();
  if (run >= Number(limit) && name !== limitName) {
    return `Jenjang ${limitName.toLowerCase()} karena ${run} hari kerja berturut-turut.`;
  }
  return name ? `Jenjang ${name.toLowerCase()}.` : 'Belum mencapai jenjang teguran.';
}

function show(form) {
  const box = form.querySelector('[data-count]');
  if (!box) return;
  const { counted, unit } = box.dataset;
  const days = (box.dataset.days || '').split(' ').filter(Boolean);
  let sure = Number(counted);
  let proof = 0;
  let open = 0;
  form.querySelectorAll('fieldset[data-amount]').forEach((f) => {
    const chosen = f.querySelector('input:checked');
    const amount = Number(f.dataset.amount);
    if (!chosen) open += amount;
    else if (chosen.value === 'REFUSE') {
      sure += amount;
      if (f.dataset.days) days.push(f.dataset.days);
    } else if (chosen.value === 'ASK_PROOF') proof += amount;
  });
  const parts = [`${whole(sure)} ${unit} dihitung`];
  if (proof) parts.push(`${whole(proof)} ${unit} menunggu bukti`);
  if (open) parts.push(`${whole(open)} ${unit} belum Anda putuskan`);
  const run = Math.max(Number(box.dataset.runNow || 0), longest(days));
  box.querySelector('b').textContent = `${parts.join(', ')}.`;
  box.querySelector('[data-rung-words]').textContent = box.dataset.rungs
    ? reached(sure, run, box.dataset)
    : '';
  box.hidden = false;
}

const all = () => d.querySelectorAll('form[data-decision]').forEach(show);
d.addEventListener('change', (e) => { const form = e.target.closest('form[data-decision]'); if (form) show(form); });
d.addEventListener('noken:swapped', all);
addEventListener('pageshow', all);
all();
