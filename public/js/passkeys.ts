/**
 * `<form data-passkey="options" data-passkey-act="get">` asks for a passkey and then submits it. The form and
 * `data-passkey-known` are shown where the browser supports passkeys; elsewhere `data-passkey-unknown` stays visible.
 */
export function startPasskeys(): void {
  if (!knowsPasskeys()) return;
  for (const unknown of document.querySelectorAll<HTMLElement>('[data-passkey-unknown]')) unknown.hidden = true;
  for (const known of document.querySelectorAll<HTMLElement>('[data-passkey-known]')) known.hidden = false;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    // It must run before the other submit listeners, which must not see the form until it has something to send.
    form.addEventListener('submit', (event) => ask(event, form), { capture: true });
  }
}

/** Passkeys need HTTPS or localhost, and a host name instead of an IP address. */
function knowsPasskeys(): boolean {
  const isName = !/^[\d.]+$|:/.test(location.hostname);
  return isName && isSecureContext && 'parseCreationOptionsFromJSON' in (window.PublicKeyCredential ?? {});
}

function ask(event: SubmitEvent, form: HTMLFormElement): void {
  const field = form.elements.namedItem('passkey');
  if (!(field instanceof HTMLInputElement) || field.value !== '') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]');
  if (failed) failed.hidden = true;
  answerOf(form).then(
    (credential) => {
      field.value = JSON.stringify(credential);
      form.requestSubmit();
    },
    () => {
      if (failed) failed.hidden = false;
    },
  );
}

async function answerOf({ dataset }: HTMLFormElement): Promise<Credential | null> {
  const options = JSON.parse(dataset['passkey'] ?? '{}');
  return dataset['passkeyAct'] === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
