import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { Cards } from '../../src/patrons/cards.ts'
import { beginPatronSession, livePatronSession, ownScreenContext } from '../../src/patrons/sign-in-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'
import { vaultContents } from './vault-contents.ts'

const scratch: string[] = []
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true })
})

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const clock = { now: () => new Date('2026-11-24T15:00:00Z'), today: () => '2026-11-24' }
const ann = '1,c111,Ames,Ann,0'

/** A night's import of these patrons. */
async function tonight(library: TestDatabase, ...rows: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  scratch.push(folder)
  const text = ['borrowernumber,cardnumber,surname,firstname,lost', ...rows, ''].join('\n')
  writeFileSync(join(folder, 'borrowers.csv'), text)
  const report = await importFolder(library, folder)
  const { 'card-lost-here': stillActive = 0 } = report.files['borrowers.csv']?.noticed ?? {}
  return { did: counts(report)['borrowers.csv'], stillActive }
}

/** Whose cards are how, by name. */
async function cardsIn({ database, home }: TestDatabase) {
  const { patrons } = await vaultContents(database, new KeyRing(home.keysDir))
  return Object.fromEntries(
    patrons.map(({ name, cards }) => [name, Object.fromEntries([...cards].sort() as [string, string][])]),
  )
}

const atTheCounter = ({ database, home }: TestDatabase) =>
  new Cards({
    app: database.app,
    ring: new KeyRing(home.keysDir),
    pack: jensen,
    clock,
    gate: { countCard: async () => {} },
    news: { tell: async () => {} },
  })
const idOf = ({ database }: TestDatabase) =>
  inContext(database.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('card').select(['id as cardId', 'patron_id as patronId']).executeTakeFirstOrThrow(),
  )

describe('a card that was reported lost at the front desk', () => {
  test('stays lost though the export still says that it is active, and each report says so', async () => {
    await withDatabase(async (library) => {
      await tonight(library, ann)
      await atTheCounter(library).reportNumber(clerk, 'c111')
      expect(await tonight(library, ann)).toEqual({ did: { unchanged: 1 }, stillActive: 1 })
      const married = ann.replace('Ames', 'Bolt')
      expect(await tonight(library, married)).toEqual({ did: { updated: 1 }, stillActive: 1 })
      expect(await cardsIn(library)).toEqual({ 'Bolt, Ann': { c111: 'lost' } })
      const told = married.replace(/0$/, '1')
      expect(await tonight(library, told)).toEqual({ did: { updated: 1 }, stillActive: 0 })
    })
  })

  test('stays on file when the export has a new number, and goes to no one else', async () => {
    await withDatabase(async (library) => {
      await tonight(library, ann)
      await atTheCounter(library).reportNumber(clerk, 'c111')
      const { did } = await tonight(library, ann.replace('c111', 'c222'), '2,C-111,Cole,Eve,0')
      expect(did).toEqual({ updated: 1, rejected: 1 })
      expect(await cardsIn(library)).toEqual({ 'Ames, Ann': { c111: 'lost', c222: 'active' } })
    })
  })

  test('is the export’s to speak of again once it was found', async () => {
    await withDatabase(async (library) => {
      await tonight(library, ann)
      const cards = atTheCounter(library)
      await cards.reportNumber(clerk, 'c111')
      await cards.found(clerk, { ...(await idOf(library)), number: 'c111' })
      expect(await tonight(library, ann)).toEqual({ did: { unchanged: 1 }, stillActive: 0 })
      await tonight(library, ann.replace('c111', 'c222'))
      expect(await cardsIn(library)).toEqual({ 'Ames, Ann': { c222: 'active' } })
    })
  })
})

test('a person who is signed in with a card keeps nothing of theirs from coming in, and stays signed in', async () => {
  await withDatabase(async (library) => {
    const ring = new KeyRing(library.home.keysDir)
    const { app } = library.database
    await tonight(library, ann)
    const { patronId, cardId } = await idOf(library)
    const tokenHash = Buffer.alloc(32, 7)
    const session = { patronId, cardId, tokenHash, open: true }
    await inContext(app, ownScreenContext, (trx) =>
      beginPatronSession(trx, ring, { ...session, now: clock.now() }),
    )
    const married = ann.replace('Ames', 'Bolt')
    expect(await tonight(library, married)).toEqual({ did: { updated: 1 }, stillActive: 0 })
    expect(await cardsIn(library)).toEqual({ 'Bolt, Ann': { c111: 'active' } })
    expect(await livePatronSession(app, ring, tokenHash, clock.now())).toMatchObject(session)
    // Another card by now: the old one is gone, and with it the session.
    expect(await tonight(library, married.replace('c111', 'c222'))).toMatchObject({ did: { updated: 1 } })
    expect(await livePatronSession(app, ring, tokenHash, clock.now())).toBeNull()
  })
})

test('a card that was given out at the front desk stays, and is the export’s once it has it', async () => {
  await withDatabase(async (library) => {
    await tonight(library, ann)
    const cards = atTheCounter(library)
    await cards.reportNumber(clerk, 'c111')
    const { patronId } = await idOf(library)
    expect(await cards.give(clerk, { patronId, number: 'n222', checked: 'photo-id' })).toBe('given')
    await tonight(library, ann.replace('Ames', 'Bolt'))
    expect(await cardsIn(library)).toEqual({ 'Bolt, Ann': { N222: 'active', c111: 'lost' } })
    await tonight(library, '1,n222,Bolt,Ann,1')
    expect(await cardsIn(library)).toEqual({ 'Bolt, Ann': { n222: 'lost', c111: 'lost' } })
  })
})
