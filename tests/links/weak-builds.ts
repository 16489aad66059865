import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { linkPage, updateLinks } from '../../src/circulation/link-store.ts'
import { openUncounted } from '../../src/circulation/sealed-links.ts'
import { monthOf, partOfMonth } from '../../src/circulation/statistics.ts'
import { publishMonth, removeUncounted, uncountedRows } from '../../src/circulation/statistics-store.ts'
import { noticeOf } from '../../src/contact/notice-sealing.ts'
import { noticePage } from '../../src/contact/notice-store.ts'

import { openLink, sealLink } from '../../src/gate/sealed-link.ts'
import { closeBox, sealField, token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { nightToSeal } from '../../src/platform/crypto/link-nights.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import { type DailyJob, dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { recordEntry } from '../../src/register/record.ts'
import { openingKeys } from '../support/opening.ts'
import { realSteps, type Weakness } from './month.ts'
import { dayAfter, type SmallLibrary } from './small-library.ts'

/** A build in which one piece of the design is missing. */
export type WeakBuild = {
  readonly missing: string
  readonly ring?: (folder: string) => KeyRing
  readonly weakness?: Weakness
  readonly prepare?: readonly string[]
  /**
   * Also missing: that a link has another id every night. These pieces stand behind that one, which alone keeps what
   * happened on one day from being joined with what happens on another.
   */
  readonly keepsIds?: boolean
  /** `one-reader`: one person alone brings things back. `beside`: one waits for a title, and one has a list that they erase. */
  readonly life?: 'one-reader' | 'beside'
}

/** Destroys no link key. */
class KeepingRing extends KeyRing {
  override destroyLinkKeysBefore(): string[] {
    return []
  }
}

/** Goes on having the key of a list that was erased. */
class RememberingRing extends KeyRing {
  constructor(folder: string) {
    super(folder)
    this.history.destroy = () => undefined
  }
}

/** Gives every link key into a backup. */
class TellingRing extends KeyRing {
  override forBackup() {
    const links = this.linkNights().map((night) => ({ name: `links/${night}`, bytes: this.linkKeyAt(night) }))
    return [...super.forBackup(), ...links]
  }
}

const unreadable = () => undefined
const reseal = ({ database: { worker }, ring }: SmallLibrary) => resealLinksStep({ worker, ring, unreadable })

function step(
  name: string,
  { database }: SmallLibrary,
  work: (trx: Parameters<Parameters<typeof inContext>[2]>[0], day: string) => Promise<unknown>,
): DailyJob {
  return {
    name,
    async run(day) {
      await inContext(database.worker, dailyJobContext, (trx) => work(trx, day))
    },
  }
}

/** Seals links anew where they stand, so that the real night finds nothing to do. */
const resealInPlace = (library: SmallLibrary) =>
  step('reseal-in-place', library, async (trx, day) => {
    const { ring } = library
    ring.makeLinkKey(nightToSeal(day, openingKeys(ring).newest.night))
    const keys = openingKeys(ring)
    for (const table of ['loan', 'hold', 'charge'] as const) {
      const rows = await linkPage(trx, table, beforeAllIds, 10_000)
      const anew = rows.map((row) => sealLink(keys, table, openLink(keys, table, row), row.id))
      await updateLinks(trx, table, anew)
    }
  })

/** Seals what waits to be counted anew each night, row by row, as if it were a link. */
const resealWaiting = (library: SmallLibrary) =>
  step('reseal-waiting', library, async (trx) => {
    const keys = openingKeys(library.ring)
    for (const row of await uncountedRows(trx)) {
      const sealed = closeBox(keys.newest, { what: 'return', row: row.id }, openUncounted(keys, row), 128)
      await sql`update tally_waiting set night = ${keys.newest.night}, sealed = ${sealed} where id = ${row.id}::uuid`.execute(
        trx,
      )
    }
  })

/** Counts what came back in a part of the month, however few brought it. */
const countFew = (library: SmallLibrary) =>
  step('count-few', library, async (trx, day) => {
    const keys = openingKeys(library.ring)
    const due = (await uncountedRows(trx))
      .flatMap((row) => {
        const back = openUncounted(keys, row)
        return 'item' in back ? [{ id: row.id, ...back }] : []
      })
      .filter(({ on }) => partOfMonth(on) < partOfMonth(day))
    if (due.length === 0) return
    const items = Object.fromEntries(due.map(({ item }) => [item, 1]))
    await publishMonth(trx, monthOf(day), { returns: due.length, untold: 0, items, bands: {} })
    await removeUncounted(
      trx,
      due.map(({ id }) => id),
    )
  })

/** Says in the clear what a notice is about. */
const nameTitle = (library: SmallLibrary) =>
  step('name-title', library, async (trx) => {
    const keys = openingKeys(library.ring)
    const waiting = (await linkPage(trx, 'hold', beforeAllIds, 100)).map((row) => openLink(keys, 'hold', row))
    for (const row of await noticePage(trx, { after: beforeAllIds, limit: 100 })) {
      const { title } = waiting.find(({ patron }) => patron === noticeOf(keys, row).patron) ?? {}
      await sql`update notice set about = ${title ?? null}::uuid where id = ${row.id}::uuid`.execute(trx)
    }
  })

/** Adds to the counter of an item and month, as soon as it comes back. */
const counted: NonNullable<Weakness['returning']> = async (trx, _library, { other }) => {
  await sql`insert into tally_month (month, returns, untold) values ('2026-11', 1, 0)
    on conflict (month) do update set returns = tally_month.returns + 1`.execute(trx)
  await sql`insert into tally_item (month, item_id, returns) values ('2026-11', ${other}::uuid, 1)
    on conflict (month, item_id) do update set returns = tally_item.returns + 1`.execute(trx)
}

const markLost: NonNullable<Weakness['losing']> = (trx, _library, { other }) =>
  sql`update item set state = 'lost' where id = ${other}::uuid`.execute(trx)

export const withIdsKept = (weakness: Weakness = {}): Weakness => ({
  ...weakness,
  steps: (library) => [resealInPlace(library), ...(weakness.steps?.(library) ?? realSteps(library))],
})

const toApp = (grants: string) => `grant ${grants} to carrel_app`

export const weakBuilds: readonly WeakBuild[] = [
  { missing: 'link keys are not destroyed', ring: (folder) => new KeepingRing(folder) },
  {
    missing: 'a token of the item hangs from the root key',
    weakness: {
      lending: (trx, { ring }, { other, loanId }) =>
        sql`update loan set source_index = ${token(ring, 'loan.item', other)} where id = ${loanId}::uuid`.execute(
          trx,
        ),
    },
  },
  {
    missing: 'links are sealed under the key of a column, and the cut empties the field',
    weakness: {
      steps: () => [],
      cutting: (trx, _library, { loanId }) =>
        sql`update loan set link = decode(repeat('00', 221), 'hex') where id = ${loanId}::uuid`.execute(trx),
    },
  },
  {
    missing: 'the counter is written in the transaction of the return',
    keepsIds: true,
    prepare: [toApp('insert, update on tally_month, tally_item')],
    weakness: { returning: counted },
  },
  {
    missing: 'a backup holds every link key that there is',
    ring: (folder) => new TellingRing(folder),
  },
  {
    missing: 'an item is marked as lost in the transaction that gives it up',
    keepsIds: true,
    weakness: { losing: markLost },
  },
  {
    missing: 'an item is marked as lost right after it was given up',
    keepsIds: true,
    weakness: { lost: markLost },
  },
  {
    missing: 'a register entry names both',
    weakness: {
      returning: (trx, { ring }, { patron, other }) => {
        const entry = { kind: 'return', actor: 'clerk-1', subjects: [patron], case: other }
        return recordEntry(trx, { ring, now: new Date(`${dayAfter(1)}T16:00:00Z`) }, entry)
      },
    },
  },
  {
    missing: 'what waits to be counted is sealed anew each night',
    keepsIds: true,
    prepare: ['grant update on tally_waiting to carrel_worker'],
    weakness: { steps: (library) => [reseal(library), resealWaiting(library)] },
  },
  {
    missing: 'what few people brought back is counted',
    keepsIds: true,
    weakness: { steps: (library) => [countFew(library), reseal(library)] },
    life: 'one-reader',
  },
  {
    missing: 'the row of the item is locked while it is lent',
    weakness: {
      lending: (trx, _library, { other }) =>
        sql`select from item where id = ${other}::uuid for update`.execute(trx),
    },
  },
  {
    missing: 'what is owed for a lost item stands in the clear',
    keepsIds: true,
    prepare: ['alter table charge add column if not exists amount_cents integer'],
    weakness: {
      losing: async (trx, { ring }) => {
        const [charge] = await linkPage(trx, 'charge', beforeAllIds, 1)
        if (charge === undefined) throw new Error('nothing is owed')
        const { amountCents } = openLink(openingKeys(ring), 'charge', charge)
        return sql`update charge set amount_cents = ${amountCents} where id = ${charge.id}::uuid`.execute(trx)
      },
    },
  },
  {
    missing: 'the day on which a loan is due stands in the clear',
    prepare: ['alter table loan add column if not exists due_on date'],
    weakness: {
      lending: (trx, library, { other, loanId }) => {
        const dueOn = dayAfter(other === library.items[0]?.id ? 3 : 21)
        return sql`update loan set due_on = ${dueOn}::date where id = ${loanId}::uuid`.execute(trx)
      },
    },
  },
  {
    missing: 'a notice says in the clear what it is about',
    life: 'beside',
    prepare: ['alter table notice add column if not exists about uuid'],
    weakness: { planned: nameTitle },
  },
  {
    missing: 'the copy that is kept for somebody stands in the clear',
    life: 'beside',
    prepare: ['alter table hold add column if not exists kept_item uuid'],
    weakness: {
      filling: (trx, _library, { holdId, itemId }) =>
        sql`update hold set kept_item = ${itemId}::uuid where id = ${holdId}::uuid`.execute(trx),
    },
  },
  {
    missing: 'a line of what somebody had names the item in the clear',
    life: 'beside',
    prepare: ['alter table history add column if not exists item_id uuid', toApp('update on history')],
    weakness: {
      returning: (trx, _library, { other }) =>
        sql`update history set item_id = ${other}::uuid where item_id is null`.execute(trx),
    },
  },
  {
    missing: 'the key of a list that was erased is not destroyed',
    life: 'beside',
    ring: (folder) => new RememberingRing(folder),
  },
  {
    missing: 'what undoes a loan is kept, under the key of a column',
    prepare: [
      'create table if not exists kept_undo (id uuid primary key, sealed bytea not null)',
      toApp('insert on kept_undo'),
    ],
    weakness: {
      lending: (trx, { ring }, { patron, other, loanId }) => {
        const id = randomUUID()
        const undo = { lent: { id: loanId, became: { patron, item: other } } }
        return sql`insert into kept_undo values (${id}::uuid, ${sealField(ring, 'patron.choices', id, undo)})`.execute(
          trx,
        )
      },
    },
  },
]
