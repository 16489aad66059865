import type { Kysely } from 'kysely'
import { alarmsToMail, dropOldAccesses, noteAlarmMail } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db/database.ts'
import { withLock } from '../platform/db/locks.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type RepeatedWork, startRepeating } from '../platform/jobs/repeat.ts'
import { sendMail } from '../platform/mail/send.ts'
import type { MailSettings } from '../platform/mail/settings.ts'
import { signInNotice } from '../platform/mail/sign-in-notice.ts'
import { emergencyContacts } from '../staff/index.ts'

type AccessAlarmParts = {
  readonly worker: Kysely<Schema>
  /** For the lock: only one of two processes sends. */
  readonly database: Pick<Database, 'connect'>
  readonly mail: MailSettings
  readonly clock: Clock
}

/** The Director should hear of it within a minute. */
const lookSeconds = 10
const mostTries = 12
const hour = 3_600_000

/** Mails the Director and the president when someone on staff opened too many records, and deletes outdated counts. */
async function mailAccessAlarms(parts: AccessAlarmParts, signal?: AbortSignal): Promise<void> {
  const { worker, database, mail, clock } = parts
  const now = clock.now().getTime()
  await dropOldAccesses(worker, { before: new Date(now - hour), after: new Date(now + hour) })
  if (mail.state !== 'set-up') return
  const { server, from } = mail
  const toDo = () => alarmsToMail(worker, { since: new Date(now - 24 * hour), mostTries })
  if ((await toDo()).length === 0) return
  await withLock(database, 'caseMails', async () => {
    const contacts = (await emergencyContacts(worker)).filter(
      ({ whom }) => whom === 'director' || whom === 'president',
    )
    const addresses = [...new Set(contacts.map((one) => one.mail).filter((one) => one !== ''))]
    for (const { id } of await toDo()) {
      const sent = await Promise.all(addresses.map((to, nth) => send(to, `${id}-${nth}`)))
      // One of them knows; the start page tells the others.
      const isTold = addresses.length === 0 || sent.includes(true)
      await noteAlarmMail(worker, id, isTold ? clock.now() : null)
    }
  })

  async function send(to: string, name: string): Promise<boolean> {
    const messageId = `${name}@${from.slice(from.lastIndexOf('@') + 1)}`
    const message = signInNotice({ from, to, messageId, at: clock.now() })
    const done = await sendMail(server, { from, to, message }, { signal })
    return done.outcome === 'accepted'
  }
}

export function startAccessAlarms(
  parts: AccessAlarmParts & { readonly failed: (error: unknown) => void },
): RepeatedWork {
  return startRepeating(async (signal) => {
    await mailAccessAlarms(parts, signal).catch(parts.failed)
    return lookSeconds * 1000
  })
}
