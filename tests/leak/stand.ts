import { randomBytes, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { makeGateServices, type Services } from '../../src/app/services.ts'
import { webApp } from '../../src/app/web-app.ts'
import { newRecoveryKey } from '../../src/backup/recovery-key.ts'
import type { DecisionDocument } from '../../src/cases/decision.ts'
import type { CaseEventBody, EventBodyOf } from '../../src/cases/event.ts'
import { placeHold } from '../../src/circulation/checkout-store.ts'
import { CallQueue } from '../../src/contact/call-queue.ts'
import { commandLineActor, type StaffActor } from '../../src/gate/actor.ts'
import { sealPatronSecret } from '../../src/gate/patron-row.ts'
import { setPatronCodeApp, setPin } from '../../src/patrons/sign-in-store.ts'
import { groupsOf } from '../../src/platform/crypto/paper-key.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { csrfToken, newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import type { Route } from '../../src/platform/http/route.ts'
import type { Language } from '../../src/platform/i18n/language.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import type { MatterFile } from '../../src/sealed/session.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { saveLeaveRequest } from '../../src/staff/officer-store.ts'
import { sealCodeSecret } from '../../src/staff/second-factor.ts'
import { courseOf } from '../../src/staff/training.ts'
import {
  addCompletedCourse,
  addCourseAnswer,
  beginCourse,
  courseInProgress,
} from '../../src/staff/training-store.ts'
import { counsel } from '../casework/decided-case.ts'
import { markAccounts, marked } from '../support/marked.ts'
import { plant } from '../support/planted.ts'
import type { Canary } from './canary.ts'
import type { Patron } from './cast.ts'
import {
  type Computer,
  codeSecret,
  computers,
  type Library,
  origin,
  type Reader,
  readers,
  type Sitter,
} from './library.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** One request, as a person's browser makes it. */
export type Sent = {
  readonly path: string
  readonly fields?: Fields | undefined
  /** Beside those of the stand. */
  readonly cookies?: Readonly<Record<string, string>> | undefined
  /** The customer who is signed in, where it is one whose things are looked for. */
  readonly as?: Pick<Patron, 'id' | 'cards'> | undefined
  /** They opened what is sealed to them a moment ago. */
  readonly opened?: true | undefined
  /** The customer whose record they opened a moment ago. */
  readonly openedRecord?: string | undefined
  /** The file whose passphrase a page said to them since: the form has its mark. */
  readonly said?: MatterFile | undefined
}

/** All that came back. */
export type Received = {
  readonly path: string
  readonly status: number
  readonly location: string
  /** The head: every header and cookie. */
  readonly head: string
  readonly body: Buffer
  /** What was typed, and so is nothing new to the one who typed it. */
  readonly typed: string
  /** The session that it was asked for in; it must not come back. */
  readonly session: string
}

let stands = 0

/** Somebody with a card and a PIN, of whom nothing is looked for. */
async function plantCustomer({ tested, house, hashedPin }: Library) {
  const card = randomUUID().slice(0, 13)
  const id = await plant(tested.it.database, house.ring, { surname: 'Spare', firstName: 'Sal', card })
  return inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
    const hash = sealPatronSecret(house.ring, 'pin.hash', id, hashedPin)
    await setPin(trx, { patronId: id, hash })
    const own = await trx
      .selectFrom('card')
      .select('id')
      .where('patron_id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, cardId: own.id, card }
  })
}

/** Somebody at one computer. */
export class Stand {
  readonly library: Library
  readonly reader: Reader
  readonly computer: Computer
  readonly language: Language
  readonly sitter: Sitter | null
  /** What they are by themselves, without being named acting Director. */
  readonly role: StaffRole | null
  now: Date
  readonly house: Services

  constructor(library: Library, reader: Reader, computer: Computer, language: Language = 'en') {
    this.library = library
    this.reader = reader
    this.computer = computer
    this.language = language
    this.sitter = library.sitters.get(reader) ?? null
    this.role = readers[reader]
    const { house, tested } = library
    // A minute for each, so that the sign-ins of one do not use up the tries of another; no more than five, since a
    // session that began more than five minutes from now is swept away with those that are over.
    this.now = new Date(tested.time.now.getTime() + (stands++ % 5) * 60_000)
    const clock = { now: () => this.now, today: house.clock.today }
    // A gate for each, so that the wrong names that are typed at one do not use up the tries of another.
    const { names } = tested
    const ofGate = makeGateServices({
      ...{ app: house.app, ring: house.ring, pack: house.pack, names, clock },
      ...(house.compartments && { sealedMatters: house.compartments }),
    })
    // Calls that are given back at once, so that those of one stand do not keep another from them.
    const { app, ring, pack } = house
    const calls = new CallQueue({ app, ring, pack, clock, takenForMs: -600_000 })
    this.house = { ...house, ...ofGate, calls, clock }
  }

  /** Who makes calls from here, if they may. */
  get caller(): StaffActor | null {
    const { sitter, reader, computer } = this
    const role = reader === 'acting Director' ? 'director' : readers[reader]
    const place = computers[computer]
    if (sitter === null || role === null || place === null) return null
    const actor = { accountId: sitter.id, role, place }
    return this.house.calls.isThere(actor) ? actor : null
  }

  get where(): string {
    return `${this.reader} at ${this.computer}${this.language === 'es' ? ' in Spanish' : ''}`
  }

  #customer: { readonly id: string; readonly cardId: string } | null = null

  /** Somebody of whom nothing is looked for, with a PIN: the customer who visits a page that is no surface. */
  async customer(): Promise<{ readonly id: string; readonly cardId: string }> {
    this.#customer ??= await plantCustomer(this.library)
    return this.#customer
  }

  /** Another one from now on: of the one before a card may be lost, or a PIN be another. */
  nextCustomer(): void {
    this.#customer = null
  }

  /** Their own name and sign-in are no secret to them. */
  isOwn(canary: Canary): boolean {
    return canary.of === this.sitter?.signIn
  }

  app(routes?: readonly Route<Services>[], house = this.house): Hono {
    return webApp(house, routes)
  }

  async get(app: Hono, path: string, more: Omit<Sent, 'path'> = {}): Promise<Received> {
    return this.send(app, 'GET', { path, ...more })
  }

  /** Sends it in a session of its own, whose owner has just proved who they are. */
  async send(
    app: Hono,
    method: string,
    { path, fields: typed = {}, cookies = {}, as, opened, openedRecord, said }: Sent,
  ): Promise<Received> {
    const session = newToken()
    if (this.reader === 'customer') await this.#openOwn(session, as)
    const computer = this.library.computers.get(this.computer)
    if (this.sitter !== null) await this.#sitDown(session, this.sitter)
    if (this.sitter !== null && openedRecord !== undefined) {
      const by = { accountId: this.sitter.id, role: 'desk', place: 'front-desk' } as const
      const inSession = { ...by, session: tokenHash(session).toString('base64url') }
      this.house.gate.keepBasis(inSession, openedRecord, 'in-hand')
    }
    const unlocked = opened && this.sitter ? await this.library.sealed?.open(this.sitter) : undefined
    if (unlocked !== undefined) this.house.openSessions.put(tokenHash(session), unlocked, this.now)
    const mark = said === undefined ? undefined : (unlocked?.files.say(said).mark ?? randomUUID())
    const fields = { ...typed, ...(mark !== undefined && { said: mark }) }
    const jar: Record<string, string> = {
      'carrel-form': session,
      ...(this.sitter !== null && { 'carrel-session': session }),
      ...(this.reader === 'customer' && { 'carrel-own': session }),
      ...(computer !== undefined && { 'carrel-computer': computer }),
      'carrel-language': this.language,
      ...cookies,
    }
    const isOwn = path === '/me' || path.startsWith('/me/')
    const token = cookies[isOwn ? 'carrel-own' : 'carrel-session'] ?? (isOwn ? jar['carrel-form'] : undefined)
    const body = new URLSearchParams({ word: csrfToken(token ?? session) })
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one)
    const response = await app.request(encodeURI(path), {
      method,
      headers: {
        host: new URL(origin).host,
        cookie: Object.entries(jar)
          .map(([name, value]) => `${name}=${value}`)
          .join('; '),
        ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(method === 'POST' && { body: body.toString() }),
    })
    return {
      path,
      status: response.status,
      location: response.headers.get('location') ?? '',
      head: [...response.headers].map((pair) => pair.join(': ')).join('\n'),
      body: Buffer.from(await response.arrayBuffer()),
      typed: [path, ...Object.values(fields).flat(), ...Object.values(cookies)].join('\n'),
      session,
    }
  }

  async #sitDown(session: string, { id }: Sitter): Promise<void> {
    const { now } = this
    await this.house.app.deleteFrom('session').where('account_id', '=', id).execute()
    await this.house.app
      .insertInto('session')
      .values(
        marked(this.house.ring, 'session', {
          ...{
            token_hash: tokenHash(session),
            account_id: id,
            signed_in_at: now,
            seen_at: now,
            proved_at: now,
          },
          ...{
            open: true,
            second_step: true,
            again: false,
            hands_to: null,
            place: computers[this.computer] ?? 'elsewhere',
          },
        }),
      )
      .execute()
  }

  async #openOwn(session: string, as: Sent['as'], open = true): Promise<void> {
    const active = as?.cards.find(({ lost }) => !lost)
    const { id, cardId } = as && active ? { id: as.id, cardId: active.id } : await this.customer()
    const { app, ring } = this.house
    await inContext(app, { actor: 'test', place: 'test' }, async (trx) => {
      const of = { token_hash: tokenHash(session), patron_id: id, card_id: cardId }
      await trx
        .insertInto('own_session')
        .values(marked(ring, 'own_session', { ...of, signed_in_at: this.now, seen_at: this.now, open }))
        .execute()
    })
  }

  /** The cookies of a customer who is signed in at their own pages. */
  async own(): Promise<Record<string, string>> {
    const token = newToken()
    await this.#openOwn(token, undefined)
    return { 'carrel-own': token }
  }

  /** The cookies of a customer whose PIN was right a moment ago, and who has the code of an app left. */
  async halfOwn(): Promise<Record<string, string>> {
    const { app, ring } = this.house
    this.nextCustomer()
    const { id } = await this.customer()
    await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
      setPatronCodeApp(trx, {
        ...{ patronId: id, step: 0n },
        sealed: sealPatronSecret(ring, 'pin.second_factor', id, codeSecret),
      }),
    )
    const token = newToken()
    await this.#openOwn(token, undefined, false)
    return { 'carrel-own': token }
  }

  /** The cookies of a clerk who handed the screen to a customer. */
  async handed(): Promise<Record<string, string>> {
    const { id: account_id } = await this.somebody()
    const { id: hands_to } = await plantCustomer(this.library)
    const token = newToken()
    await this.house.app
      .insertInto('session')
      .values(
        marked(this.house.ring, 'session', {
          ...{ token_hash: tokenHash(token), account_id, signed_in_at: this.now, seen_at: this.now },
          ...{ open: true, second_step: true, again: false, proved_at: null, place: 'front-desk', hands_to },
        }),
      )
      .execute()
    return { 'carrel-session': token }
  }

  /** Somebody new, for what is done to a person; the same passphrase. */
  async somebody(
    more: { role?: StaffRole; given?: boolean; codeApp?: boolean } = {},
  ): Promise<{ id: string; signIn: string }> {
    const { app, ring } = this.house
    const id = randomUUID()
    const { role = 'desk', given = false, codeApp = false } = more
    const added = await app
      .insertInto('account')
      .values(
        marked(ring, 'account', {
          ...{ sign_in: `s${id.slice(0, 12)}`, name: 'Somebody', role, president: false },
          ...{ given, given_by: null, given_at: null, passphrase: this.library.hashed },
        }),
      )
      .returning(['id', 'sign_in as signIn'])
      .executeTakeFirstOrThrow()
    if (!codeApp) return added
    await app
      .updateTable('account')
      .set({ second_factor: sealCodeSecret(ring, added.id, codeSecret) })
      .where('id', '=', added.id)
      .execute()
    return added
  }

  /** The cookie of somebody whose passphrase was right a moment ago, and who has this step left. */
  async half(left: 'second-step' | 'own-passphrase' | 'set-second-step'): Promise<Record<string, string>> {
    const { id } = await this.somebody({
      role: left === 'set-second-step' ? 'counsel' : 'desk',
      given: left === 'own-passphrase',
      codeApp: left === 'second-step',
    })
    const token = newToken()
    await this.house.app
      .insertInto('session')
      .values(
        marked(this.house.ring, 'session', {
          ...{ token_hash: tokenHash(token), account_id: id, signed_in_at: this.now, seen_at: this.now },
          ...{ open: false, second_step: false, again: false, proved_at: null, place: 'elsewhere' },
          hands_to: null,
        }),
      )
      .execute()
    return { 'carrel-step': token }
  }

  /** The barcode of a thing of the house that nobody has. */
  async item(): Promise<string> {
    const { app } = this.house
    const id = randomUUID()
    await app.insertInto('title').values({ id, title: 'A spare thing', author: null }).execute()
    await app.insertInto('item').values({ title_id: id, barcode: id }).execute()
    return id
  }

  /** Its id, and that of its title. */
  async itemId(): Promise<string> {
    return (await this.#spare()).id
  }

  async titleId(): Promise<string> {
    return (await this.#spare()).titleId
  }

  async #spare() {
    const [item] = await this.house.desk.itemsOf([await this.item()])
    if (item === undefined) throw new Error('the thing that was just added is not there')
    return item
  }

  /** The same, lent a moment ago to somebody of whom nothing is looked for, and what undoes that. */
  async lent(): Promise<{ item: string; undo: string }> {
    const item = await this.item()
    const by = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    const lent = await this.house.desk.lend(by, { patronId: this.library.spare.id, barcode: item })
    if (typeof lent === 'string') throw new Error(`the thing could not be lent: ${lent}`)
    return { item, undo: lent.undo }
  }

  /** The barcode of a thing of the house that somebody of whom nothing is looked for waits for. */
  async wanted(): Promise<string> {
    const { app, ring } = this.house
    const barcode = await this.item()
    const [item] = await this.house.desk.itemsOf([barcode])
    const hold = { patronId: this.library.spare.id, titleId: item?.titleId ?? '' }
    await inContext(app, { actor: 'test', place: 'test' }, (trx) => placeHold(trx, ring, hold))
    return barcode
  }

  /** What takes such a copy off the hold shelf again, where it was found a moment ago: the reserve waits for another. */
  async keptOff(): Promise<string> {
    const barcode = await this.wanted()
    const by = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    await this.house.shelf.found(by, barcode)
    const again = await this.house.shelf.found(by, barcode)
    if (typeof again === 'string' || !('off' in again) || again.off === undefined)
      throw new Error(`the copy is not on the shelf: ${JSON.stringify(again)}`)
    return again.off
  }

  /** What a page cancels such a reserve with. */
  async heldBySpare(): Promise<string> {
    await this.wanted()
    const by = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    const look = {
      actor: by,
      patron: { id: this.library.spare.id },
      basis: 'in-hand',
      handles: true,
    } as const
    const { told } = await this.house.gate.view(look)
    return told[0]?.opened.holds?.each?.at(-1)?.handle ?? ''
  }

  #knownCase: string | undefined

  /** They may know of cases, of the president those about the Director. */
  get seesCases(): boolean {
    return ['Director', 'acting Director', 'lawyer', 'president'].includes(this.reader)
  }

  /** The reference of a new case that this person may know of: of the president's, one about the Director. */
  async case(more: Partial<EventBodyOf<'received'>> = {}): Promise<string> {
    // Whoever gets into none of them needs no new one for each try.
    if (!this.seesCases && this.#knownCase !== undefined) return this.#knownCase
    const by = { accountId: this.library.keeper.id, role: 'desk', place: 'office' } as const
    const came = { what: 'received', kind: 'process', way: 'mail', wants: 'Records' } as const
    const { reference } = await this.house.cases.receive(by, {
      ...{ ...came, requester: { kind: 'justice-agency', name: 'A deputy' }, drill: false },
      ...{ aboutDirector: this.reader === 'president', ...more },
    })
    this.#knownCase = reference
    return reference
  }

  /** The same, in which something was decided a moment ago: the register has not signed it yet. */
  async decided(): Promise<string> {
    const reference = await this.case({ kind: 'privacy' })
    if (!this.seesCases) return reference
    const { by } = await this.#inCase(reference)
    const { id, role } = by
    const { cases } = this.house
    await cases.take(counsel, reference, {
      what: 'counsel-advised',
      way: 'here',
      counsel: 'Lou',
      words: 'Do not',
    })
    const wording = { decision: 'not-heed', text: 'I decide not to heed it.', language: 'en' } as const
    await cases.draft(this.#decider(), reference, wording)
    const draft = (await cases.look(this.#decider(), reference))?.draft
    if (draft === undefined) throw new Error('no draft was kept')
    const document: DecisionDocument = {
      ...{
        ...draft,
        on: '2026-11-24',
        library: 'x',
        case: reference,
        by: id,
        role: role === 'trustee' ? 'president' : 'director',
      },
    }
    const signed = { document, signature: 'x', publicKey: 'x', keysHash: 'x' }
    await cases.decide(this.#decider(), signed)
    return reference
  }

  /** The same, in which a better paper was asked for. */
  async cured(): Promise<string> {
    const reference = await this.case()
    if (!this.seesCases) return reference
    const { took } = await this.#inCase(reference)
    await took({ what: 'counsel-advised', way: 'phone', counsel: 'Lou', words: 'No seal' })
    await took({ what: 'paper-read', instrument: 'subpoena', federal: false })
    await took({ what: 'cure-demanded', lacks: ['The seal'] })
    return reference
  }

  /** A case of a subpoena, in which whoever decides made a holding letter. */
  async timeAsked(): Promise<string> {
    const reference = await this.case()
    if (!this.seesCases) return reference
    const { took } = await this.#inCase(reference)
    await took({ what: 'paper-read', instrument: 'subpoena', federal: false })
    await took({ what: 'time-asked', until: '2026-12-08' })
    return reference
  }

  /** Someone else typed whom to call, which waits for a second person. */
  async contactTyped(): Promise<void> {
    const { app, ring, clock } = this.house
    const { contacts } = this.library.request
    const of = (what: string) => contacts[`${what}-counsel-1`] ?? ''
    const typed = {
      whom: 'counsel',
      nth: 1,
      name: of('name'),
      mail: of('mail'),
      phones: of('phones'),
    } as const
    const by = { ring, account: this.library.keeper.id, at: clock.now() }
    await app.transaction().execute(async (trx) => {
      await replaceEmergencyContacts(trx, [], ['counsel'])
      await replaceEmergencyContacts(trx, [typed], ['counsel'], by)
    })
  }

  /**
   * Someone else took their own contact off the list, which asks them if it is right. Why a name of their own: a change of
   * the same contact by another reader of this library would take their place.
   */
  contactChanged(): Promise<void> {
    return this.#changeContact(this.reader === 'president' ? 'president' : 'counsel')
  }

  async #changeContact(whom: 'president' | 'counsel'): Promise<void> {
    const { app, ring, clock } = this.house
    const { contacts } = this.library.request
    const of = (what: string) => contacts[`${what}-counsel-1`] ?? ''
    const name = `${of('name')} ${this.reader}`
    const typed = { whom, nth: 1, name, mail: of('mail'), phones: of('phones') } as const
    const account = whom === 'counsel' && this.sitter !== null ? { account: this.sitter.id } : {}
    const by = { ring, account: this.library.keeper.id, at: clock.now() }
    await app.transaction().execute(async (trx) => {
      await replaceEmergencyContacts(trx, [{ ...typed, ...account }], [whom])
      await replaceEmergencyContacts(trx, whom === 'counsel' ? [typed] : [], [whom], by)
    })
  }

  /** The Director asked the president, who has a number, for a leave. */
  async leaveAsked(): Promise<void> {
    const { sitter } = this
    if (this.reader !== 'Director' || sitter === null) return
    await this.#changeContact('president')
    const leave = { firstDay: '2099-01-01', lastDay: '2099-01-01', askedOn: this.house.clock.today() }
    await this.house.app.transaction().execute((trx) => saveLeaveRequest(trx, sitter.id, leave))
  }

  /** A court order that is due, in which a second person is asked: the president, or a trustee where the president decides. */
  async secondAsked(): Promise<{ readonly case: string; readonly mark: string }> {
    const reference = await this.case({ aboutDirector: false })
    const director = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    await this.house.cases.look(director, reference)
    const took = async (what: CaseEventBody) => {
      const taken = await this.house.cases.take(director, reference, what)
      if (taken === 'unknown' || 'refused' in taken) throw new Error(`${what.what}: ${JSON.stringify(taken)}`)
    }
    const today = this.house.clock.today()
    await took({ what: 'paper-read', instrument: 'court-order', federal: false, returnOn: today })
    await took({ what: 'scope-set', subjects: [], absent: [1], records: ['loans'] })
    const { now } = this
    for (const minutes of [0, 31, 62]) {
      this.now = new Date(now.getTime() + minutes * 60_000)
      await took({ what: 'told', whom: 'counsel', through: 'phone', reached: false, counsel: 'Lou Brief' })
    }
    // Why back: whoever is signed in stays so.
    this.now = now
    await took({ what: 'minimum-asked', counsel: ['Lou Brief'], underSeal: true })
    const president = { accountId: 'x', role: 'trustee', place: 'office', president: true } as const
    const asked = await this.house.cases.askingSecond(president)
    return { case: reference, mark: asked.find((one) => one.reference === reference)?.mark ?? '' }
  }

  /** A letter from counsel about which a second person is asked to call: the reference and the letter, as in its address. */
  async letterAsked(): Promise<string> {
    const reference = await this.case({ aboutDirector: false })
    const director = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    const { cases, confirming } = this.house
    await cases.look(director, reference)
    const said = { way: 'phone', counsel: 'Lou Brief', words: 'It is in order.' } as const
    await cases.take(director, reference, { what: 'counsel-advised', ...said })
    const file = { name: 'letter.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }
    await confirming.addLetter(director, reference, file, { word: 0, is: true })
    const seen = await cases.look(director, reference)
    return `${reference}/${seen?.case.relayed[0]?.letter?.paper.id ?? ''}`
  }

  /** A case in which what counsel said on the phone waits for an answer. */
  async adviceWaits(): Promise<string> {
    const reference = await this.case()
    if (!this.seesCases) return reference
    const { took } = await this.#inCase(reference)
    await took({ what: 'counsel-advised', way: 'phone', counsel: 'Lou', words: 'It is in order' })
    return reference
  }

  /** A case in which counsel objected, and asked to narrow the paper. */
  async objected(): Promise<string> {
    const reference = await this.case()
    if (!this.seesCases) return reference
    const { took } = await this.#inCase(reference)
    await took({ what: 'counsel-advised', way: 'phone', counsel: 'Lou', words: 'Too wide' })
    await took({ what: 'paper-read', instrument: 'subpoena', federal: false })
    const counsel = { accountId: this.library.keeper.id, role: 'counsel', place: 'office' } as const
    const objection = { what: 'objected', words: 'Too wide', narrow: ['One day'] } as const
    await this.house.cases.take(counsel, reference, objection)
    return reference
  }

  /** A case, not about the Director, in which the Director recorded that the Board was consulted. */
  async boardWord(): Promise<string> {
    const reference = await this.case({ aboutDirector: false })
    const director = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    await this.house.cases.look(director, reference)
    const asked = { what: 'board-consulted', motion: '26-1', session: '2026-1', on: '2026-11-24' } as const
    await this.house.cases.take(director, reference, asked)
    return reference
  }

  /** Whoever decides in a case that this person may know of. */
  #decider(): StaffActor {
    const isPresidents = this.reader === 'president'
    const accountId = isPresidents ? (this.sitter?.id ?? '') : this.library.keeper.id
    return {
      accountId,
      role: isPresidents ? 'trustee' : 'director',
      place: 'office',
      president: isPresidents,
    }
  }

  async #inCase(reference: string) {
    const by = this.#decider()
    const { cases } = this.house
    const took = async (what: CaseEventBody) => {
      const taken = await cases.take(by, reference, what)
      if (taken === 'unknown' || 'refused' in taken) throw new Error(`${what.what}: ${JSON.stringify(taken)}`)
    }
    await took({ what: 'told', whom: 'director', through: 'phone', reached: true })
    return { by: { id: by.accountId, role: by.role }, took }
  }

  /** What undoes that it was taken back. */
  async takenBack(): Promise<string> {
    const { item } = await this.lent()
    const by = { accountId: this.library.keeper.id, role: 'director', place: 'office' } as const
    const back = await this.house.desk.takeBack(by, item)
    if (typeof back === 'string') throw new Error(`the thing could not be taken back: ${back}`)
    return back.undo
  }

  /** Another computer at the same place, to be taken away or set up anew. */
  async newComputer(): Promise<{ id: string; token: string }> {
    const token = newToken()
    const { id } = await this.house.app
      .insertInto('workstation')
      .values(
        marked(this.house.ring, 'workstation', {
          ...{ token_hash: tokenHash(token), name: 'spare', place: computers[this.computer] ?? 'office' },
          ...{ enrolled_by: this.library.keeper.id, enrolled_on: '2026-11-24' },
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, token }
  }

  /** A course that they have just begun; `answered`: all of its questions, and some of them wrong. */
  async course({ answered = false } = {}): Promise<string> {
    const { sitter, house } = this
    const role = this.reader === 'acting Director' ? 'director' : this.role
    if (sitter === null || role === null) return randomUUID()
    await beginCourse(house.app, { accountId: sitter.id, role, on: '2026-11-24', pack: house.pack.hash })
    const begun = await courseInProgress(house.app, sitter.id)
    if (begun === undefined) throw new Error('no course was begun')
    const { questions } = courseOf(house.pack, { role, seed: begun.id })
    for (let number = 1; answered && number <= questions.length; number++) {
      const noted = { accountId: sitter.id, course: begun.id, number, isRight: number > 2 }
      await addCourseAnswer(house.app, noted)
    }
    return begun.id
  }

  /** Gives them an app for codes, and a passkey beside it, so that one of the two may go. */
  async twoSecondSteps(): Promise<void> {
    if (this.sitter === null) return
    const { app, ring } = this.house
    const { id } = this.sitter
    await app
      .updateTable('account')
      .set({ second_factor: sealCodeSecret(ring, id, codeSecret) })
      .where('id', '=', id)
      .execute()
    const passkey = { credential_id: randomBytes(32), public_key: randomBytes(64), counter: 0n }
    const named = { transports: ['usb'], host: 'localhost', name: 'spare', added_on: '2026-11-01' }
    await app
      .insertInto('passkey')
      .values({ account_id: id, ...passkey, ...named })
      .execute()
  }

  /** The number of a certificate: the Directors look at somebody else's, everybody else at their own. */
  async certificate(): Promise<string> {
    const isDirectors = this.reader === 'Director' || this.reader === 'acting Director'
    const { shownPerson } = this.library
    return this.certificateOf(isDirectors ? shownPerson : (this.sitter ?? shownPerson))
  }

  /** The number of a new certificate of this person. */
  certificateOf({ id }: Sitter): Promise<string> {
    // Any entry that is signed will do: the certificate names its place in the register.
    const { entry } = this.library
    const done = { doneOn: '2026-11-20', score: 1, questions: 1, pack: '0'.repeat(64), entry }
    return addCompletedCourse(this.house.app, { accountId: id, role: 'desk', ...done })
  }

  /** Of a recovery sheet that was just made and waits to be confirmed. */
  async newSheetsLastGroup(): Promise<string> {
    const { identity } = await newRecoveryKey(this.house, commandLineActor)
    return groupsOf(identity).at(-1) ?? ''
  }

  /** Takes away what was kept under names that are a customer's: whoever typed them made them public themselves. */
  async sweep(names: readonly string[]): Promise<void> {
    const { app } = this.house
    if (this.sitter === null) return
    await app.deleteFrom('workstation').where('enrolled_by', '=', this.sitter.id).execute()
    const lower = names.map((name) => name.toLowerCase())
    await app
      .updateTable('account')
      .set({ passphrase: '' })
      .where((where) => where.or([where('name', 'in', names), where('sign_in', 'in', lower)]))
      .execute()
    await app
      .updateTable('title')
      .set({ title: 'A spare thing', author: null })
      .where((where) => where.or([where('title', 'in', names), where('author', 'in', names)]))
      .execute()
    await app
      .updateTable('item')
      .set({ barcode: null, collection: null, call_number: null })
      .where((where) =>
        where.or((['barcode', 'collection', 'call_number'] as const).map((each) => where(each, 'in', names))),
      )
      .execute()
  }

  /** Puts right what a visit may have changed of the one who made it. */
  async restore(): Promise<void> {
    if (this.sitter === null) return
    const own = this.house.app
      .updateTable('account')
      .set({
        passphrase: this.library.hashed,
        failures: 0,
        locked_until: null,
        codes_failed: 0,
        given: false,
        second_factor: null,
      })
      .where('id', '=', this.sitter.id)
    // Why not every account: others sit at their own stands meanwhile, and change theirs.
    await markAccounts(this.house.app, this.house.ring, await own.returningAll().execute())
    await this.house.app
      .updateTable('account_key')
      .set({ retired_on: '2026-11-24', salt: null, wrapped: null })
      .where('account_id', '=', this.sitter.id)
      .execute()
    await this.house.app.deleteFrom('passkey').where('account_id', '=', this.sitter.id).execute()
  }
}
