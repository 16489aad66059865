import { randomUUID } from 'node:crypto'
import { collectedCase, counsel, director, president, receivedCase } from '../casework/decided-case.ts'
import { plant } from '../support/planted.ts'
import type { Tested } from '../web/house.ts'
import { type Canary, never } from './canary.ts'
import * as invented from './invented.ts'
import { signNow } from './sign-now.ts'

/** Of no record on file. */
const nobody = randomUUID()

/** Who decides in a case, and so may know of it beside counsel. */
type Decider = 'director' | 'president'

/**
 * Cases. Most are about somebody of whom nothing is looked for; one that no page visits has canaries in its event and its
 * copy. What is collected of somebody is collected once, for all who look at it.
 */
export class Cases {
  readonly #tested: Tested
  readonly #spare: string
  readonly #made = new Map<string, Promise<string>>()

  constructor(tested: Tested, spare: string) {
    this.#tested = tested
    this.#spare = spare
  }

  /** Makes those that the register has to sign before anybody comes. @param neighbor whose record is open in a study */
  async prepare(neighbor: string): Promise<void> {
    for (const decider of ['director', 'president'] as const) {
      await this.beside(decider, neighbor)
      await this.beside(decider, nobody)
      await this.ofSpare(decider, 'checked')
      await this.packed(decider)
    }
    await signNow(this.#tested)
  }

  /** A case in which what was collected is checked too, or is not yet. */
  ofSpare(decider: Decider, is: 'collected' | 'checked'): Promise<string> {
    return this.#once(`${decider} ${is}`, decider, this.#spare, is === 'checked')
  }

  /** A case of which a file waits to be handed over. */
  packed(decider: Decider): Promise<string> {
    const name = `${decider} packed`
    const made = this.#made.get(name) ?? this.#pack(decider)
    this.#made.set(name, made)
    return made
  }

  async #pack(decider: Decider): Promise<string> {
    const services = this.#tested.house
    const actor = decider === 'president' ? president : director
    const scope = { subjects: [this.#spare], records: ['overdue'] } as const
    const reference = await collectedCase(services, scope, {
      ...{ aboutDirector: decider === 'president', checked: true },
    })
    const copy = (await services.cases.look(actor, reference))?.case.production?.copy.id ?? ''
    const [bytes, certificate] = [Buffer.from('encrypted'), Buffer.from('%PDF')]
    const made = { copy, bytes, certificate, files: [], form: 'age' as const }
    const kept = await services.copies.production.keep(actor, reference, made)
    if (kept === 'unknown' || 'refused' in kept) throw new Error('nothing was packed')
    return reference
  }

  /** A case in which what is overdue of a customer was collected. */
  about(decider: Decider, patronId: string): Promise<string> {
    return this.#once(`${decider} ${patronId}`, decider, patronId, false)
  }

  /** The same, to which special counsel was added, who is in no other case. */
  ofSpecialCounsel(patronId: string, account: string): Promise<string> {
    const name = `special counsel ${patronId}`
    const made = this.#made.get(name) ?? this.#addSpecialCounsel(patronId, account)
    this.#made.set(name, made)
    return made
  }

  async #addSpecialCounsel(patronId: string, account: string): Promise<string> {
    const { cases } = this.#tested.house
    const scope = { subjects: [patronId], records: ['overdue', 'overdue.titles'] } as const
    const reference = await collectedCase(this.#tested.house, scope, { aboutDirector: false, checked: false })
    const who = { account, wants: 'add' } as const
    const asked = await cases.take(director, reference, { what: 'special-asked', ...who })
    const agreed = await cases.take(counsel, reference, { what: 'special-agreed', ...who, as: 'counsel' })
    for (const each of [asked, agreed])
      if (each === 'unknown' || 'refused' in each) throw new Error(JSON.stringify(each))
    return reference
  }

  /** A study in which a clerk had this customer's record open beside the one that it is about, and counsel names them. */
  beside(decider: Decider, patronId: string): Promise<string> {
    const name = `${decider} beside ${patronId}`
    const made = this.#made.get(name) ?? this.#study(decider, patronId)
    this.#made.set(name, made)
    return made
  }

  /** The same of a record that no one has. */
  besideStranger(decider: Decider): Promise<string> {
    return this.beside(decider, nobody)
  }

  async #study(decider: Decider, patronId: string): Promise<string> {
    const { house, it } = this.#tested
    // Why no one else’s: the Director looks at the records of others, and studies no views of their own.
    const card = String(27_000_000_000_000 + this.#made.size)
    const of = await plant(it.database, house.ring, { surname: 'Spare', firstName: 'Stu', card })
    const clerk = { accountId: randomUUID(), role: 'desk', place: 'front-desk' } as const
    for (const id of [of, patronId]) await house.gate.view({ actor: clerk, patron: { id }, basis: 'in-hand' })
    const today = house.clock.today()
    const { reference } = await house.cases.receive(clerk, {
      ...{ what: 'received', kind: 'privacy', way: 'own-page', wants: 'views', drill: false },
      ...{ aboutDirector: decider === 'president', views: { from: today, until: today } },
      requester: { kind: 'patron', name: 'Stu Spare', patron: of },
    })
    const agreed = await house.caseStudy.agree(counsel, reference, undefined)
    if (agreed === 'unknown' || 'refused' in agreed) throw new Error(JSON.stringify(agreed))
    return reference
  }

  #once(name: string, decider: Decider, subject: string, checked: boolean): Promise<string> {
    const scope = { subjects: [subject], records: ['overdue', 'overdue.titles'] } as const
    const of = { aboutDirector: decider === 'president', checked }
    const made = this.#made.get(name) ?? collectedCase(this.#tested.house, scope, of)
    this.#made.set(name, made)
    return made
  }

  /** A case with a preserved copy, of which nothing is ever shown. */
  async plantCanaries(): Promise<Canary[]> {
    const { house, it } = this.#tested
    const [requester, street] = [invented.word(), `${invented.word()} Street`]
    const id = await plant(it.database, house.ring, {
      ...{ surname: 'Spare', firstName: 'Sid', card: '29990000000002', address: [street] },
    })
    const reference = await receivedCase(house, { requester })
    const scope = { subjects: [id], records: ['contact'] } as const
    await house.copies.preserve(director, reference, scope, '2027-12-31')
    const text = `${invented.word()} ${invented.word()}`
    await house.cases.draft(director, reference, { decision: 'refusal', text, language: 'en' })
    const canary = (field: string, writing: string): Canary => ({
      ...{ of: 'a case', tells: [never], field, writings: [writing] },
    })
    return [
      canary('case_event.event', requester),
      canary('case_copy.sealed', street),
      canary('case_document.document', text),
    ]
  }
}
