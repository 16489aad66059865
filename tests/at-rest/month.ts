import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import {
  addCharge,
  checkInItem,
  checkOutItem,
  placeHold,
  settleCharge,
} from '../../src/circulation/checkout-store.ts'
import { countReturnsStep } from '../../src/circulation/monthly-statistics.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { readAsk } from '../../src/policy/ask.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { command } from '../crash/program.ts'
import { asOwner } from '../links/as-owner.ts'
import { changeLoan } from '../support/links.ts'
import type { Tested } from '../web/house.ts'
import { inTheClear, sealed } from './canaries.ts'
import { writeCanaries } from './canary-exports.ts'
import { addTypist, type } from './typing.ts'

const days = 30
/** On the morning of which the second export comes. */
const changedOn = 12
const dayMs = 86_400_000

/**
 * Works the library for a month, the last day of which was yesterday.
 * @param folder for the exports
 * @returns what the commands said meanwhile
 */
export async function workMonth(tested: Tested, folder: string): Promise<string> {
  const { house, it, time } = tested
  const { database, home } = it
  const said: string[] = []
  const first = Date.now() - days * dayMs
  await addTypist(tested)
  for (let day = 0; day < days; day++) {
    time.now = new Date(first + day * dayMs)
    time.today = time.now.toISOString().slice(0, 10)
    await night(tested)
    if (day === 0 || day === changedOn) {
      const exported = writeCanaries(`${folder}/${day}`, day === changedOn)
      const importing = command(home, {}, 'import', 'koha', exported, '--lends-elsewhere')
      if ((await importing.ended) !== 0) throw new Error(importing.err())
      said.push(importing.out(), importing.err())
      await tested.names.build(house.ring, sealedPatronNames(house.app))
      await type(tested, { atLast: day === changedOn })
    }
    await workDay(tested, day, day < changedOn ? 0 : 1)
    const signer = await currentSigner(database.worker, house.ring)
    await sequenceEntries(database.worker, {
      signer,
      lastSigned: lastSignedFile(home.keysDir),
      now: time.now,
    })
    if (day % 10 === 9) {
      // Samples of each column's values are kept in the catalogue; after a checkpoint whole pages go to the log.
      await asOwner(it, (owner) => owner.query('analyze'))
      await asOwner(it, (superuser) => superuser.query('checkpoint'), 'superuser')
    }
  }
  house.log.error({ planted: inTheClear['a line in the log of the program'] })
  return said.join('\n')
}

async function night({ house, it }: Tested): Promise<void> {
  const parts = { worker: it.database.worker, ring: house.ring, unreadable: () => undefined }
  await runDailyJobs(
    it.database,
    [countReturnsStep(parts), resealLinksStep(parts)],
    house.clock.today(),
    (step, error) => {
      throw new Error(`the night's ${step} failed`, { cause: error })
    },
  )
}

async function workDay({ house, child }: Tested, day: number, changed: 0 | 1): Promise<void> {
  const { gate, ring, app, clock } = house
  const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
  const on = clock.today()
  const seen = await gate.view({ actor: clerk, patron: { card: sealed['card.barcode']?.[changed] ?? '' } })
  const patronId = seen.told[0]?.patronId
  const listed = await gate.search({
    actor: clerk,
    name: sealed['patron.name']?.[changed === 0 ? 0 : 3] ?? '',
  })
  if (patronId === undefined || listed.listed.length === 0)
    throw new Error('the person of the canaries is not here')
  const asked = {
    recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['card', 'guardian-on-file'] },
    ...{ records: ['overdue', 'charges'], place: 'front-desk' },
  }
  const ask = readAsk(asked, on, { privateRooms: [] })
  await gate.answer({ actor: clerk, ask, about: { id: child }, guardian: 'Una Canary' })

  const act = <T>(work: Parameters<typeof inContext<T>>[2]) =>
    inContext(app, { actor: clerk.accountId, place: clerk.place }, work)
  const item = await app
    .selectFrom('item')
    .select(['id', 'title_id'])
    .where('source_id', '=', String(1 + (day % 6)))
    .executeTakeFirstOrThrow()
  const { id: itemId, title_id: titleId } = item
  await act((trx) => placeHold(trx, ring, { patronId, titleId }))
  await act((trx) => checkOutItem(trx, ring, { patronId, itemId, dueOn: '2031-06-06', on }))
  await act((trx) => changeLoan(trx, ring, { itemId, dueOn: '2031-07-07' }))
  await act((trx) => checkInItem(trx, ring, { itemId, on, charge: { kind: 'overdue', amountCents: 130 } }))
  const charged = { patron: patronId, item: itemId, kind: 'damaged', amountCents: 777 } as const
  const { id: chargeId } = await act((trx) => addCharge(trx, ring, charged))
  await act((trx) => settleCharge(trx, ring, { chargeId, cents: charged.amountCents, on }))
}
