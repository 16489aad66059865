import type { Kysely } from 'kysely'
import type { GateParts } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inContext } from '../platform/db/context.ts'
import type { Database } from '../platform/db/database.ts'
import { withLock } from '../platform/db/locks.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type DailyJob, dailyJobContext } from '../platform/jobs/daily-job.ts'
import { type RepeatedWork, startRepeating } from '../platform/jobs/repeat.ts'
import { deliverAtMostTwice, sendMail } from '../platform/mail/send.ts'
import type { MailSettings } from '../platform/mail/settings.ts'
import { signInNotice } from '../platform/mail/sign-in-notice.ts'
import { daysAfter } from '../policy/index.ts'
import { type CaseMail, caseMailsToDo, noteCaseMail, planReminders } from './case-mails-store.ts'
import { type CaseService, conflictedContacts } from './case-service.ts'
import type { CaseCopies } from './production/case-copies.ts'
import { publishDueYears } from './transparency-report.ts'

type CaseMailParts = {
  readonly app: Kysely<Schema>
  /** For the lock: only one of two processes sends. */
  readonly database: Pick<Database, 'connect'>
  readonly cases: Pick<CaseService, 'takeIn'>
  readonly mail: MailSettings
  readonly clock: Clock
}

/** An empty check is one step in an index. */
const lookSeconds = 2
const mailsAtOnce = 20
/** After a failed check: an outage does not end in a moment, and this logs once a minute. */
const restSeconds = 60
/** Waits double from a minute to an hour. */
const maxTries = 12
const longestWaitMinutes = 60

/**
 * Sends due mails, and records each failed try in its case. A server's acceptance does not mean that someone knows; a
 * person or a view of the case does. INVARIANT: each mail is handed over at most twice with one stored id, and a kill
 * loses none.
 */
export async function sendCaseMails(parts: CaseMailParts, signal?: AbortSignal): Promise<void> {
  // Why nothing is recorded without mail set up: no one was tried. The person served reads that they have to call.
  if (parts.mail.state === 'not-set-up' || (await dueMails(parts, 1)).length === 0) return
  await withLock(parts.database, 'caseMails', async () => {
    for (const one of await dueMails(parts, mailsAtOnce)) {
      if (signal?.aborted) return
      await sendOne(parts, one, signal)
    }
  })
}

const dueMails = ({ app, clock }: CaseMailParts, limit: number): Promise<CaseMail[]> =>
  inContext(app, dailyJobContext, (trx) => caseMailsToDo(trx, clock.now(), limit))

async function sendOne(parts: CaseMailParts, one: CaseMail, signal: AbortSignal | undefined): Promise<void> {
  const { mail, clock } = parts
  let wasTried = false
  await deliverAtMostTwice(one, {
    note: (known) => noteAttempt(parts, one, { ...known, wasTried }),
    async send() {
      wasTried = true
      if (mail.state !== 'set-up')
        return { outcome: 'refused', why: 'mail is set up wrongly', fault: 'sending' }
      const { server, from } = mail
      const messageId = `${one.message_id}@${from.slice(from.lastIndexOf('@') + 1)}`
      const message = signInNotice({ from, to: one.address, messageId, at: clock.now() })
      return sendMail(server, { from, to: one.address, message }, { signal })
    },
  })
}

/** The mail's state, and the failed contact in its case: both or neither. */
async function noteAttempt(
  { app, cases, clock }: CaseMailParts,
  one: CaseMail,
  { state, failure, wasTried }: Pick<CaseMail, 'state' | 'failure'> & { readonly wasTried: boolean },
): Promise<void> {
  const isTrying = !wasTried && state !== 'unknown'
  const tries = one.tries + (wasTried ? 1 : 0)
  const ends = tries >= maxTries && state !== 'sent' ? ('given-up' as const) : state
  const waitMinutes = isTrying ? 0 : Math.min(2 ** (tries - 1), longestWaitMinutes)
  const tryAt = new Date(clock.now().getTime() + waitMinutes * 60_000)
  await inContext(app, dailyJobContext, async (trx) => {
    await noteCaseMail(trx, one.id, { state: ends, failure, tries, tryAt })
    if (isTrying || state === 'sent') return
    const { whom, reference } = one
    if (reference === null) return
    // A closed case takes no step. In a case about the Director, `director` is the president.
    const of = whom === 'counsel' ? whom : ('director' as const)
    const tried = { what: 'told', whom: of, through: 'mail', reached: false } as const
    await cases.takeIn(trx, { role: 'program' }, reference, tried)
  })
}

/** Stopping aborts the mail in progress, whose outcome is then unknown. */
export function startCaseMails(
  parts: CaseMailParts & { readonly failed: (error: unknown) => void },
): RepeatedWork {
  return startRepeating(async (signal) => {
    try {
      await sendCaseMails(parts, signal)
      return lookSeconds * 1000
    } catch (error) {
      parts.failed(error)
      return restSeconds * 1000
    }
  })
}

/** Days before a deadline on which reminders begin, once a day. */
const daysBefore = 2

/** A case has one reminder a day, saved before the job is marked done, so a restart neither loses nor doubles any. */
export function caseRemindersJob(parts: Pick<GateParts, 'app' | 'ring' | 'clock'>): DailyJob {
  const { app, ring, clock } = parts
  return {
    name: 'case-reminders',
    async run(day) {
      const plan = { on: day, until: daysAfter(day, daysBefore), at: clock.now() }
      await inContext(app, dailyJobContext, async (trx) =>
        planReminders(trx, { ...plan, out: await conflictedContacts(trx, ring) }),
      )
    },
  }
}

/** Ends copies on their last day and destroys their keys. */
export function endCopiesJob({ copies }: { readonly copies: Pick<CaseCopies, 'endDue'> }): DailyJob {
  return { name: 'case-copies', run: () => copies.endDue() }
}

/** Why nightly and not at the first view: the viewer would choose the day. */
export function publishRequestsJob({ app, pack }: Pick<GateParts, 'app' | 'pack'>): DailyJob {
  const { cases } = pack.manifest
  return {
    name: 'requests-told',
    run: async (day) => {
      if (cases !== undefined) await publishDueYears(app, day, cases.told)
    },
  }
}
