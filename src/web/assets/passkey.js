// Asks the browser for a passkey and sends its answer with the form. Without script, or where the browser has no
// passkeys, these forms stay hidden and the code of the app is there.
(() => {
  const lib = globalThis.SimpleWebAuthnBrowser;
  if (!lib?.browserSupportsWebAuthn()) return;

  async function answer(form) {
    const optionsJSON = JSON.parse(form.dataset.options);
    return form.dataset.passkey === 'make'
      ? await lib.startRegistration({ optionsJSON })
      : await lib.startAuthentication({ optionsJSON });
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const field = form.elements.namedItem('response');
    const said = form.querySelector('[data-said]');
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      if (field.value !== '') return;
      event.preventDefault();
      said.textContent = '';
      try {
        field.value = JSON.stringify(await answer(form));
        form.submit();
      } catch (error) {
        said.textContent =
          error.name === 'InvalidStateError'
            ? 'Khoá này đã được cài rồi. Xin dùng khoá khác.'
            : 'Máy chưa đọc được khoá. Xin bấm lại, hoặc dùng mã của ứng dụng.';
      }
    });
  }
})();
