/** The sign-in page works without this: it lets a password be seen, and keeps the place that an address named. */
const field = document.querySelector('#password');
const button = document.querySelector('#show');

if (field instanceof HTMLInputElement && button instanceof HTMLButtonElement) {
  const { show = '', hide = '' } = button.dataset;
  const set = (isSeen: boolean) => {
    field.type = isSeen ? 'text' : 'password';
    button.textContent = isSeen ? hide : show;
    button.setAttribute('aria-pressed', String(isSeen));
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    set(field.type === 'password');
    field.focus();
  });
  // What is sent is a password again, so that no browser offers it later as plain text.
  field.form?.addEventListener('submit', () => set(false));
}

// What stands behind the # never reaches the server; a redirect takes it along from the address that the form posts to.
const form = document.querySelector('form');
if (form && location.hash !== '') form.action += location.hash;

export {};
