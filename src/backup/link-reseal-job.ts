import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import {
  countLinksBefore,
  linksToReplace,
  openStatisticsMonths,
  replaceLinks,
  resealLink,
  resealMonth,
  saveOpenMonth,
} from '../circulation/index.ts'
import { noticeOf, noticePage, replaceNotice, sealNotice } from '../contact/index.ts'
import { linkResealOpener } from '../gate/capabilities.ts'
import type { LinkTable } from '../gate/index.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, LinkOpener } from '../platform/crypto/link-keys.ts'
import { nightToSeal, oldestNightInUse, oldestNightKept } from '../platform/crypto/link-nights.ts'
import { inContext } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import {
  type DailyJob,
  dailyJobContext,
  dailyJobDoneOn,
  noteDailyJobDone,
} from '../platform/jobs/daily-job.ts'

type LinkResealParts = {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  /** Called with how many sealed values do not open, where there are any. */
  readonly unreadable: (values: number) => void
}

/** A backup waits for the step of this name. */
export const resealLinksStepName = 'reseal-links'

const tables: readonly LinkTable[] = ['loan', 'hold', 'charge']
const rowsPerBatch = 1000
/** Rows that an import sealed under the previous key, and commits only now, need another pass. */
const maxPasses = 100
const passMs = 200

/**
 * Once a night: makes a new link key, reseals every open link under it, and destroys the keys that are older than backups are
 * kept for. An anonymized link is under none but those, so it is gone with them: from the free space of the tables, from the
 * write-ahead log, and from every copy. A kill at any moment is safe: what it did not reach is under older keys, which go only
 * once nothing needs them.
 */
export function resealLinksStep(parts: LinkResealParts): DailyJob {
  const { ring } = parts
  return {
    name: resealLinksStepName,
    async run(day) {
      const night = nightToSeal(day, new LinkKeys(ring).newest.night)
      ring.makeLinkKey(night)
      let unreadable = 0
      for (const table of tables) unreadable += await resealTable(parts, table, night)
      unreadable += await resealMonths(parts)
      unreadable += await resealNotices(parts, night)
      // INVARIANT: only once all of that is done: whatever still opens under these keys is of anonymized links.
      ring.destroyLinkKeysBefore(oldestNightKept(night))
      if (unreadable > 0) return parts.unreadable(unreadable)
      await noteDailyJobDone(parts.worker, allLinksUnderStepName, night)
      await loadLinksSince(parts)
    },
  }
}

/** Under this name the last night is noted under whose key every link was. */
const allLinksUnderStepName = 'links-all-under'

/** Tells the key ring how old the link keys in use are. Why not all that are kept: most are there for backups alone. */
export async function loadLinksSince({
  worker,
  ring,
}: Pick<LinkResealParts, 'worker' | 'ring'>): Promise<void> {
  const night = await dailyJobDoneOn(worker, allLinksUnderStepName)
  if (night !== undefined) ring.linksSince = oldestNightInUse(night, ring.linkNights())
}

/** Returns how many links do not open; they stay as they are. */
async function resealTable(parts: LinkResealParts, table: LinkTable, night: string): Promise<number> {
  for (let pass = 1; ; pass++) {
    const unreadable = await resealOnePass(parts, table, night)
    const left = await inContext(parts.worker, dailyJobContext, (trx) => countLinksBefore(trx, table, night))
    if (left <= unreadable) return unreadable
    if (pass === maxPasses) throw new Error(`${left} rows of ${table} go on being sealed under an older key`)
    await sleep(passMs)
  }
}

/** One pass, a batch in each transaction. Returns how many links do not open. */
async function resealOnePass(
  { worker, ring }: LinkResealParts,
  table: LinkTable,
  night: string,
): Promise<number> {
  const keys = new LinkOpener(linkResealOpener(ring))
  let unreadable = 0
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from = after
    after = await inContext(worker, dailyJobContext, async (trx) => {
      const old = await linksToReplace(trx, table, { night, after: from, limit: rowsPerBatch })
      const anew = old.flatMap((row) =>
        readableOrNone(() => ({ id: row.id, link: resealLink(keys, table, row) })),
      )
      const links = anew.map(({ link }) => link)
      await replaceLinks(trx, table, { ids: anew.map(({ id }) => id), links })
      unreadable += old.length - anew.length
      return old.at(-1)?.id
    })
  }
  return unreadable
}

/** Returns how many months' counts do not open. */
async function resealMonths({ worker, ring }: LinkResealParts): Promise<number> {
  return inContext(worker, dailyJobContext, async (trx) => {
    const keys = new LinkOpener(linkResealOpener(ring))
    const months = await openStatisticsMonths(trx)
    const anew = months.flatMap((month) => readableOrNone(() => resealMonth(keys, month)))
    for (const month of anew) await saveOpenMonth(trx, month)
    return months.length - anew.length
  })
}

/** Returns how many notices do not open. */
async function resealNotices({ worker, ring }: LinkResealParts, night: string): Promise<number> {
  const keys = new LinkOpener(linkResealOpener(ring))
  let unreadable = 0
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from = after
    after = await inContext(worker, dailyJobContext, async (trx) => {
      const old = await noticePage(trx, { after: from, limit: rowsPerBatch, before: night })
      for (const row of old) {
        const [anew] = readableOrNone(() => sealNotice(keys, noticeOf(keys, row)))
        if (anew === undefined) unreadable++
        else await replaceNotice(trx, row, anew)
      }
      return old.at(-1)?.id
    })
  }
  return unreadable
}

/** What does not open keeps nothing else from being resealed. */
function readableOrNone<T>(read: () => T): T[] {
  try {
    return [read()]
  } catch (error) {
    if (error instanceof KeyError) return []
    throw error
  }
}
