import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'

/** A run of text on one line, in points from the top left of its page. */
type Run = {
  readonly text: string
  readonly endsLine: boolean
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
type ReadPdf = {
  readonly pages: readonly (readonly Run[])[]
  readonly files: readonly (readonly [string, Uint8Array])[]
  readonly isTagged: boolean
}

let reader: Worker | undefined

/** Why a thread that is waited for: the reader answers later, and tests read in the middle of an expression. */
function read(pdf: Uint8Array, password?: string): ReadPdf | 'locked' {
  reader ??= new Worker(new URL('./pdf-reader.js', import.meta.url))
  reader.unref()
  const { port1, port2 } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  reader.postMessage({ pdf, password, done, port: port2 }, [port2])
  if (Atomics.wait(done, 0, 0, 60_000) === 'timed-out') throw new Error('the reader of PDFs does not answer')
  const answer: { found?: ReadPdf; refused?: string } = receiveMessageOnPort(port1)?.message
  port1.close()
  if (answer.found !== undefined) return answer.found
  if (answer.refused === 'PasswordException') return 'locked'
  throw new Error(`this is no PDF that can be read: ${answer.refused}`)
}

function readOpen(pdf: Uint8Array): ReadPdf {
  const found = read(pdf)
  if (found === 'locked') throw new Error('this PDF needs a password')
  return found
}

const textOf = ({ pages }: ReadPdf) =>
  pages
    .map((runs) => `${runs.map(({ text, endsLine }) => (endsLine ? `${text}\n` : text)).join('')}\n`)
    .join('')

const filesOf = ({ files }: ReadPdf) =>
  Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes)]))

/** The text of a PDF as it is read aloud, by a program that is not ours. */
export const textOfPdf = (pdf: Uint8Array): string => textOf(readOpen(pdf))

/** The files in a PDF, by their names. */
export const filesInPdf = (pdf: Uint8Array): Record<string, Buffer> => filesOf(readOpen(pdf))

/** What a locked PDF has for someone with this password; undefined where it opens with another one alone. */
export function openLockedPdf(
  pdf: Uint8Array,
  password: string | undefined,
): { readonly text: string; readonly files: Record<string, Buffer>; readonly isTagged: boolean } | undefined {
  const found = read(pdf, password)
  return found === 'locked'
    ? undefined
    : { text: textOf(found), files: filesOf(found), isTagged: found.isTagged }
}

/** Where each word of a PDF's first page is; within a run, in proportion to its letters. */
export function wordsOfPdf(pdf: Uint8Array): (Omit<Run, 'text' | 'endsLine'> & { readonly word: string })[] {
  return (readOpen(pdf).pages[0] ?? []).flatMap(({ text, left, right, top, bottom }) => {
    const ofLetter = (right - left) / text.length
    return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      ...{ word, top, bottom, left: left + index * ofLetter, right: left + (index + word.length) * ofLetter },
    }))
  })
}
