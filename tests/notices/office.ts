import { resolve } from 'node:path'
import { Gate } from '../../src/disclosure/gate.ts'
import { readPackFolder } from '../../src/imports/pack-folder.ts'
import { closedWays, mailSender, sendNoticesStep } from '../../src/jobs/notice-night.ts'
import { planNoticesStep } from '../../src/jobs/plan-notices.ts'
import { resealStep } from '../../src/jobs/reseal.ts'
import type { Sender } from '../../src/jobs/send-notices.ts'
import { mailSettings } from '../../src/mail/settings.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { LinkKeys } from '../../src/sealing/link-keys.ts'
import { NameIndex } from '../../src/sealing/name-index.ts'
import { noticeOf } from '../../src/sealing/notice-row.ts'
import type { Database } from '../../src/store/database.ts'
import { atNight } from '../../src/store/night.ts'
import { noticePage } from '../../src/store/notices.ts'
import { beforeAllIds } from '../../src/store/pages.ts'
import { inContext } from '../../src/store/vault.ts'

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
  const gate = new Gate({ app: database.app, ring, pack: jensen, names, clock })
  const { mailUrl, text, around = (one: Sender) => one } = options
  const env =
    mailUrl === undefined ? {} : { CARREL_SMTP_URL: mailUrl, CARREL_MAIL_FROM: 'notices@library.example.org' }
  const mail = mailSender(mailSettings(env), jensen, clock)
  const senders = [...(mail ? [around(mail)] : []), ...(text ? [text] : [])]
  const unsure: string[] = []
  const { worker } = database
  const steps = [
    resealStep({ worker, ring, unreadable: () => undefined }),
    planNoticesStep({ worker, ring, pack: jensen, gate, closed: closedWays(senders) }),
    sendNoticesStep({
      ...{ worker, ring, gate, pack: jensen, clock, senders },
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
      const rows = await inContext(worker, atNight, (trx) =>
        noticePage(trx, { after: beforeAllIds, limit: 1000 }),
      )
      return rows
        .map((row) => ({ ...row, ...noticeOf(new LinkKeys(ring), row) }))
        .sort((one, other) => `${one.kind} ${one.step}`.localeCompare(`${other.kind} ${other.step}`))
    },
  }
}
