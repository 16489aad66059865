import { randomBytes, randomUUID } from 'node:crypto'
import { sealPatronSecret } from '../../src/gate/patron-row.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { addGuardianReview } from '../../src/patrons/record-store.ts'
import { beginPatronSession, setPatronCodeApp, setPin } from '../../src/patrons/sign-in-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { saveLetterhead } from '../../src/staff/letterhead.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { sealCodeSecret } from '../../src/staff/second-factor.ts'
import { closeSetUp, storeSetUpLink as keepSetUpLink } from '../../src/staff/set-up.ts'
import { staffPinSecret } from '../../src/staff/shift.ts'
import { beginShift, saveStaffPin } from '../../src/staff/shift-store.ts'
import { boardVotes } from '../support/board-vote.ts'
import { beganIn, tellRequests } from '../support/cases.ts'
import { marked } from '../support/marked.ts'
import { plantMonths } from '../support/months.ts'
import { plant } from '../support/planted.ts'
import { propose, proposedFrom } from '../support/proposal.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { type Canary, never } from './canary.ts'
import { Cases } from './cases.ts'
import { type Cast, castPlay } from './cast.ts'
import { type Deed, plantDeed } from './deed.ts'
import * as invented from './invented.ts'
import { plantAll } from './planting.ts'
import { noRequest, plantRequest } from './request.ts'
import { Sealed } from './sealed.ts'
import { secretOf, secretsIn, sha256 } from './secrets.ts'
import { Sight } from './sight.ts'
import { signNow } from './sign-now.ts'

export const origin = 'http://localhost:8080'
export const passphrase = 'Zqorulovaxi Xvemikumizo Vkathupzal'
/** Of every customer who has one. */
export const ownPin = '735192846031'
export const codeSecret = 'ZYXWVUTSRQPONMLKJIHGFEDCBA765432'
/** As the Director saves it again on a visit: a change would show in the letters that others print meanwhile. */
export const letterhead = {
  ...{ address: ['1 Main Street'], phone: '308-555-0100', hours: [] },
  counselPhone: '308-555-0111',
}

/** Who may come, in the words of docs/WHO-SEES-WHAT.md, and what they are. */
export const readers = {
  nobody: null,
  customer: null,
  volunteer: 'volunteer',
  clerk: 'desk',
  Director: 'director',
  'acting Director': 'desk',
  lawyer: 'counsel',
  trustee: 'trustee',
  president: 'trustee',
  'special counsel': 'special-counsel',
} as const satisfies Record<string, StaffRole | null>
export type Reader = keyof typeof readers

/** At which computer, and what the policy calls its place; null where it is not one of the library's. */
export const computers = {
  'not set up': null,
  'public area': 'public-area',
  'front desk': 'front-desk',
  Office: 'office',
  'Crane Room': 'crane-room',
} as const
export type Computer = keyof typeof computers

export type Sitter = { readonly id: string; readonly signIn: string; readonly name: string }

/** A library in which every confidential field holds a canary. */
export type Library = Awaited<ReturnType<typeof startLibrary>>

/** @param options.isNew nobody has a sign-in yet @param options.voted the Board voted for the guardian's own page */
export async function startLibrary({ isNew = false, voted = false } = {}) {
  const tested = await startHouse(origin, { asksSecondStep: true, isNew: true })
  const { house, it } = tested
  const cast = castPlay()
  await plantAll(it.database, house.ring, cast.everybody)
  await plantMonths(it.database.worker)
  await propose(house, it.database, proposedFrom(house.pack))
  await beganIn(tested, '2024')
  await tellRequests(tested)
  await tested.names.build(house.ring, sealedPatronNames(house.app))
  const hashed = await hashPassphrase(passphrase)
  const hashedPin = await hashPassphrase(ownPin)
  const made = isNew ? await newLibrary(tested) : await peopleOf(tested, hashed)
  const request = isNew ? noRequest : await plantRequest(tested, made.keeper)
  const sealed = isNew ? undefined : await Sealed.plant(tested, made)
  const spare = { card: '29990000000001', id: '' }
  spare.id = await plant(it.database, house.ring, { surname: 'Spare', firstName: 'Sam', card: spare.card })
  if (!isNew) await isReviewed(tested, spare.id, made.keeper.id)
  // Why the keeper: visits of the others sign out, which ends a shift.
  if (!isNew) await beginsShifts(tested, made.keeper.id)
  if (voted) await addWards(tested, cast, made.keeper.id)
  const cases = new Cases(tested, spare.id)
  // Before what everybody did, which stands on the first page of the register.
  if (!isNew) await cases.prepare(cast.adult.one.id)
  const deeds = isNew ? [] : await deedsOf(tested, made, cast)
  const canaries = [
    ...(await cases.plantCanaries()),
    ...[...cast.everybody, ...cast.strangers, ...deeds].flatMap((each) => each.canaries),
    ...(voted ? cast.wards.everybody.flatMap((each) => each.canaries) : []),
    ...made.canaries,
    ...request.canaries,
    ...(sealed?.canaries ?? []),
    secretOf('account.passphrase', passphrase, hashed),
    ...secretsIn(it.home.keysDir),
    secretOf('pin.hash', ownPin, hashedPin),
    ...(await ownSignIn(tested, spare.id, hashedPin)),
  ]
  const entry = isNew ? '' : await lookedUp(tested, made.keeper, cast)
  return {
    ...{ tested, house, cast, voted, canaries, hashed, hashedPin, spare, cases, sealed },
    /** The reference of an entry of the register that names a customer. */
    entry,
    /** Something that each of the people here did. */
    deeds,
    sight: new Sight(canaries),
    sitters: made.sitters,
    computers: made.computers,
    keeper: made.keeper,
    /** Whose sign-in the Directors look at. */
    shownPerson: made.sitters.get('lawyer') ?? made.keeper,
    setUpLink: made.setUpLink,
    /** Somebody’s request, with a paper, and whom to tell of it. */
    request,
    pinAddresses: made.pinAddresses,
    close: () => tested.close(),
  }
}

/** Minors and their guardians, once the Board voted for the guardian's own page. */
async function addWards({ house, it }: Tested, { wards }: Cast, accountId: string): Promise<void> {
  await boardVotes(house)
  await plantAll(it.database, house.ring, wards.everybody)
  await house.shields.set({ accountId, role: 'director', place: 'office' }, wards.shielded.one.id)
}

/** Someone who may come back with a PIN at each computer of the library. */
async function beginsShifts({ house, time }: Tested, accountId: string | undefined): Promise<void> {
  if (accountId === undefined) return
  const { app, ring } = house
  const hash = await hashPassphrase(staffPinSecret(ring, accountId, ownPin))
  const computers = await app.selectFrom('workstation').select('id').execute()
  await app.transaction().execute(async (trx) => {
    await saveStaffPin(trx, ring, { accountId, hash, digits: 4 })
    for (const { id } of computers) await beginShift(trx, ring, { computer: id, accountId, now: time.now })
  })
}

/** A card that somebody gave out to a person they knew, and what was done with guardians, which the Director is to review. */
async function isReviewed({ house }: Tested, patronId: string, known_by: string): Promise<void> {
  await inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
    const card = trx.updateTable('card').set({ known_by, known_on: '2026-11-20' })
    await card.where('patron_id', '=', patronId).execute()
    for (const what of ['added', 'not-told'] as const)
      await addGuardianReview(trx, { minor_id: patronId, link: null, what, day: '2026-11-20' })
  })
}

/** Somebody who is signed in at their own pages, with a code app. */
async function ownSignIn({ house }: Tested, id: string, hashedPin: string): Promise<Canary[]> {
  const { app, ring, clock } = house
  const [session, secret] = [newToken(), 'QRSTUVWXYZABCDEFGHIJKLMNOP234567']
  await inContext(app, { actor: 'test', place: 'test' }, async (trx) => {
    await setPin(trx, {
      patronId: id,
      hash: sealPatronSecret(ring, 'pin.hash', id, hashedPin),
    })
    const sealed = sealPatronSecret(ring, 'pin.second_factor', id, secret)
    await setPatronCodeApp(trx, { patronId: id, sealed, step: 1n })
    const card = await trx
      .selectFrom('card')
      .select('id')
      .where('patron_id', '=', id)
      .executeTakeFirstOrThrow()
    const of = { patronId: id, cardId: card.id, tokenHash: tokenHash(session), open: true }
    await beginPatronSession(trx, ring, { ...of, now: clock.now() })
  })
  return [secretOf('pin.second_factor', secret), secretOf('own_session.token_hash', session, sha256(session))]
}

type People = {
  readonly sitters: ReadonlyMap<Reader, Sitter>
  /** The tokens of the library's computers. */
  readonly computers: ReadonlyMap<Computer, string>
  /** Who made all the others. */
  readonly keeper: Sitter
  readonly setUpLink: string
  readonly pinAddresses: readonly [string, string]
  readonly canaries: readonly Canary[]
}

/** The keeper and everybody who may come did something, which the register signs together with what comes after it. */
async function deedsOf(tested: Tested, { keeper, sitters }: People, { adult }: Cast): Promise<Deed[]> {
  const deeds = [await plantDeed(tested, { by: keeper, role: 'director', patron: adult.one.id })]
  for (const [reader, by] of sitters) {
    const role = reader === 'acting Director' ? 'acting-director' : (readers[reader] ?? '')
    deeds.push(await plantDeed(tested, { by, role, patron: adult.one.id }))
  }
  return deeds
}

/** The keeper looks a customer up, and it is signed into the register. */
async function lookedUp(tested: Tested, keeper: Sitter, { adult }: Cast): Promise<string> {
  const { reference } = await tested.house.gate.view({
    actor: { accountId: keeper.id, role: 'director', place: 'office' },
    patron: { id: adult.one.id },
    basis: 'in-hand',
  })
  await signNow(tested)
  return reference
}

const nobody: Sitter = { id: randomUUID(), signIn: 'nobody', name: 'Nobody' }
const mailAddress = () => `${invented.word()}@${invented.word()}.example.org`.toLowerCase()

async function newLibrary({ house }: Tested): Promise<People> {
  const setUpLink = newToken()
  await keepSetUpLink(house.app, house.ring, tokenHash(setUpLink), house.clock.now())
  return {
    ...{ sitters: new Map(), computers: new Map(), keeper: nobody, setUpLink },
    pinAddresses: [mailAddress(), mailAddress()],
    canaries: [secretOf('set_up.link_hash', setUpLink, sha256(setUpLink))],
  }
}

async function peopleOf(tested: Tested, hashed: string): Promise<People> {
  const { house } = tested
  const { app } = house
  const canaries: Canary[] = []
  const sit = async (role: StaffRole, more: { readonly president?: boolean } = {}): Promise<Sitter> => {
    const person = { signIn: invented.word().toLowerCase(), name: `${invented.word()} ${invented.word()}` }
    const { president = false } = more
    const { id } = await app
      .insertInto('account')
      .values(
        marked(house.ring, 'account', {
          ...{ sign_in: person.signIn, name: person.name, role, president, passphrase: hashed },
          ...{ given: false, given_by: null, given_at: null },
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    const of = person.signIn
    canaries.push(
      { of, tells: ['names of the staff'], field: 'account.name', writings: [person.name] },
      { of, tells: ['sign-in names'], field: 'account.sign_in', writings: [person.signIn] },
    )
    return { id, ...person }
  }
  const keeper = await sit('director')
  const sitters = new Map<Reader, Sitter>()
  for (const [reader, role] of Object.entries(readers) as [Reader, StaffRole | null][]) {
    if (role !== null) sitters.set(reader, await sit(role, { president: reader === 'president' }))
  }
  const acting = sitters.get('acting Director') ?? keeper
  await app
    .insertInto('acting_director')
    .values(
      marked(house.ring, 'acting_director', {
        ...{ account_id: acting.id, first_day: '2026-11-01', last_day: '2026-12-24', named_by: null },
      }),
    )
    .execute()
  const keys = await keepersKeys(tested, keeper, hashed)
  const others = await houseOf(tested, keeper)
  return { sitters, keeper, ...others, canaries: [...canaries, ...keys, ...others.canaries] }
}

/** The Director who made the others has one of everything, and is never the one who looks. */
async function keepersKeys({ house }: Tested, keeper: Sitter, _hashed: string): Promise<Canary[]> {
  const { app, ring } = house
  const [salt, wrapped, session] = [randomBytes(16), randomBytes(141), newToken()]
  const passkey = `${invented.word()} ${invented.word()}`
  await app
    .updateTable('account')
    .set({ second_factor: sealCodeSecret(ring, keeper.id, codeSecret) })
    .where('id', '=', keeper.id)
    .execute()
  await app
    .insertInto('account_key')
    .values(
      marked(ring, 'account_key', {
        ...{ account_id: keeper.id, generation: 1, salt, wrapped, made_on: '2026-11-01' },
        ...{ sealing_public: randomBytes(32), signing_public: randomBytes(32), retired_on: null },
      }),
    )
    .execute()
  await app
    .insertInto('passkey')
    .values({
      ...{ credential_id: randomBytes(32), account_id: keeper.id, public_key: randomBytes(64), counter: 0n },
      ...{ transports: ['usb'], host: 'localhost', name: passkey, added_on: '2026-11-01' },
    })
    .execute()
  const pinHash = `$argon2id$${randomBytes(24).toString('base64url')}`
  await app
    .insertInto('staff_pin')
    .values(marked(ring, 'staff_pin', { account_id: keeper.id, hash: pinHash, digits: 4 }))
    .execute()
  await app
    .insertInto('session')
    .values({
      ...{ token_hash: tokenHash(session), account_id: keeper.id, open: true, second_step: true },
      ...{ signed_in_at: house.clock.now(), seen_at: house.clock.now() },
    })
    .execute()
  return [
    secretOf('account.second_factor', codeSecret),
    secretOf('staff_pin.hash', pinHash),
    secretOf('account_key.salt', salt),
    secretOf('account_key.wrapped', wrapped),
    secretOf('session.token_hash', session, sha256(session)),
    { of: keeper.signIn, tells: [never], field: 'passkey.name', writings: [passkey] },
  ]
}

async function houseOf({ house, time, it }: Tested, keeper: Sitter) {
  const { app } = house
  const { worker } = it.database
  const canaries: Canary[] = []
  const own = (tells: string, field: string, ...writings: string[]) =>
    canaries.push({ of: 'the house', tells: [tells], field, writings })
  const tokens = new Map<Computer, string>()
  for (const [computer, place] of Object.entries(computers) as [Computer, string | null][]) {
    if (place === null) continue
    const token = newToken()
    const name = invented.word()
    tokens.set(computer, token)
    await app
      .insertInto('workstation')
      .values(
        marked(house.ring, 'workstation', {
          ...{ token_hash: tokenHash(token), name, place },
          ...{ enrolled_by: keeper.id, enrolled_on: '2026-11-02' },
        }),
      )
      .execute()
    own('names of computers', 'workstation.name', name)
    canaries.push(secretOf('workstation.token_hash', token, sha256(token)))
  }
  const pinAddresses = [mailAddress(), mailAddress()] as const
  const mail = {
    day: '2026-11-23',
    message_id: 'none',
    message: 'none',
    state: 'sent',
    failure: null,
  } as const
  for (const [at, address] of pinAddresses.entries()) {
    await app
      .insertInto('pin_address')
      .values({ place: at + 1, address })
      .execute()
    await worker
      .insertInto('pin_mail')
      .values({ ...mail, place: at + 1, address })
      .execute()
    own('mail addresses', 'pin_address.address', address)
    own('mail addresses', 'pin_mail.address', address)
  }
  const [folder, former] = [invented.word(), invented.word()]
  await worker
    .insertInto('backup_state')
    .values({
      ...{ made_at: time.now, file: `/${folder}/carrel.backup`, key: 'k1', rows: 1n, bytes: 1n },
      folders: [`/${former}`],
    })
    .execute()
  own('where backups are', 'backup_state.file', folder)
  own('where backups were', 'backup_state.folders', former)
  await app.transaction().execute((trx) => saveLetterhead(trx, house.ring, letterhead))
  const setUpLink = newToken()
  await keepSetUpLink(app, house.ring, tokenHash(setUpLink), time.now)
  await closeSetUp(app, '2026-11-03')
  canaries.push(secretOf('set_up.link_hash', setUpLink, sha256(setUpLink)))
  return { computers: tokens, setUpLink, pinAddresses, canaries }
}

export type { Cast }
