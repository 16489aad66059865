import type { Kysely } from 'kysely'
import { logIdentity, type ProgramActor, type StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type Context, inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { newToken, tokenHash } from '../platform/http/cookies.ts'
import type { Pack } from '../policy/index.ts'
import { isSameSetUpToken, setUpToken } from '../staff/index.ts'
import { decidesIn } from './case-access.ts'
import { type CaseStorage, caseEntry } from './case-repository.ts'
import type { CaseService } from './case-service.ts'
import {
  addPaperLink,
  dropPaperLinks,
  givePaperRoomBack,
  markPaperLinkUsed,
  type PaperLinkRow,
  paperLinksAt,
  takePaperRoom,
} from './paper-links-store.ts'

/*
 * A link that the Director gives someone whom they called back, to add the paper to its case. Whoever has it can add a few
 * files, once and soon, and sees nothing: not the case, nor whose it is, nor what is in it.
 */

/** How long a link waits to be followed, and how long the browser that followed it has. */
export const paperLinkHours = 48
const browserHours = 1
/** A long paper, photographed page by page. */
export const maxLinkFiles = 12

type PaperLinkParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
  readonly pack: Pack
  readonly shelves: CaseStorage
  readonly cases: Pick<CaseService, 'papers'>
}

const program: ProgramActor = { role: 'program' }
const byItself: Context = { actor: logIdentity(program).actor, place: logIdentity(program).place }

export class PaperLinks {
  readonly #parts: PaperLinkParts

  constructor(parts: PaperLinkParts) {
    this.#parts = parts
  }

  /** Makes a link for an open case, on record. @returns its token; undefined where they do not decide in it */
  async make(actor: StaffActor, reference: string): Promise<string | undefined> {
    const { shelves, ring, clock, pack } = this.#parts
    const caseId = await shelves.within(actor, reference, async (shelf) => {
      const file = await shelf.find(reference)
      if (file === undefined || shelf.isSealed || !decidesIn(actor, file)) return undefined
      // Why as a step: only who decides makes one, and that the president does tells the Director of a case about them.
      await shelf.record(caseEntry(pack, actor, file, 'case-step', ['paper-link-made']))
      return file.id
    })
    if (caseId === undefined) return undefined
    const link = newToken()
    const until = hoursAfter(clock.now(), paperLinkHours)
    const token = setUpToken(ring, 'paper link', tokenHash(link), until)
    await this.#asProgram(async (trx) => {
      await dropPaperLinks(trx, clock.now())
      await addPaperLink(trx, { case_id: caseId, link: token, until })
    })
    return link
  }

  /** Whether this link can still be followed. */
  async isOpen(link: string): Promise<boolean> {
    return this.#asProgram(async (trx) => (await this.#find(trx, 'link', link)) !== undefined)
  }

  /** Uses a link up for this browser. False where it was followed by another one, or is over. */
  async follow(link: string, browser: string): Promise<boolean> {
    const { ring, clock } = this.#parts
    return this.#asProgram(async (trx) => {
      const row = await this.#find(trx, 'link', link)
      if (row === undefined) return (await this.#find(trx, 'browser', browser)) !== undefined
      const until = hoursAfter(clock.now(), browserHours)
      const token = setUpToken(ring, 'paper browser', tokenHash(browser), until)
      return markPaperLinkUsed(trx, row, { browser: token, until })
    })
  }

  /** Whether this browser followed a link a moment ago, and has room for another file. */
  async mayAdd(browser: string | null): Promise<boolean> {
    if (browser === null) return false
    return this.#asProgram(async (trx) => (await this.#find(trx, 'browser', browser)) !== undefined)
  }

  /** `over`: the link is, or the case takes nothing more. */
  async add(
    browser: string,
    file: { readonly name: string; readonly bytes: Buffer },
  ): Promise<'added' | 'over' | 'empty' | 'too-big' | 'no-paper' | 'too-many'> {
    const { cases } = this.#parts
    // Why before the file is added: many sent at once would all find room.
    const row = await this.#asProgram(async (trx) => {
      const found = await this.#find(trx, 'browser', browser)
      return found !== undefined && (await takePaperRoom(trx, found.id, maxLinkFiles)) ? found : undefined
    })
    if (row === undefined) return 'over'
    const added = await cases.papers.add(program, row.reference, file)
    if (typeof added === 'string' || 'refused' in added)
      await this.#asProgram((trx) => givePaperRoomBack(trx, row.id))
    if (added === 'unknown' || (typeof added !== 'string' && 'refused' in added)) return 'over'
    if (typeof added === 'string') return added
    return 'added'
  }

  async #find(trx: Trx, what: 'link' | 'browser', typed: string): Promise<PaperLinkRow | undefined> {
    const { ring, clock } = this.#parts
    const rows = await paperLinksAt(trx, clock.now(), maxLinkFiles)
    return rows.find((row) =>
      isSameSetUpToken(row[what], setUpToken(ring, `paper ${what}`, tokenHash(typed), row.until)),
    )
  }

  #asProgram<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    return inContext(this.#parts.app, byItself, work)
  }
}

const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000)
