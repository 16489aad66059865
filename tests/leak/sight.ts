import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { ByteSearch } from '../at-rest/byte-search.ts'
import { fewestBytes, formsOf } from '../at-rest/canary-forms.ts'
import type { Canary } from './canary.ts'

/** Unkeyed hashes and the like are looked for at rest; a page that held one would have to be written on purpose. */
const notOnPages = /sha256|sha1|md5|octal|quoted-printable|NFD|without accents|trimmed|with a line end/

/** Looks for very many canaries at once, each in all the forms in which bytes hide. */
export class Sight {
  readonly #search: ByteSearch
  readonly #of: number[] = []
  readonly #canaries: readonly Canary[]
  /** How many bytes were read. */
  bytes = 0
  /** How many byte strings are looked for. */
  readonly strings: number

  constructor(canaries: readonly Canary[]) {
    this.#canaries = canaries
    const strings: Buffer[] = []
    canaries.forEach((canary, at) => {
      for (const form of canary.writings.flatMap(formsFor)) {
        strings.push(form)
        this.#of.push(at)
      }
    })
    this.strings = strings.length
    this.#search = new ByteSearch(strings)
  }

  /** Every canary that is in these bytes, as they are, escaped, encoded or packed. */
  in(bytes: Buffer | string): Set<Canary> {
    const found = new Set<Canary>()
    for (const view of unpacked(Buffer.from(bytes as string))) {
      this.bytes += view.length
      this.#search.in(view, (index) => {
        const canary = this.#canaries[this.#of[index] as number]
        if (canary !== undefined) found.add(canary)
      })
    }
    return found
  }
}

function formsFor(writing: string | Buffer): Buffer[] {
  if (typeof writing !== 'string') return formsOfBytes(writing)
  if (Buffer.byteLength(writing) < fewestBytes) return []
  // A word of a day is a month's.
  const isDay = /\d/.test(writing)
  return formsOf(writing)
    .filter(({ name }) => !notOnPages.test(name) && !(isDay && name.startsWith('word')))
    .map(({ bytes }) => bytes)
}

/** A key, or a token: as it is, in hex, and in base64 at each alignment. */
function formsOfBytes(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex')
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const core = text.slice(Math.ceil((8 * before) / 6), Math.floor((8 * (before + bytes.length)) / 6))
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [bytes, ...[hex, hex.toUpperCase(), ...base64].map((text) => Buffer.from(text))]
}

/** The bytes, and what is packed in them: a gzip, or the streams of a PDF. */
function unpacked(bytes: Buffer): Buffer[] {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [bytes, gunzipSync(bytes)]
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? [bytes, ...streamsOf(bytes)] : [bytes]
}

function streamsOf(pdf: Buffer): Buffer[] {
  const streams: Buffer[] = []
  for (let at = pdf.indexOf('stream'); at !== -1; at = pdf.indexOf('stream', at + 6)) {
    const from = pdf[at + 6] === 13 ? at + 8 : at + 7
    const to = pdf.indexOf('endstream', from)
    if (to === -1) break
    const packed = pdf.subarray(from, to)
    for (const open of [inflateSync, inflateRawSync]) {
      try {
        streams.push(open(packed))
        break
      } catch {
        // Not packed in this way.
      }
    }
    at = to
  }
  return streams
}
