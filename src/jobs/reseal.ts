import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { LinkTable } from '../circulation/link.ts'
import { nightToSeal, oldestNightInUse, oldestNightKept } from '../circulation/link-night.ts'
import { KeysRefused } from '../sealing/key-folder.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { resealLink } from '../sealing/link-change.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { resealMonth } from '../sealing/link-tally.ts'
import { noticeOf, sealNotice } from '../sealing/notice-row.ts'
import { countLinksBefore, linksToReplace, replaceLinks } from '../store/links.ts'
import { atNight, nightStepDone, noteNightStep } from '../store/night.ts'
import { noticePage, replaceNotice } from '../store/notices.ts'
import { beforeAllIds } from '../store/pages.ts'
import type { Schema } from '../store/schema.ts'
import { keepMonth, openMonths } from '../store/tally.ts'
import { inContext } from '../store/vault.ts'
import type { NightStep } from './night.ts'

export type ResealParts = {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  /** Told how many sealed values do not open, where there are any. */
  readonly unreadable: (values: number) => void
}

/** The step's name, which a backup waits for. */
export const resealName = 'reseal-links'

const tables: readonly LinkTable[] = ['loan', 'hold', 'charge']
const rowsPerBatch = 1000
/** Rows that an import sealed under the key before, and commits only now, are come back to. */
const mostPasses = 100
const passMs = 200

/**
 * Once a night: a new link key, every open link sealed anew under it, and the keys destroyed that are older than
 * backups are kept for. A link that was cut is sealed under none but those, so it is gone with them: from the free
 * space of the tables, from the write-ahead log, and from every copy.
 *
 * It may be killed at any moment: what it did not reach is under older keys, which go only once nothing needs them.
 */
export function resealStep(parts: ResealParts): NightStep {
  const { ring } = parts
  return {
    name: resealName,
    async run(day) {
      const night = nightToSeal(day, new LinkKeys(ring).newest.night)
      ring.makeLinkKey(night)
      let unreadable = 0
      for (const table of tables) unreadable += await resealTable(parts, table, night)
      unreadable += await resealMonths(parts)
      unreadable += await resealNotices(parts, night)
      // INVARIANT: only once all of that is done: whatever still opens under these keys is of links that were cut.
      ring.destroyLinkKeysBefore(oldestNightKept(night))
      if (unreadable > 0) return parts.unreadable(unreadable)
      await noteNightStep(parts.worker, allUnder, night)
      await learnLinksSince(parts)
    },
  }
}

/** Under this name stands the last night under whose key every link was. */
const allUnder = 'links-all-under'

/** Tells the keys how old the link keys are that are in use. Why not all that are kept: most are there for backups alone. */
export async function learnLinksSince({ worker, ring }: Pick<ResealParts, 'worker' | 'ring'>): Promise<void> {
  const night = await nightStepDone(worker, allUnder)
  if (night !== undefined) ring.linksSince = oldestNightInUse(night, ring.linkNights())
}

/** Returns how many links of the table do not open; they stay as they are. */
async function resealTable(parts: ResealParts, table: LinkTable, night: string): Promise<number> {
  for (let pass = 1; ; pass++) {
    const unreadable = await onePass(parts, table, night)
    const left = await inContext(parts.worker, atNight, (trx) => countLinksBefore(trx, table, night))
    if (left <= unreadable) return unreadable
    if (pass === mostPasses) throw new Error(`${left} rows of ${table} go on being sealed under an older key`)
    await sleep(passMs)
  }
}

/** Goes through the table once, a batch a transaction. Returns how many links do not open. */
async function onePass({ worker, ring }: ResealParts, table: LinkTable, night: string): Promise<number> {
  const keys = new LinkKeys(ring)
  let unreadable = 0
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from = after
    after = await inContext(worker, atNight, async (trx) => {
      const old = await linksToReplace(trx, table, { night, after: from, limit: rowsPerBatch })
      const anew = old.flatMap((row) => readable(() => ({ id: row.id, link: resealLink(keys, table, row) })))
      const links = anew.map(({ link }) => link)
      await replaceLinks(trx, table, { ids: anew.map(({ id }) => id), links })
      unreadable += old.length - anew.length
      return old.at(-1)?.id
    })
  }
  return unreadable
}

/** Returns how many counts do not open. */
async function resealMonths({ worker, ring }: ResealParts): Promise<number> {
  return inContext(worker, atNight, async (trx) => {
    const keys = new LinkKeys(ring)
    const months = await openMonths(trx)
    const anew = months.flatMap((month) => readable(() => resealMonth(keys, month)))
    for (const month of anew) await keepMonth(trx, month)
    return months.length - anew.length
  })
}

/** Returns how many notices do not open. */
async function resealNotices({ worker, ring }: ResealParts, night: string): Promise<number> {
  const keys = new LinkKeys(ring)
  let unreadable = 0
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from = after
    after = await inContext(worker, atNight, async (trx) => {
      const old = await noticePage(trx, { after: from, limit: rowsPerBatch, before: night })
      for (const row of old) {
        const [anew] = readable(() => sealNotice(keys, noticeOf(keys, row)))
        if (anew === undefined) unreadable++
        else await replaceNotice(trx, row, anew)
      }
      return old.at(-1)?.id
    })
  }
  return unreadable
}

/** What does not open keeps nothing else from being sealed anew. */
function readable<T>(read: () => T): T[] {
  try {
    return [read()]
  } catch (error) {
    if (error instanceof KeysRefused) return []
    throw error
  }
}
