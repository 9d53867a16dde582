/* noken: shows which photos and files a report will carry, beside the buttons that chose them */
const d = document;

function show(box) {
  box.querySelectorAll('[data-chosen]').forEach((old) => old.remove());
  box.querySelectorAll('input[type=file]').forEach((input) => {
    Array.from(input.files).forEach((file) => box.prepend(file.type.startsWith('image/') ? photo(file) : paper(file)));
  });
}

function tile(file) {
  const place = d.createElement('div');
  place.className = 'photo';
  place.dataset.chosen = '';
  const name = d.createElement('span');
  name.className = 't ell';
  name.textContent = file.name;
  place.append(name);
  return place;
}

function photo(file) {
  const place = tile(file);
  const picture = d.createElement('img');
  picture.alt = `Foto ${file.name}`;
  picture.width = 73;
  picture.height = 73;
  picture.src = URL.createObjectURL(file);
  picture.addEventListener('load', () => URL.revokeObjectURL(picture.src), { once: true });
  place.prepend(picture);
  return place;
}

const paper = (file) => tile(file);

d.addEventListener('change', (e) => {
  const box = e.target.type === 'file' && e.target.closest('[data-files]');
  if (box) show(box);
});
