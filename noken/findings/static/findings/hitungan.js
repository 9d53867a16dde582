/* noken: what the count would be after the decision that is chosen but not saved yet. The same
   numbers stand in the table; the server counts again when it is saved. */
const d = document;
const whole = (n) => n.toLocaleString('id-ID', { maximumFractionDigits: 2 });

function reached(box, count) {
  const rungs = Array.from(d.querySelectorAll('[data-rung]'));
  return rungs.filter((r) => count >= Number(r.dataset.rung)).map((r) => r.dataset.name).pop();
}

function show(form) {
  const box = form.querySelector('[data-count]');
  if (!box) return;
  const { counted, unit } = box.dataset;
  let sure = Number(counted);
  let proof = 0;
  let open = 0;
  form.querySelectorAll('fieldset[data-amount]').forEach((f) => {
    const chosen = f.querySelector('input:checked');
    const amount = Number(f.dataset.amount);
    if (!chosen) open += amount;
    else if (chosen.value === 'REFUSE') sure += amount;
    else if (chosen.value === 'ASK_PROOF') proof += amount;
  });
  const parts = [`${whole(sure)} ${unit} dihitung`];
  if (proof) parts.push(`${whole(proof)} ${unit} menunggu bukti`);
  if (open) parts.push(`${whole(open)} ${unit} belum Anda putuskan`);
  const rung = reached(box, sure);
  box.querySelector('b').textContent = `${parts.join(', ')}.`;
  box.querySelector('[data-rung-words]').textContent = box.hasAttribute('data-ladder')
    ? (rung ? `Jenjang ${rung.toLowerCase()}.` : 'Belum mencapai jenjang teguran.')
    : '';
  box.hidden = false;
}

const all = () => d.querySelectorAll('form[data-decision]').forEach(show);
d.addEventListener('change', (e) => { const form = e.target.closest('form[data-decision]'); if (form) show(form); });
d.addEventListener('noken:swapped', all);
addEventListener('pageshow', all);
all();
