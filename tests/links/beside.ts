import { randomBytes } from 'node:crypto'
import { makeGateServices } from '../../src/app/services.ts'
import { eraseCheckoutHistory, startCheckoutHistory } from '../../src/circulation/checkout-history.ts'
import { CallQueue } from '../../src/contact/call-queue.ts'
import { lettersMailed, lettersToPrint } from '../../src/contact/letters.ts'
import { planNoticesJob } from '../../src/contact/notice-planning.ts'
import { type Sender, sendNoticesJob } from '../../src/contact/notice-sending.ts'
import { messageCallAsk } from '../../src/contact/pages/call-parts.tsx'
import type { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealPatronSecret } from '../../src/gate/patron-row.ts'
import type { Corrections } from '../../src/patrons/corrections.ts'
import { signInWithPin, signOutPatron } from '../../src/patrons/sign-in.ts'
import { setPin } from '../../src/patrons/sign-in-store.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { DailyJob } from '../../src/platform/jobs/daily-job.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import type { SmallLibrary } from './small-library.ts'

/** Who has what they had kept for them: from the morning of a day on, until that of another, if they erase it. */
export type KeptList = { readonly patron: number; readonly from: number; readonly until?: number }

/** What goes on besides loans. */
export type BesidePlan = {
  readonly lists?: readonly KeptList[]
  /** So many of the patrons have a PIN, one of whom signs in every so many days. */
  readonly signIns?: { readonly patrons: number; readonly everyDays: number }
}

/** Whoever calls and prints letters does it in a private room. */
const inOffice = { accountId: '00000000-0000-4000-8000-000000000001', role: 'desk', place: 'office' } as const
const pin = '730164'

/**
 * What a library does besides lending: it turns to people by mail, letter and phone, they sign in at pages of their own, and
 * some have what they had kept. All of it by the program's own code; a mail is taken by nobody.
 */
export class Beside {
  readonly gate: Gate
  readonly corrections: Corrections
  readonly #library: SmallLibrary
  readonly #pack: Pack
  readonly #clock: Clock
  readonly #plan: BesidePlan
  readonly #calls: CallQueue
  #pins: Promise<void> | undefined
  /** How much of it there was, so that a test can say that there was some. */
  readonly did = { mails: 0, letters: 0, calls: 0, signIns: 0 }

  constructor(library: SmallLibrary, pack: Pack, clock: Clock, plan: BesidePlan) {
    const { ring, database } = library
    this.#library = library
    this.#pack = pack
    this.#clock = clock
    this.#plan = plan
    const made = makeGateServices({ app: database.app, ring, pack, names: new NameIndex(), clock })
    this.gate = made.gate
    this.corrections = made.corrections
    this.#calls = new CallQueue({ app: database.app, ring, pack, clock })
  }

  /** The steps of the night by which people are turned to. */
  nightSteps(): readonly [plan: DailyJob, send: DailyJob] {
    const { ring, database } = this.#library
    const { worker } = database
    const sender: Sender = {
      channel: 'e-mail',
      fits: (address) => address.includes('@'),
      fault: async () => undefined,
      send: async () => {
        this.did.mails++
        return { outcome: 'accepted' }
      },
    }
    const unsure = () => {
      throw new Error('a mail was sent twice')
    }
    const parts = { worker, ring, pack: this.#pack }
    const { corrections } = this
    const sending = { ...parts, gate: this.gate, corrections, clock: this.#clock, unsure, senders: [sender] }
    return [planNoticesJob({ ...parts, corrections, closed: ['text'] }), sendNoticesJob(sending)]
  }

  /** A day before anybody lends: lists are begun and erased, letters are printed, people are called, and one signs in. */
  async day(today: number): Promise<void> {
    const { lists = [], signIns } = this.#plan
    for (const { patron, from, until } of lists) {
      const id = this.#library.patrons[patron]?.id ?? ''
      if (from === today) await startCheckoutHistory(this.#office, id)
      if (until === today) await eraseCheckoutHistory(this.#office, id, false)
    }
    await this.#writeLetters()
    await this.#call()
    if (signIns !== undefined && today % signIns.everyDays === 0) {
      await this.#signIn(Math.floor(today / signIns.everyDays) % signIns.patrons)
    }
  }

  /** The list that somebody has on a day, which keeps what comes back then. */
  listOf(patron: number, today: number): KeptList | undefined {
    return this.#plan.lists?.find(
      (list) =>
        list.patron === patron && list.from <= today && today < (list.until ?? Number.POSITIVE_INFINITY),
    )
  }

  get #office() {
    return { app: this.#library.database.app, ring: this.#library.ring, clock: this.#clock, gate: this.gate }
  }

  async #writeLetters(): Promise<void> {
    const { ring, database } = this.#library
    const say = { day: (_: string, day: string) => day, dollars: (_: string, cents: number) => `${cents}` }
    const parts = { app: database.app, ring, gate: this.gate, pack: this.#pack, clock: this.#clock, say }
    const letters = await lettersToPrint(parts, inOffice, (made) => made)
    if (letters.length === 0) return
    await lettersMailed(parts, inOffice)
    this.did.letters += letters.length
  }

  /** Calls whoever is to be called, as a clerk does: whom, at which number, and how it ended. */
  async #call(): Promise<void> {
    const at = { place: inOffice.place, on: this.#clock.today() }
    for (
      let call = await this.#calls.take(inOffice);
      call !== undefined;
      call = await this.#calls.take(inOffice)
    ) {
      const { patronId, about } = call
      const ask = messageCallAsk(at, 'someone-else', about)
      const { told } = await this.gate.contact({
        ...{ actor: inOffice, patronId, ask, envelope: ['identity', 'contact'] },
      })
      const opened = told[0]?.opened
      const isSo = opened?.overdue?.any === true || opened?.holds?.any === true
      const end = this.did.calls % 3 === 0 ? 'message-given' : 'told-customer'
      if (isSo) await this.gate.noteCall({ actor: inOffice, patronId, end })
      await this.#calls.ended(inOffice, { patronId, end: isSo ? end : 'settled', otherNumber: false })
      this.did.calls++
    }
  }

  async #signIn(patron: number): Promise<void> {
    this.#pins ??= this.#givePins()
    await this.#pins
    const { card = '' } = this.#library.patrons[patron] ?? {}
    const tokenHash = randomBytes(32)
    const signedIn = await signInWithPin(this.#office, { card, pin, tokenHash, known: null })
    if (signedIn !== 'in') throw new Error('nobody signed in')
    await signOutPatron(this.#office, tokenHash)
    this.did.signIns++
  }

  async #givePins(): Promise<void> {
    const hashed = await hashPassphrase(pin)
    const { patrons, ring } = this.#library
    await this.#library.act(async (trx) => {
      for (const { id: patronId } of patrons.slice(0, this.#plan.signIns?.patrons)) {
        await setPin(trx, { patronId, hash: sealPatronSecret(ring, 'pin.hash', patronId, hashed) })
      }
    })
  }
}
