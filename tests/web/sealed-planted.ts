import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StaffActor } from '../../src/gate/actor.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { groupsOf, identityBytes, newPaperKey } from '../../src/platform/crypto/paper-key.ts'
import { privateOf, publicOfPrivate } from '../../src/platform/crypto/sealed-box.ts'
import { lastSignedFile, readSignedPosition } from '../../src/register/head.ts'
import type { SealedCase } from '../../src/sealed/case-storage.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import { mebibyte, SlotFolder } from '../../src/sealed/slot-folder.ts'
import { takeAll } from '../casework/decided-case.ts'
import { setUpGroup } from '../compartments/sealed-house.ts'
import { passphrase, type Tested } from './house.ts'
import { sealedTyped } from './sealed-typed.ts'
import type { Visitor } from './visitor.ts'

const served = { who: 'officer', brought: 'paper', sent: 'yes', agency: 'FBI' }

/** Opens what their passphrase opens, and nothing where it opens nothing. */
export async function openAs(visitor: Visitor): Promise<Visitor> {
  await visitor.get('/sealed')
  await visitor.post('/sealed/open', { passphrase })
  return visitor
}

/** The president's side, set up with a key that the walk can type, where seven are cleared and none of them is the president. */
export async function plantPresidents({ house }: Tested): Promise<void> {
  const paper = await newPaperKey()
  sealedTyped.presidentKey = groupsOf(paper.identity).join(' ')
  const people = await house.app
    .selectFrom('account')
    .select('id')
    .where('role', 'in', ['volunteer', 'desk'])
    .orderBy('sign_in')
    .limit(7)
    .execute()
  const publicKey = () => publicOfPrivate(generateKeyPairSync('x25519').privateKey).toString('base64')
  const since = '2026-11-20T15:00:00Z'
  const recovery = publicOfPrivate(privateOf(identityBytes(paper.identity))).toString('base64')
  await house.compartments?.setUp('president', {
    cleared: people.map(({ id }) => ({ account: id, role: 'desk', publicKey: publicKey(), since, by: id })),
    recovery,
  })
}

/**
 * A matter that is worked, of which the Director is bound and counsel not yet; one of which the order ended, and one that is closed,
 * of which both are bound; and something that nobody took in. @returns the references of the three
 */
export async function plantSealed(
  { house, time }: Tested,
  signedIn: (signIn: string) => Promise<Visitor>,
): Promise<{ readonly sealed: string; readonly ended: string; readonly closed: string }> {
  const [clerk, counsel, director] = [
    await signedIn('desk'),
    await signedIn('counsel'),
    await signedIn('director'),
  ]
  await counsel.get('/')
  await setUpGroup(director, 'director')
  const serve = async (fields: Record<string, string>) => {
    await clerk.get('/report')
    await clerk.post('/report', { ...served, ...fields })
  }
  await openAs(director)
  const take = async (): Promise<string> => {
    await director.get('/sealed')
    const taken = await director.post('/sealed/take', {
      ...{ side: 'director', box: '0' },
      came: /name="came" value="([^"]+)"/.exec(director.html)?.[1] ?? '',
    })
    const reference = taken.headers.get('location')?.split('/').at(-1) ?? ''
    await director.get(`/sealed/matter/${reference}`)
    await director.post('/sealed/matter/bound', { reference })
    return reference
  }
  await serve({ secret: 'fisa-order', name: 'Agent Vexillum', wants: 'Loans 2026' })
  const sealed = await take()
  await serve({ secret: 'yes', name: 'Agent Signum', wants: 'Loans 2025' })
  const ended = await take()
  await serve({ secret: 'yes', name: 'Agent Insigne', wants: 'Loans 2024' })
  const closed = await take()
  await openAs(counsel)
  for (const reference of [ended, closed]) {
    await counsel.get(`/sealed/matter/${reference}`)
    await counsel.post('/sealed/matter/bound', { reference })
  }
  await counsel.get('/sealed')
  await counsel.post('/sealed/shut')
  const token = createHash('sha256')
    .update(director.cookies.get('carrel-session') ?? '')
    .digest()
  const unlocked = house.openSessions.of(token, time.now)
  if (unlocked === undefined) throw new Error('nothing opened')
  const actor: StaffActor = { accountId: unlocked.account, role: 'director', place: 'office', unlocked }
  const words = 'Loans 2025'
  await takeAll(house, ended, [
    [actor, { what: 'gag-found', words: 'Signum 2025' }],
    [
      actor,
      {
        ...{ what: 'gag-ended', source: 'court-order', on: '2026-11-24', way: 'mail' },
        ...{ counsel: 'Carl Lund', words },
      },
    ],
  ])
  await unlocked.change(closed, async (it) => {
    const file = it.file as SealedCase
    const event = { what: 'closed' as const, stamp: file.events[0]?.stamp as never }
    return { becomes: { ...it, file: { ...file, events: [...file.events, event] } }, gives: undefined }
  })
  house.openSessions.shut(token)
  await serve({ secret: 'national-security-letter', name: 'Agent Labarum', wants: 'Loans 2026' })
  return { sealed, ended, closed }
}

/** Compartments that whoever sets them up finds as they were made: each set-up is in a folder of its own. */
export class SetUpAnew extends SealedMatters {
  readonly #of: Tested

  constructor(tested: Tested) {
    const { it, house } = tested
    super(partsIn(tested, new SlotFolder(it.home.cellsDir, house.ring, mebibyte)))
    this.#of = tested
  }

  override async setUp(...setUp: Parameters<SealedMatters['setUp']>): ReturnType<SealedMatters['setUp']> {
    const dir = await mkdtemp(join(tmpdir(), 'carrel-cells-'))
    const folder = new SlotFolder(join(dir, 'cells'), new KeyRing(join(dir, 'keys')), mebibyte / 4)
    await folder.ensure()
    const done = await new SealedMatters(partsIn(this.#of, folder)).setUp(...setUp)
    await rm(dir, { recursive: true })
    return done
  }
}

const partsIn = ({ house, it }: Tested, folder: SlotFolder) => ({
  ...{ folder, ring: house.ring, clock: house.clock },
  signed: () => readSignedPosition(lastSignedFile(it.home.keysDir)),
})
