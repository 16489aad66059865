import { createHash, randomUUID } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { logIdentity, type ProgramActor, type StaffActor } from '../gate/index.ts'
import type { Pack } from '../policy/index.ts'
import type { Case, InstrumentFile } from './case.ts'
import { mayOpenCase, mayViewCaseIn } from './case-access.ts'
import { type CaseRepository, type CaseStorage, maxSealedProofs, sealedProofId } from './case-repository.ts'
import type { CaseRow } from './cases-store.ts'
import type { CaseEvent, CaseEventBody } from './event.ts'
import { caseFromEvents } from './reducer.ts'
import type { StepRecorder } from './step-recorder.ts'
import type { StepRefusal } from './step-table.ts'
import { letterAdded } from './steps/letter-added.ts'
import { paperAdded } from './steps/paper-added.ts'
import { isOf } from './steps/step.ts'

type Parts = { readonly shelves: CaseStorage; readonly pack: Pack; readonly book: StepRecorder }

type FileRefusal = 'empty' | 'too-big' | 'no-paper' | 'too-many' | 'unknown' | StepRefusal

type DownloadedInstrument = {
  readonly type: InstrumentFileType
  readonly bytes: Buffer
  readonly entry: string
}

/** Scans and photos of paper; each download by the Director or counsel is logged with its hash. */
export class CaseInstruments {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @param step what it is; absent: paper of the case @returns the step's entry, or why the file is not kept */
  async add(
    actor: StaffActor | ProgramActor,
    reference: string,
    file: { readonly name: string; readonly bytes: Buffer },
    step: (paper: InstrumentFile) => CaseEventBody = (paper) => ({
      ...{ what: 'paper-added', paper },
      ...(actor.role === 'program' && { byLink: true }),
    }),
  ): Promise<{ readonly entry: string } | FileRefusal> {
    const { bytes } = file
    if (bytes.length === 0) return 'empty'
    if (bytes.length > maxInstrumentBytes) return 'too-big'
    const type = instrumentFileTypeOf(bytes)
    if (type === undefined) return 'no-paper'
    const sha256 = sha256Of(bytes)
    const paper = {
      id: randomUUID(),
      name: instrumentFileName(file.name, type),
      type,
      sha256,
      bytes: bytes.length,
      pages: pageCountOf(type, bytes),
    }
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.open(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const theirs = instrumentsFrom(found.events, logIdentity(actor).actor)
      if (!hasRoomForFile(theirs, bytes.length)) return 'too-many'
      const taken = await book.takeIn(shelf, actor, reference, step(paper))
      if (taken === 'unknown' || 'refused' in taken) return taken
      await shelf.addPaper(found.file, paper.id, bytes)
      return taken
    })
  }

  /** @param letterFor whether they may see the scan of a letter from counsel, in a case that they do not see */
  async get(
    actor: StaffActor,
    reference: string,
    paperId: string,
    letterFor?: (it: Case, isSealed: boolean) => boolean,
  ): Promise<DownloadedInstrument | undefined> {
    const { shelves, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !(letterFor || mayOpenCase(actor, file))) return undefined
      const events = await shelf.events(file)
      const may = letterFor?.(caseFromEvents(events), shelf.isSealed) ?? mayViewCaseIn(actor, file, events)
      if (!may) return undefined
      const bytes = await shelf.paper(file, paperId)
      const type = bytes && instrumentFileTypeOf(bytes)
      if (bytes === undefined || type === undefined) return undefined
      const sha256 = sha256Of(bytes)
      // Hostile: a piece's case is stored in the clear, and SQL can move another case's there.
      const isOfCase = instrumentsIn(events).some((paper) => paper.id === paperId && paper.sha256 === sha256)
      if (!isOfCase) return undefined
      // INVARIANT: it leaves with the commit of the entry that has its hash, or not at all.
      const entry = await shelf.record({
        pack: pack.hash,
        kind: 'case-view',
        ...logIdentity(actor),
        case: file.reference,
        document: sha256,
        flags: file.drill ? ['drill'] : [],
      })
      return { type, bytes, entry }
    })
  }

  /** The proof of a case that was sealed once, logged like any paper. */
  async sealedProof(actor: StaffActor, reference: string): Promise<Buffer | undefined> {
    const { shelves, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || !mayOpenCase(actor, file)) return undefined
      if (!mayViewCaseIn(actor, file, await shelf.events(file))) return undefined
      const bytes = await newestProof(shelf, file)
      if (bytes === undefined) return undefined
      await shelf.record({
        pack: pack.hash,
        kind: 'case-view',
        ...logIdentity(actor),
        case: file.reference,
        document: sha256Of(bytes),
        flags: ['sealed-proof'],
      })
      return bytes
    })
  }
}

async function newestProof(shelf: CaseRepository, file: CaseRow): Promise<Buffer | undefined> {
  for (let nth = maxSealedProofs; nth > 0; nth--) {
    const bytes = await shelf.paper(file, sealedProofId(file.id, nth))
    if (bytes !== undefined) return bytes
  }
  return undefined
}

/** Hostile: anyone with the reference may add papers, and must leave room for others'. */
const instrumentsFrom = (events: readonly CaseEvent[], by: string): InstrumentFile[] =>
  instrumentsIn(events.filter(({ stamp }) => stamp.by === by))

const instrumentsIn = (events: readonly CaseEvent[]): InstrumentFile[] =>
  events.flatMap((event) => (isOf(paperAdded, event) || isOf(letterAdded, event) ? [event.paper] : []))

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const beginnings = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const
type InstrumentFileType = keyof typeof beginnings
export const instrumentFileTypes = Object.keys(beginnings) as InstrumentFileType[]

export const fileEndings: Readonly<Record<InstrumentFileType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

export const maxInstrumentBytes = 10 * 1024 * 1024
/** For each person in a case: a long warrant, photographed page by page; all together at most ten of the largest size. */
const maxInstruments = 40
const maxInstrumentsBytes = 10 * maxInstrumentBytes

export function hasRoomForFile(theirs: readonly Pick<InstrumentFile, 'bytes'>[], bytes: number): boolean {
  const size = theirs.reduce((sum, one) => sum + one.bytes, bytes)
  return theirs.length < maxInstruments && size <= maxInstrumentsBytes
}

/** Hostile: goes by the bytes, not the name. It may be another type as well, so it is only saved, never shown. */
function instrumentFileTypeOf(bytes: Uint8Array): InstrumentFileType | undefined {
  return instrumentFileTypes.find((type) => beginnings[type].every((byte, at) => bytes[at] === byte))
}

/** The sender's name for it, on one line, without a folder, with the ending of its type. */
function instrumentFileName(sent: string, type: InstrumentFileType): InstrumentFile['name'] {
  const [last = ''] = sent.split(/[/\\]/).slice(-1)
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 80)
  return `${plain === '' ? 'paper' : plain}.${fileEndings[type]}`
}

const maxStreams = 200
const maxInflatedBytes = 8 * 1024 * 1024

/**
 * A picture is one page; in a PDF, every object that says so counts, compressed ones too. Undefined where none is
 * found, as in broken or encrypted files. Hostile: any file that begins like a PDF. Nothing in it runs, and inflation
 * is bounded.
 */
export function pageCountOf(type: string, bytes: Buffer): number | undefined {
  if (type !== 'application/pdf') return 1
  const plain = bytes.toString('latin1')
  const lists = objectListsIn(bytes, plain)
  if (lists === undefined) return undefined
  const count = [plain, ...lists].reduce((sum, text) => sum + pageMarksIn(text), 0)
  return count === 0 ? undefined : count
}

const pageMarksIn = (text: string): number => text.match(/\/Type\s{0,20}\/Page(?![A-Za-z0-9])/g)?.length ?? 0

/** Undefined where it cannot be determined. */
function objectListsIn(bytes: Buffer, plain: string): string[] | undefined {
  const starts = objectListStarts(plain)
  if (starts === undefined) return undefined
  let left = maxInflatedBytes
  const lists: string[] = []
  for (const index of starts) {
    const begins = /stream\r?\n/g
    begins.lastIndex = index
    const found = begins.exec(plain)
    if (found === null) return undefined
    const from = found.index + found[0].length
    const to = plain.indexOf('endstream', from)
    if (to < 0) return undefined
    try {
      const inflated = inflateSync(bytes.subarray(from, to), { maxOutputLength: Math.max(left, 1) })
      left -= inflated.length
      lists.push(inflated.toString('latin1'))
    } catch {
      return undefined
    }
  }
  return lists
}

/** Undefined beyond the limit. Hostile: a file may consist of nothing else. */
function objectListStarts(plain: string): number[] | undefined {
  const starts: number[] = []
  for (const { index } of plain.matchAll(/\/ObjStm\b/g)) {
    if (starts.length === maxStreams) return undefined
    starts.push(index)
  }
  return starts
}
