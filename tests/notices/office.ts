import { resolve } from 'node:path'
import { makeGateServices } from '../../src/app/services.ts'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { planNoticesJob } from '../../src/contact/notice-planning.ts'
import { noticeOf } from '../../src/contact/notice-sealing.ts'
import { closedChannels, mailSender, type Sender, sendNoticesJob } from '../../src/contact/notice-sending.ts'
import { noticePage } from '../../src/contact/notice-store.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'

import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import { dailyJobContext } from '../../src/platform/jobs/daily-job.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { openingKeys } from '../support/opening.ts'

export const jensen = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))

/** What sends notices, as the server puts it together. */
export function officeOf(
  database: Database,
  keysDir: string,
  options: {
    readonly mailUrl?: string
    readonly text?: Sender
    /** Stands before the real sender of mails. */
    readonly around?: (sender: Sender) => Sender
  } = {},
) {
  const ring = new KeyRing(keysDir)
  /** In the small hours of the library's day; the hour is UTC. */
  const time = { today: '2026-11-24', hour: 8 }
  const clock = {
    now: () => new Date(`${time.today}T${String(time.hour).padStart(2, '0')}:00:00Z`),
    today: () => time.today,
  }
  const names = new NameIndex()
  const { gate, corrections } = makeGateServices({ app: database.app, ring, pack: jensen, names, clock })
  const { mailUrl, text, around = (one: Sender) => one } = options
  const env =
    mailUrl === undefined ? {} : { CARREL_SMTP_URL: mailUrl, CARREL_MAIL_FROM: 'notices@library.example.org' }
  const mail = mailSender(mailSettings(env), jensen, clock)
  const senders = [...(mail ? [around(mail)] : []), ...(text ? [text] : [])]
  const unsure: string[] = []
  const { worker } = database
  const steps = [
    resealLinksStep({ worker, ring, unreadable: () => undefined }),
    planNoticesJob({ worker, ring, pack: jensen, corrections, closed: closedChannels(senders) }),
    sendNoticesJob({
      ...{ worker, ring, gate, corrections, pack: jensen, clock, senders },
      unsure: (_id, what) => void unsure.push(what),
    }),
  ]
  return {
    ring,
    gate,
    clock,
    time,
    unsure,
    /** Does what a night does on a day, and says what of it failed. */
    async night(today: string): Promise<string | undefined> {
      time.today = today
      for (const step of steps) {
        const failure = await step.run(today).then(
          () => undefined,
          (error: Error) => error.message,
        )
        if (failure !== undefined) return failure
      }
      return undefined
    },
    send: () =>
      steps[2]?.run(time.today).then(
        () => undefined,
        (error: Error) => error.message,
      ),
    /** What is planned or remembered: opened, in the order of kinds. */
    async notices() {
      const rows = await inContext(worker, dailyJobContext, (trx) =>
        noticePage(trx, { after: beforeAllIds, limit: 1000 }),
      )
      return rows
        .map((row) => ({ ...row, ...noticeOf(openingKeys(ring), row) }))
        .sort((one, other) => `${one.kind} ${one.step}`.localeCompare(`${other.kind} ${other.step}`))
    },
  }
}
