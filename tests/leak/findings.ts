import { textOfPdf as readPdf } from '../support/pdf-text.ts'
import { type Canary, secret } from './canary.ts'
import type { Sight } from './sight.ts'
import type { Received, Stand } from './stand.ts'

const texts = new WeakMap<Buffer, string>()
/** Kept for as long as the paper is: one is asked for its text several times, and each reading takes a while. */
function textOfPdf(body: Buffer): string {
  const text = texts.get(body) ?? readPdf(body)
  texts.set(body, text)
  return text
}

const isPdf = (body: Buffer) => body.subarray(0, 5).toString('latin1') === '%PDF-'

/** What came back, with the text of a PDF beside its bytes. */
export function readable(body: Buffer): Buffer {
  if (!isPdf(body)) return body
  return Buffer.concat([body, Buffer.from(`\n${textOfPdf(body)}`)])
}

/**
 * What a page or a paper says; a paper is of no use but by its text, since no two have the same bytes, and a name of the
 * same length may break its lines elsewhere.
 */
export const textIn = (body: Buffer) =>
  isPdf(body) ? textOfPdf(body).replace(/\s+/g, ' ') : body.toString('utf8')

/** Every canary in an answer that its reader did not bring along, but for their own name. */
export function seenIn(stand: Stand, received: Received): Set<Canary> {
  const { sight } = stand.library
  const seen = sight.in(readable(received.body))
  const typed = sight.in(received.typed)
  for (const canary of seen) {
    if (stand.isOwn(canary)) seen.delete(canary)
    // A secret is never said back, not even to the one who typed it.
    else if (typed.has(canary) && !canary.tells.includes(secret)) seen.delete(canary)
  }
  return seen
}

/** That nobody confirmed a fact of the pack is on the Director's page of such facts alone, in other words. */
const saysUnconfirmed = /unconfirmed|no confirmad|sin confirmar/i

/** What stands where nothing may: in a header, a cookie, an address, or the session's own token in a page. */
export function outsideThePage(stand: Stand, received: Received): string[] {
  const { sight } = stand.library
  // Why not those that call or write: they lead to no server and into no history, and say what the page says beside them.
  const attributes =
    received.body
      .toString('utf8')
      .match(/\s(?:href|src|action|formaction|cite|data)="(?!tel:|mailto:)[^"]*"/g) ?? []
  const isTyped = (canary: Canary) => canary.tells.includes(secret) && sight.in(received.typed).has(canary)
  const told = (where: string, text: string) =>
    [...sight.in(text)].filter((canary) => !isTyped(canary)).map((canary) => `${where} has ${nameOf(canary)}`)
  return [
    ...told('a header', received.head),
    ...told('an address', attributes.join('\n')),
    ...(received.body.includes(received.session) ? ['the page has the session’s own token'] : []),
    ...(saysUnconfirmed.test(textIn(received.body)) ? ['it says that a fact is not confirmed'] : []),
    ...(received.status >= 500 ? [`it fails with ${received.status}`] : []),
  ]
}

/** "the name of the adult (patron.name)" */
export function nameOf({ tells, of, field }: Canary): string {
  return `${tells.join(' or ')} of ${of} (${field})`
}

export const textOf = (sight: Sight, text: string) => [...sight.in(text)].map(nameOf)
