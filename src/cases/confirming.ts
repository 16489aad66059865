import type { Kysely } from 'kysely'
import { asThemselves, logIdentity, type ProgramActor, type StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type Context, type Db, inContext, type Trx } from '../platform/db/context.ts'
import { readIn } from '../platform/db/reads.ts'
import type { Schema } from '../platform/db/schema.ts'
import { newToken, tokenHash } from '../platform/http/cookies.ts'
import { sendMail } from '../platform/mail/send.ts'
import type { MailSettings } from '../platform/mail/settings.ts'
import {
  answerChangedContact,
  type ChangedContact,
  type ContactOwner,
  changedContactsOf,
  confirmContact,
  everyAccountName,
  isOtherPerson,
  isSameSetUpToken,
  type KeptContact,
  keptContacts,
  recordAction,
  setUpToken,
} from '../staff/index.ts'
import type { Case, ConfirmedContact, CounselLetter, RelayedKind, Scope } from './case.ts'
import { isContactOut, mayViewCaseIn } from './case-access.ts'
import type { CaseRepository, CaseStorage } from './case-repository.ts'
import { casesAskingSecond, secondPersonIn } from './case-service.ts'
import type { CaseRow } from './cases-store.ts'
import type { CaseEvent, EventBodyOf } from './event.ts'
import { isContactGood, isSecondPerson } from './guards.ts'
import type { CaseInstruments } from './instruments.ts'
import { caseFromEvents, reportsIn } from './reducer.ts'
import { isUnanswered, lettersToCall, relayedOwner } from './statements.ts'
import type { StepRecorder, StepResult } from './step-recorder.ts'
import type { StepRefusal } from './step-table.ts'
import { elsewhereOf } from './steps/index.ts'
import type { ReportedWord } from './steps/step.ts'
import { wordLinkMail } from './word-link-mail.ts'
import {
  addWordLink,
  dropWordLink,
  dropWordLinksOver,
  type WordLinkRow,
  wordLinksAt,
} from './word-links-store.ts'

/*
 * How a word that someone recorded is confirmed without a sign-in: by a link in the mail. It goes only to a contact that
 * two people stood for a week ago. Or by a letter, about which a second person calls counsel at such a contact. INVARIANT: what
 * leaves here is the reference, the word itself, and of the scope the kinds and how many people; no patron, no paper, nothing
 * that someone wrote, and nothing of a case under a nondisclosure order.
 */

export const wordLinkHours = 72

/** What the page behind a link shows of a word. */
export type WordToConfirm = ReportedWord & {
  readonly reference: string
  readonly place: number
  readonly of: RelayedKind
  /** The account that recorded it, and the instant at which it was said. */
  readonly by: string
  readonly at: string
  /** What the scope was when it was recorded: how many people, on file or not, and which kinds. */
  readonly scope?: { readonly people: number; readonly records: Scope['records'] } | undefined
}

type ConfirmingParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
  readonly mail: MailSettings
  readonly origin: string
  readonly shelves: CaseStorage
  readonly book: StepRecorder
  readonly papers: CaseInstruments
}

const program: ProgramActor = { role: 'program' }
const byItself: Context = { actor: logIdentity(program).actor, place: logIdentity(program).place }

/** `not-sent`: the mail server did not take it, or there is none. */
export type LinkSendResult = 'sent' | 'not-sent' | 'unknown' | StepRefusal

type MadeLink = {
  readonly id: string
  readonly link: string
  readonly until: Date
  readonly mail: string
  readonly to: ConfirmedContact
}

/** `contacts`: none counts yet where it is empty. */
export type LetterCall = {
  readonly place: number
  readonly letter: CounselLetter
  readonly contacts: readonly KeptContact[]
}

export type LetterAsk = LetterCall & { readonly word: WordToConfirm }

/** `said`: whether the letter is theirs and says what they said. */
export type CalledAbout = {
  readonly place: number
  readonly paper: string
  readonly version: string
  readonly said: 'yes' | 'no' | 'not-reached'
}

export class Confirming {
  readonly #parts: ConfirmingParts

  constructor(parts: ConfirmingParts) {
    this.#parts = parts
  }

  /** Contacts of counsel and the president that a person typed, for those who confirm or use them. */
  async contacts(): Promise<readonly KeptContact[]> {
    return this.#contactsIn(this.#parts.app)
  }

  /** Contacts that this account may confirm: another person typed them, and no one confirmed them yet. */
  async contactsToConfirm(actor: StaffActor): Promise<readonly KeptContact[]> {
    if (actor.unconfirmed) return []
    const reads = readIn(this.#parts.app, logIdentity(actor))
    const waiting = (await this.#contactsIn(reads)).filter(({ confirmed }) => confirmed === undefined)
    const may = await Promise.all(waiting.map(({ setBy }) => isOtherPerson(reads, setBy, actor.accountId)))
    return waiting.filter((_one, at) => may[at])
  }

  async #contactsIn(db: Db): Promise<readonly KeptContact[]> {
    const kept = await keptContacts(db, this.#parts.ring)
    return kept.filter(({ whom }) => whom === 'counsel' || whom === 'president')
  }

  /** False where it was changed or confirmed in the meantime, or they may not. */
  async confirmContact(actor: StaffActor, version: string): Promise<boolean> {
    if (actor.unconfirmed) return false
    const { app, ring, clock } = this.#parts
    return recordAction({ app, ring, clock }, actor, async (trx, note) => {
      const by = { ring, account: actor.accountId, at: clock.now() }
      if (!(await confirmContact(trx, version, by))) return false
      await note({ kind: 'case-contact-confirmed' })
      return true
    })
  }

  /** Contacts of their own that someone else changed; nothing at a sign-in that no one confirmed as theirs. */
  async ownChangedContacts(actor: StaffActor): Promise<readonly ChangedContact[]> {
    const owner = contactOwner(actor)
    return owner === undefined ? [] : changedContactsOf(this.#parts, owner)
  }

  /** False where it was answered or changed in the meantime, or it is not theirs. */
  async answerChangedContact(actor: StaffActor, version: string, isRight: boolean): Promise<boolean> {
    const owner = contactOwner(actor)
    if (owner === undefined) return false
    const { app, ring, clock } = this.#parts
    return recordAction({ app, ring, clock }, actor, async (trx, note) => {
      if (!(await answerChangedContact(trx, { ring, at: clock.now(), owner }, { version, isRight })))
        return false
      if (isRight) await note({ kind: 'case-contact-right' })
      else await note({ kind: 'case-contact-wrong' })
      return true
    })
  }

  /** Whom a link about this word may go to now, or a call about a letter. */
  async goodContacts(it: Case, place: number, by: 'mail' | 'phones'): Promise<readonly KeptContact[]> {
    const word = it.relayed[place]
    if (word === undefined || (by === 'mail' && it.gagged) || !isUnanswered(word)) return []
    const now = this.#parts.clock.now().toISOString()
    const names = await this.#namesOfOut(it)
    return (await this.contacts()).filter((one) => {
      const to = asConfirmed(one)
      const isOut = isContactOut(one, it.conflicts, names)
      return one[by] !== '' && to?.whom === relayedOwner(word) && !isOut && isContactGood(to, now)
    })
  }

  /** Names of accounts, in a case in which counsel has a conflict of interest. */
  async #namesOfOut({ conflicts }: Case): Promise<ReadonlyMap<string, string>> {
    return conflicts.length === 0 ? new Map<string, string>() : everyAccountName(this.#parts.app)
  }

  /** Mails a link; the case has it first. */
  async send(actor: StaffActor, reference: string, place: number, version: string): Promise<LinkSendResult> {
    if (this.#parts.mail.state !== 'set-up') return 'not-sent'
    const made = await this.make(actor, reference, place, version)
    if (made === 'unknown' || 'refused' in made) return made
    if (await this.#mailed(made)) return 'sent'
    await this.#asProgram((trx) => dropWordLink(trx, made.id))
    // The case has that it was to go out; it must not go on saying so.
    const { shelves, book } = this.#parts
    const failed = { what: 'link-sent', word: place, to: made.to, failed: true } as const
    await shelves.within(actor, reference, (shelf) => book.takeIn(shelf, actor, reference, failed))
    return 'not-sent'
  }

  /** Only a keyed token of the link is kept. */
  async make(
    actor: StaffActor,
    reference: string,
    place: number,
    version: string,
  ): Promise<MadeLink | 'unknown' | StepRefusal> {
    const { shelves, book, ring, clock } = this.#parts
    const noted = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || shelf.isSealed) return 'unknown'
      const contacts = await this.goodContacts(found.case, place, 'mail')
      const contact = contacts.find((one) => one.version === version)
      const to = contact && asConfirmed(contact)
      if (contact === undefined || to === undefined) return 'unknown'
      const taken = await book.takeIn(shelf, actor, reference, { what: 'link-sent', word: place, to })
      return typeof taken === 'string' || 'refused' in taken
        ? taken
        : { mail: contact.mail, to, caseId: found.file.id }
    })
    if (noted === 'unknown' || 'refused' in noted) return noted
    const link = newToken()
    const until = new Date(clock.now().getTime() + wordLinkHours * 3_600_000)
    const of = { case_id: noted.caseId, place, contact: Buffer.from(version, 'hex') }
    const id = await this.#asProgram(async (trx) => {
      await dropWordLinksOver(trx, clock.now())
      return addWordLink(trx, { ...of, link: linkToken(ring, of, link, until), until })
    })
    return { id, link, until, mail: noted.mail, to: noted.to }
  }

  /** What a link asks; undefined where it was used, is over, the word was answered, or who has it is out of the case. */
  async look(link: string): Promise<WordToConfirm | undefined> {
    const found = await this.#asProgram((trx) => this.#find(trx, link))
    if (found === undefined) return undefined
    const { row, to } = found
    const events = await this.#parts.shelves.within(
      program,
      row.reference,
      async (shelf) => (await opened(shelf, row.reference)).events,
    )
    if (events.length === 0) return undefined
    const it = caseFromEvents(events)
    return isContactOut(to, it.conflicts, await this.#namesOfOut(it))
      ? undefined
      : wordIn(row.reference, events, row.place)
  }

  /** Confirms or denies by a link, once. False where it is over. */
  async answer(link: string, is: boolean): Promise<boolean> {
    const found = await this.#asProgram((trx) => this.#find(trx, link))
    if (found === undefined) return false
    const { row, to } = found
    const what = { what: 'word-answered', word: row.place, is, through: { how: 'link', to } } as const
    const isOpen = (await this.look(link)) !== undefined
    const taken = isOpen ? await this.#take(program, row.reference, what) : 'unknown'
    await this.#asProgram((trx) => dropWordLink(trx, row.id))
    return taken !== 'unknown' && !('refused' in taken)
  }

  /** Adds the scan of a letter from counsel; only the person who decides may. */
  async addLetter(
    actor: StaffActor,
    reference: string,
    file: { readonly name: string; readonly bytes: Buffer },
    says: { readonly word: number; readonly is: boolean },
  ): ReturnType<CaseInstruments['add']> {
    return this.#parts.papers.add(actor, reference, file, (paper) => ({
      what: 'letter-added',
      ...says,
      paper,
    }))
  }

  /** Letters in a case about which they may call counsel, with the contacts that count now. */
  async letterCalls(actor: StaffActor, it: Case, isSealed: boolean): Promise<readonly LetterCall[]> {
    const calls: LetterCall[] = []
    for (const [place, , letter] of lettersToCall(it)) {
      if (!this.#mayCall(actor, it, { place, isSealed })) continue
      calls.push({ place, letter, contacts: await this.goodContacts(it, place, 'phones') })
    }
    return calls
  }

  /** The same for someone who does not see the case: the reference and the word, and nothing that someone wrote. */
  async askingCalls(actor: StaffActor): Promise<readonly LetterAsk[]> {
    if (secondPersonIn(actor) === undefined) return []
    return this.#parts.shelves.within(actor, undefined, async (shelf) => {
      const asks: LetterAsk[] = []
      for (const reference of await casesAskingSecond(shelf)) {
        const { events } = await opened(shelf, reference)
        if (events.length === 0) continue
        for (const call of await this.letterCalls(actor, caseFromEvents(events), false)) {
          const word = wordIn(reference, events, call.place)
          if (word !== undefined) asks.push({ ...call, word })
        }
      }
      return asks
    })
  }

  /** The scan, for someone who may call about it. */
  async letter(actor: StaffActor, reference: string, paper: string) {
    if (secondPersonIn(actor) === undefined) return undefined
    return this.#parts.papers.get(actor, reference, paper, (it, isSealed) =>
      lettersToCall(it).some(
        ([place, , { paper: scan }]) => scan.id === paper && this.#mayCall(actor, it, { place, isSealed }),
      ),
    )
  }

  /** What counsel said on the phone about a letter. @param called.version whom they called, as it was shown */
  async called(actor: StaffActor, reference: string, called: CalledAbout): Promise<StepResult> {
    const { place, paper, version, said } = called
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const { file, events } = await opened(shelf, reference)
      if (file === undefined || events.length === 0) return 'unknown'
      const it = caseFromEvents(events)
      const letter = it.relayed[place]?.letter
      const contacts = await this.goodContacts(it, place, 'phones')
      const contact = contacts.find((one) => one.version === version)
      const to = contact && asConfirmed(contact)
      const may = this.#mayCall(actor, it, { place, isSealed: shelf.isSealed })
      if (letter?.paper.id !== paper || contact === undefined || to === undefined || !may) return 'unknown'
      if (actor.role === 'director' && !mayViewCaseIn(actor, file, events)) return 'unknown'
      const about = { word: place, paper, to, called: contact.phones }
      return book.takeUnopened(shelf, actor, { file, it }, answerOfCall(letter, said, about))
    })
  }

  #mayCall(
    actor: StaffActor,
    it: Case,
    { place, isSealed }: { readonly place: number; readonly isSealed: boolean },
  ): boolean {
    const { stamp } = this.#parts.book.stamped(actor, { what: 'noted', words: '' })
    const [word] = lettersToCall(it).flatMap(([at, one]) => (at === place ? [one] : []))
    if (word?.letter === undefined || word.by === stamp.by) return false
    return isSecondPerson(it, { stamp, isSealed }, word.letter)
  }

  async #take(
    actor: ProgramActor,
    reference: string,
    what: Parameters<StepRecorder['stamped']>[1],
  ): Promise<StepResult> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const { file, events } = await opened(shelf, reference)
      if (file === undefined || shelf.isSealed) return 'unknown'
      return book.takeUnopened(shelf, actor, { file, it: caseFromEvents(events) }, what)
    })
  }

  /** A contact that was changed since makes its links void. */
  async #find(
    trx: Trx,
    link: string,
  ): Promise<{ readonly row: WordLinkRow; readonly to: ConfirmedContact } | undefined> {
    const { ring, clock } = this.#parts
    const rows = await wordLinksAt(trx, clock.now())
    const row = rows.find((one) => isSameSetUpToken(one.link, linkToken(ring, one, link, one.until)))
    if (row === undefined) return undefined
    const contacts = await keptContacts(trx, ring)
    const contact = contacts.find(({ version }) => version === row.contact.toString('hex'))
    const to = contact && asConfirmed(contact)
    return to && { row, to }
  }

  async #mailed({ id, link, until, mail: to }: MadeLink): Promise<boolean> {
    const { mail, origin, clock } = this.#parts
    if (mail.state !== 'set-up') return false
    const { server, from } = mail
    const messageId = `${id}@${from.slice(from.lastIndexOf('@') + 1)}`
    const url = `${origin}/confirm/${link}`
    const message = wordLinkMail({ from, to, messageId, at: clock.now(), until, url })
    return (await sendMail(server, { from, to, message })).outcome !== 'refused'
  }

  #asProgram<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    return inContext(this.#parts.app, byItself, work)
  }
}

/** Counsel who acts as Director keeps their own contact. */
function contactOwner(actor: StaffActor): ContactOwner | undefined {
  const { accountId: account, role, president, unconfirmed } = asThemselves(actor)
  if (unconfirmed) return undefined
  if (president === true) return { account, role: 'president' }
  return role === 'counsel' ? { account, role } : undefined
}

/** A letter that is not theirs denies nothing, where it was to deny. */
function answerOfCall(
  { is }: CounselLetter,
  said: CalledAbout['said'],
  about: Pick<EventBodyOf<'letter-called'>, 'word' | 'paper' | 'to' | 'called'>,
): EventBodyOf<'letter-called' | 'word-answered'> {
  if (said === 'not-reached') return { what: 'letter-called', ...about, result: 'not-reached' }
  if (said === 'no' && !is) return { what: 'letter-called', ...about, result: 'not-theirs' }
  const { word, ...through } = about
  return { what: 'word-answered', word, is: said === 'yes' && is, through: { how: 'letter', ...through } }
}

/** Undefined where no second person confirmed it. */
function asConfirmed({ whom, name, setBy, confirmed, account }: KeptContact): ConfirmedContact | undefined {
  if (confirmed === undefined || (whom !== 'counsel' && whom !== 'president')) return undefined
  const confirmedBy = { confirmedBy: confirmed.by, confirmedAt: confirmed.at.toISOString() }
  return { whom, name, setBy, ...confirmedBy, ...(account !== undefined && { account }) }
}

/** Hostile: a row that SQL wrote, or moved to another case, word or contact, opens to no link. */
const linkToken = (
  ring: KeyRing,
  { case_id, place, contact }: Pick<WordLinkRow, 'case_id' | 'place' | 'contact'>,
  link: string,
  until: Date,
): Buffer =>
  setUpToken(ring, `word link ${case_id} ${place} ${contact.toString('hex')}`, tokenHash(link), until)

async function opened(
  shelf: CaseRepository,
  reference: string,
): Promise<{ readonly file: CaseRow | undefined; readonly events: readonly CaseEvent[] }> {
  const file = await shelf.find(reference)
  return { file, events: file === undefined ? [] : await shelf.events(file) }
}

function wordIn(reference: string, events: readonly CaseEvent[], place: number): WordToConfirm | undefined {
  if (events.length === 0) return undefined
  const it = caseFromEvents(events)
  const word = it.relayed[place]
  const event = reportsIn(events)[place]
  if (it.gagged || word === undefined || event === undefined || !isUnanswered(word)) return undefined
  return { reference, place, of: word.of, by: word.by, at: word.at, ...saidIn(event, events) }
}

/** The word itself. INVARIANT: nothing that someone wrote, which may name a patron. */
function saidIn(event: CaseEvent, events: readonly CaseEvent[]): ReportedWord & Pick<WordToConfirm, 'scope'> {
  const said = elsewhereOf(event.what).relays?.says?.(event) ?? {}
  if (said.opinion === undefined) return said
  // Why as it was then: a scope that became wider since takes the opinion back.
  const { scope } = caseFromEvents(events.slice(0, events.indexOf(event)))
  const people = (scope?.subjects.length ?? 0) + (scope?.absent?.length ?? 0)
  return { ...said, ...(scope && { scope: { people, records: scope.records } }) }
}
