import { daysBetween } from '../policy/calendar.ts'
import { type PinMail, type PinPlace, pinAddresses, pinMails } from '../store/pin-mails.ts'
import type { MailSettings } from './settings.ts'

type Db = Parameters<typeof pinAddresses>[0]

/** A pin that should have arrived by now. */
export type LatePin = {
  readonly place: PinPlace
  readonly address: string
  /** `YYYY-MM-DD`, the library's day that it is for; today where none was made for this address yet. */
  readonly day: string
  /**
   * `late`: no newer one was made. `unsent`: it is tried again. `unknown`: it was sent, or was not. `never`: none was
   * made for this address.
   */
  readonly why: 'late' | 'unknown' | 'unsent' | 'never'
  /** What the mail server said, or whoever tried to reach it. */
  readonly failure: string | null
}

/** Whether the pins go out. Whoever shows it to a person words it. */
export type PinState =
  | { readonly ok: false; readonly code: 'not-set-up' /** The addresses are. */; readonly named: boolean }
  | { readonly ok: false; readonly code: 'wrong' /** One sentence. */; readonly why: string }
  | { readonly ok: false; readonly code: 'no-one-named' }
  | { readonly ok: true; readonly code: 'soon' }
  | { readonly ok: true; readonly code: 'sent'; readonly day: string }
  | { readonly ok: false; readonly code: 'late'; readonly pins: readonly LatePin[] }

/**
 * What is known of the daily mail. As the app or the worker.
 * @param today the library's day, `YYYY-MM-DD`
 */
export async function pinMailState(db: Db, mail: MailSettings, today: string): Promise<PinState> {
  const addresses = await pinAddresses(db)
  const named = addresses.size > 0
  if (mail.state === 'wrong') return { ok: false, code: 'wrong', why: mail.says }
  if (mail.state === 'not-set-up') return { ok: false, code: 'not-set-up', named }
  if (!named) return { ok: false, code: 'no-one-named' }
  const mails = await pinMails(db)
  const [oldest] = mails.map(({ day }) => day).sort()
  if (oldest === undefined) return { ok: true, code: 'soon' }
  const late = [...addresses].flatMap(([place, address]) => {
    const mail = mails.find((one) => one.place === place && one.address === address)
    if (mail === undefined) return { place, address, day: today, why: 'never' as const, failure: null }
    return mail.state !== 'sent' || daysBetween(mail.day, today) > 1 ? latePin(mail) : []
  })
  return late.length === 0 ? { ok: true, code: 'sent', day: oldest } : { ok: false, code: 'late', pins: late }
}

function latePin({ place, address, day, state, failure }: PinMail): LatePin {
  const why = state === 'sent' ? 'late' : state === 'unknown' ? 'unknown' : 'unsent'
  return { place, address, day, why, failure }
}
