/* noken: a file chosen or dropped on form[data-upload] is sent at once; its name is said. */
const { $, $$ } = window.noken;

$$('form[data-upload]').forEach((form) => {
  const field = $('input[type=file]', form);
  const zone = field.closest('label');

  function send() {
    if (!field.files.length) return;
    $('[data-upload-name]', form).textContent = field.files[0].name;
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }

  field.addEventListener('change', send);
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    send();
  });
});
