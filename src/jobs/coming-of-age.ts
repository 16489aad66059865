import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Gate } from '../disclosure/gate.ts'
import { recordEntry } from '../disclosure/record.ts'
import { daysAfter } from '../policy/calendar.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { forgetAnsweredBefore } from '../store/corrections.ts'
import { deleteFile, endFile, filePage, forgetChangesBefore, type GuardianRow } from '../store/guardians.ts'
import { atNight, nightStepDone } from '../store/night.ts'
import { sweepOwnSessions } from '../store/own-sessions.ts'
import { beforeAllIds } from '../store/pages.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'
import type { NightStep } from './night.ts'

type Parts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly gate: Pick<Gate, 'facts'>
  readonly clock: Clock
}

/** The step's name, as the table of what was done keeps it. */
export const comingOfAgeName = 'coming-of-age'

const minorsAtOnce = 500
/** After so long without a night, the first only looks at the clock. */
const longestBreakDays = 92
/** For so long the Director can read how often guardians were changed. */
const countsKeptDays = 31
/** For so long a customer can read what came of a correction that they asked for. */
const answersKeptDays = 92

/**
 * Once a night: whoever is of age by now has no guardian on file any more, and answers for their own account (Reg 3).
 * Nothing waits for this: the decision asks for the age at every ask.
 *
 * Why not on the first night after months: a clock that is years ahead for an hour would take every child's guardian away.
 */
export function comingOfAgeStep(parts: Parts): NightStep {
  const { app } = parts
  return {
    name: comingOfAgeName,
    async run(day) {
      const last = await nightStepDone(app, comingOfAgeName)
      if (last !== undefined && day > daysAfter(last, longestBreakDays)) return
      for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
        const from = after
        after = await inContext(app, atNight, async (trx) => {
          const { rows, last } = await filePage(trx, parts.ring, from, minorsAtOnce)
          const minors = fileOfEach(rows)
          const ages = await parts.gate.facts.agesOf(trx, [...minors.keys()], day)
          const grown = [...minors].filter(([minor]) => ages.get(minor) === 'of-age')
          const outside = await parts.gate.facts.agesOutside(
            trx,
            grown.map(([minor]) => minor),
            day,
          )
          for (const [minor, file] of grown) {
            const live = file.filter(({ ended }) => !ended)
            // Why not always: whom the other system has as a minor still has their guardians named again tonight.
            if (outside.get(minor) === 'of-age') await deleteFile(trx, idsOf(file))
            else await endFile(trx, parts.ring, idsOf(live))
            if (live.length === 0) continue
            await recordEntry(trx, { ring: parts.ring, now: parts.clock.now() }, cameOfAge(minor, live))
          }
          return last
        })
      }
      await inContext(app, atNight, async (trx) => {
        await forgetChangesBefore(trx, daysAfter(day, -countsKeptDays))
        await forgetAnsweredBefore(trx, daysAfter(day, -answersKeptDays))
        // They are swept whenever somebody signs in; this is for a library in which nobody does.
        await sweepOwnSessions(trx, parts.clock.now())
      })
    },
  }
}

function fileOfEach(rows: readonly GuardianRow[]): ReadonlyMap<string, readonly GuardianRow[]> {
  const minors = new Map<string, GuardianRow[]>()
  for (const row of rows) minors.set(row.guarantee_id, [...(minors.get(row.guarantee_id) ?? []), row])
  return minors
}

function idsOf(rows: readonly GuardianRow[]): readonly string[] {
  return rows.map(({ id }) => id)
}

/** Who has nobody on file any more, and who was. */
function cameOfAge(minor: string, file: readonly GuardianRow[]) {
  const guardians = file.flatMap(({ guarantor_id, guardian_id }) => guarantor_id ?? guardian_id ?? [])
  // Why so few: an entry names no more; who keeps the file sees to that, and an import may bring others.
  const subjects = [minor, ...guardians].slice(0, 20)
  return { kind: 'came-of-age', actor: 'system', role: 'program', place: 'here', subjects }
}
