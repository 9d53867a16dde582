/* noken: the 3x3 matrix says at once which grade a choice gives, and how it lies beside the forecast */
const d = document;

function say(form, chosen) {
  const out = form.querySelector('[data-out]');
  const note = form.querySelector('[data-note]');
  if (out) {
    out.textContent = chosen.dataset.pred;
    out.className = `pred lg ${chosen.dataset.tone}`;
  }
  if (note) {
    note.hidden = !chosen.dataset.says;
    note.querySelector('[data-says-here]').textContent = chosen.dataset.says;
  }
  const fact = form.querySelector('[data-fact]');
  if (fact) fact.hidden = !chosen.hasAttribute('data-needs-fact');
}

/* arrows go right and left through a row, up and down between rows, as the eye does */
const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

d.addEventListener('keydown', (e) => {
  const move = MOVES[e.key];
  const box = move && e.target.type === 'radio' && e.target.closest('.matrix');
  if (!box) return;
  const cells = Array.from(box.querySelectorAll('input[type=radio]'));
  const here = cells.indexOf(e.target);
  const row = Math.floor(here / 3) + move[0];
  const column = (here % 3) + move[1];
  e.preventDefault();
  if (row < 0 || row > 2 || column < 0 || column > 2) return;
  const next = cells[row * 3 + column];
  next.focus();
  next.checked = true;
  next.dispatchEvent(new Event('change', { bubbles: true }));
});

d.addEventListener('change', (e) => {
  const form = e.target.name === 'rating' && e.target.closest('[data-matrix]');
  if (form) say(form, e.target);
});

/* a restored draft or the way back of the browser may have chosen another cell */
window.addEventListener('pageshow', () => {
  d.querySelectorAll('[data-matrix] input[name=rating]:checked').forEach((chosen) => {
    say(chosen.closest('[data-matrix]'), chosen);
  });
});
