// Help on the pages of someone signed in: Back to what a form made, single keys, a button to print, a question before the page closes itself, and one
// before typed text is lost. Every page works without it.

// What a form made cannot be shown again: Back and Reload then ask for the page of its address, and do not offer to send the
// form once more.
history.replaceState(history.state, '', location.href)

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
for (const how of document.querySelectorAll('[data-print-how]')) how.hidden = true

const fieldsOf = (form) =>
  [...form.elements].filter((one) => one.matches('input:not([type=hidden]), select, textarea'))
const stateOf = (form) =>
  JSON.stringify(
    fieldsOf(form).map(({ type, checked, value }) => (/checkbox|radio/.test(type) ? checked : value)),
  )
/** Whoever searches or scans has little to lose. */
const isLong = (form) =>
  form.querySelector('textarea') !== null || new Set(fieldsOf(form).map(({ name }) => name)).size > 2

const longForms = [...document.querySelectorAll('main form')].filter(isLong)
const states = new Map(longForms.map((form) => [form, stateOf(form)]))
const closing = document.getElementById('closing')
let closesAtMs = closing === null ? Number.POSITIVE_INFINITY : Date.now() + closing.dataset.seconds * 1000

let sent = null
document.addEventListener('submit', ({ target }) => {
  sent = target
})
addEventListener('beforeunload', (event) => {
  const isChanged = longForms.some((form) => form !== sent && stateOf(form) !== states.get(form))
  // Signing out, calling for help, and the page that closes itself must not wait for an answer. Why never where the page
  // closes before the session: the browser's question stops its clock, and a record would stay on the screen behind it.
  const mustLeave =
    sent?.matches('.carrel-top__out, .carrel-top__urgent') ||
    closing?.dataset.session === 'no' ||
    Date.now() >= closesAtMs
  sent = null
  if (isChanged && !mustLeave) event.preventDefault()
})

if (closing !== null) askBeforeClosing(closing)

function askBeforeClosing(dialog) {
  const { seconds, warn, session, stay, to } = dialog.dataset
  const note = (name) => {
    for (const one of dialog.querySelectorAll('[data-note]')) one.hidden = one.dataset.note !== name
  }
  const isAsked = session === 'yes' || longForms.length > 0
  let wasAsked = false
  let isOurs = false
  const look = () => {
    const leftMs = closesAtMs - Date.now()
    if (isOurs && leftMs <= 0) location.replace(to)
    if (isAsked && !wasAsked && leftMs <= warn * 1000) {
      wasAsked = true
      note('asks')
      dialog.showModal()
    }
  }
  setInterval(look, 1000)
  // A hidden page's clock may run slow.
  document.addEventListener('visibilitychange', look)
  dialog.querySelector('button').addEventListener('click', async () => {
    const answer = await fetch(stay, { cache: 'no-store', redirect: 'error' }).catch(() => null)
    const left = answer?.ok ? Math.min(seconds, (await answer.json()).seconds) : 0
    if (left <= warn) return note(answer?.ok ? 'last' : 'failed')
    // The browser was told when to leave; from now on that is ours to do.
    window.stop()
    isOurs = true
    closesAtMs = Date.now() + left * 1000
    wasAsked = false
    dialog.close()
  })
}

/** A scanner types its letters closer together than a hand does. */
const burstMs = 50
const keys = new Map(
  [...document.querySelectorAll('[aria-keyshortcuts]')].map((one) => [
    one.getAttribute('aria-keyshortcuts'),
    one,
  ]),
)
let lastMs = Number.NEGATIVE_INFINITY
let waiting

document.addEventListener('keydown', (event) => {
  clearTimeout(waiting)
  const isBurst = event.timeStamp - lastMs < burstMs
  lastMs = event.timeStamp
  const { key, target, ctrlKey, altKey, metaKey, repeat, isComposing } = event
  const isHeld = ctrlKey || altKey || metaKey || repeat || isComposing
  const isTyping = target.isContentEditable || target.matches?.('input, select, textarea')
  const goesTo = keys.get(key)
  if (isBurst || isHeld || isTyping || goesTo === undefined || document.querySelector('dialog[open]')) return
  event.preventDefault()
  waiting = setTimeout(() => (goesTo.matches('input') ? goesTo.focus() : goesTo.click()), burstMs)
})
