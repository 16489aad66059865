import type { Kysely } from 'kysely'
import type { FaultCode } from '../register/export-files.ts'
import type { Schema } from './schema.ts'

/** What a check can find wrong. A pin that does not read is not among it: it is read before. */
export type CheckFault = Exclude<FaultCode, 'against'>

/** `lost`, `absent`: whole by itself, and not shown to go on from the older pin. */
export type CheckFound =
  | { readonly as: 'good' | 'lost' | 'absent'; readonly size: bigint }
  | { readonly as: CheckFault; readonly entry?: bigint }

/** What a check of the whole register found. */
export type KeptCheck = CheckFound & {
  readonly endedAt: Date
  /** The older pin that it was compared with, in one word, and how many entries that counts. */
  readonly pin?: { readonly word: string; readonly size: bigint }
}
export type WholeCheck = KeptCheck & { readonly as: 'good' | 'lost' | 'absent' }
export type BadCheck = KeptCheck & { readonly as: CheckFault }

export const isWhole = (check: KeptCheck): check is WholeCheck =>
  check.as === 'good' || check.as === 'lost' || check.as === 'absent'

/**
 * Keeps what a check found, in place of the last that found nothing wrong. INVARIANT: what was wrong stays until a check
 * of the same kind is good: a check without a pin does not show that a pin fits now.
 */
export async function keepCheck(app: Kysely<Schema>, check: KeptCheck): Promise<void> {
  const pin = check.pin?.word ?? ''
  const { endedAt: ended_at, as: found } = check
  const whole = isWhole(check)
  const row = {
    ...{ pin, whole, found, ended_at, pin_size: check.pin?.size ?? null },
    ...{ size: whole ? check.size : null, entry: whole ? null : (check.entry ?? null) },
  }
  await app.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('register_check')
      .where((row) => row.or([row('whole', '=', true), row('pin', 'in', [...mended(check, pin)])]))
      .execute()
    await trx.insertInto('register_check').values(row).execute()
  })
}

/** Of which kinds a check says all that the ones before it said. One with a pin does what one without does, and more. */
function mended({ as }: KeptCheck, pin: string): readonly string[] {
  if (as === 'good') return ['', pin]
  return as === 'lost' || as === 'absent' ? [''] : [pin]
}

/** What stands: all that is wrong, the newest first, then the last check that found nothing wrong. */
export async function keptChecks(
  app: Kysely<Schema>,
): Promise<{ readonly bad: readonly BadCheck[]; readonly whole: WholeCheck | undefined }> {
  const rows = await app.selectFrom('register_check').selectAll().orderBy('ended_at', 'desc').execute()
  const checks = rows.map(({ pin, pin_size, found, ended_at, size, entry }) => ({
    ...{ as: found, endedAt: ended_at },
    ...(pin_size !== null && { pin: { word: pin, size: pin_size } }),
    ...(size !== null && { size }),
    ...(entry !== null && { entry }),
  })) as KeptCheck[]
  return { bad: checks.filter((check): check is BadCheck => !isWhole(check)), whole: checks.find(isWhole) }
}
