/**
 * `<form data-passkey="options" data-passkey-act="get">` asks for a passkey, then sends it. It is shown where the browser knows
 * passkeys, as is `data-passkey-known`; elsewhere `data-passkey-unknown` stays.
 */
export function startPasskeys(): void {
  if (!knowsPasskeys()) return;
  for (const unknown of document.querySelectorAll<HTMLElement>('[data-passkey-unknown]')) unknown.hidden = true;
  for (const known of document.querySelectorAll<HTMLElement>('[data-passkey-known]')) known.hidden = false;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    // Before the other listeners of forms: they shall see it only once there is something to send.
    form.addEventListener('submit', (event) => ask(event, form), { capture: true });
  }
}

/** They need HTTPS or localhost, and a name: no address of digits. */
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
