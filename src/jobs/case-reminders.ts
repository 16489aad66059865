import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { daysAfter } from '../policy/calendar.ts'
import { planReminders } from '../store/case-mails.ts'
import { atNight } from '../store/night.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'
import type { NightStep } from './night.ts'

/** So many days before a clock of a case runs out whoever owes a step hears of it, and on each day from then on. */
const daysBefore = 2

/**
 * Plans the mails about cases whose next clock runs out soon, or did. They are kept before the step is noted as done, and a
 * case has one a day, so a restart in the middle loses none and doubles none.
 */
export function caseRemindersStep(parts: { readonly app: Kysely<Schema>; readonly clock: Clock }): NightStep {
  const { app, clock } = parts
  return {
    name: 'case-reminders',
    async run(day) {
      const plan = { on: day, until: daysAfter(day, daysBefore), at: clock.now() }
      await inContext(app, atNight, (trx) => planReminders(trx, plan))
    },
  }
}
