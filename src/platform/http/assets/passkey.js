// Asks the browser for a passkey and puts its answer into the form around the button. Nothing else is done by script.

const fromText = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const listed = (credentials = []) => credentials.map((each) => ({ ...each, id: fromText(each.id) }))

async function made(options) {
  const { response, ...credential } = await ask('create', {
    ...options,
    challenge: fromText(options.challenge),
    user: { ...options.user, id: fromText(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
  })
  return {
    ...credential,
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  }
}

async function used(options) {
  const { response, ...credential } = await ask('get', {
    ...options,
    challenge: fromText(options.challenge),
    allowCredentials: listed(options.allowCredentials),
  })
  return {
    ...credential,
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
    },
  }
}

async function ask(what, publicKey) {
  const { id, rawId, type, response } = await navigator.credentials[what]({ publicKey })
  return { id, rawId: toText(rawId), type, response, clientExtensionResults: {} }
}

const isAble = 'PublicKeyCredential' in window
for (const unable of document.querySelectorAll('[data-unable]')) unable.hidden = isAble

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !isAble
  const failed = form.querySelector('[data-failed]')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    try {
      const options = JSON.parse(form.dataset.options)
      const answer = form.dataset.passkey === 'create' ? await made(options) : await used(options)
      form.elements.namedItem('sent').value = JSON.stringify(answer)
      form.submit()
    } catch {
      failed.hidden = false
    }
  })
}
