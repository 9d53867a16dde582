/* noken: the fingerprint of a chosen paper is computed here, and only it is sent. Where the browser
   cannot (no secure connection), the form sends the file, which the server forgets. */
const { $, $$ } = window.noken;
const hex = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, '0')).join('');

$$('form[data-sidik]').forEach((form) => {
  if (!window.crypto || !crypto.subtle) return;
  const { berkas: file, kode: code } = form.elements;
  $('[data-sidik-note]', form).textContent = 'Sidiknya dihitung di perangkat Anda; berkas tidak dikirim.';

  async function compare() {
    if (!file.files.length) return;
    const digest = await crypto.subtle.digest('SHA-256', await file.files[0].arrayBuffer());
    const asked = new URLSearchParams({ sidik: hex(digest) });
    if (code.value.trim()) asked.set('kode', code.value.trim());
    window.location = `${form.getAttribute('action')}?${asked}`;
  }

  file.addEventListener('change', compare);
  form.addEventListener('submit', (event) => {
    if (!file.files.length) return;
    event.preventDefault();
    compare();
  });
});
