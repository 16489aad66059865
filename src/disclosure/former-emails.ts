import { randomBytes, randomInt } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Former } from '../contact/correction.ts'
import { sealField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { onceTokens, sealNotice } from '../sealing/notice-row.ts'
import { setFormerEmails } from '../store/corrections.ts'
import { planNotice } from '../store/notices.ts'
import type { Schema } from '../store/schema.ts'
import type { Fresh } from './held.ts'

type Trx = Transaction<Schema>

/** Which of the addresses that go are told so: none that is to be told already, and none that was put on file today. */
export function toTell(
  now: { readonly former: Former; readonly fresh?: Fresh; readonly emails: readonly string[] },
  { gone, on }: { readonly gone: readonly string[]; readonly on: string },
): string[] {
  const { former, fresh, emails } = now
  const waiting = new Set(Object.values(former).map(folded))
  const isFresh = (email: string) => fresh?.on === on && fresh.at.includes(emails.indexOf(email))
  return gone.filter((email) => !(waiting.has(folded(email)) || isFresh(email)))
}

/** Which addresses are new on a day, those of earlier that day among them. */
export function freshAmong(
  now: { readonly fresh?: Fresh; readonly emails: readonly string[] },
  { emails, on }: { readonly emails: readonly string[]; readonly on: string },
): Fresh {
  const { fresh } = now
  const before = now.emails.filter((_, at) => !(fresh?.on === on && fresh.at.includes(at)))
  return { on, at: emails.flatMap((email, at) => (before.includes(email) ? [] : [at])) }
}

const folded = (email: string) => email.toLowerCase()

/**
 * Plans that e-mail addresses which are a patron's no longer are told so, each by a mail of its own: whoever did not ask for
 * it hears of it. What the mail says has no place for the new address.
 * @param when.on the library's day, `YYYY-MM-DD`
 */
export async function planTelling(
  trx: Trx,
  { ring, on }: { readonly ring: KeyRing; readonly on: string },
  of: { readonly patron: string; readonly gone: readonly string[]; readonly former: Former },
): Promise<void> {
  const { patron, gone, former } = of
  const keys = new LinkKeys(ring)
  const steps = gone.map((to) => [randomInt(1, 2 ** 31), to] as const)
  for (const [step] of steps) {
    const notice = { patron, kind: 'address', step } as const
    const message_id = randomBytes(16).toString('hex')
    const row = { ...sealNotice(keys, notice), channel: 'e-mail', planned_on: on, message_id } as const
    await planNotice(trx, row, onceTokens(keys, notice))
  }
  await keepFormer(trx, ring, patron, { ...former, ...Object.fromEntries(steps) })
}

/** Keeps what is still to be told, and nothing where there is none. */
export async function keepFormer(trx: Trx, ring: KeyRing, patron: string, former: Former): Promise<void> {
  const isNone = Object.keys(former).length === 0
  const sealed = isNone ? null : sealField(ring, 'patron.former_emails', patron, former)
  await setFormerEmails(trx, patron, sealed)
}
