import { type PinMail, pinAddresses, pinMails } from '../store/pin-mails.ts'
import type { MailSettings } from './settings.ts'

type Db = Parameters<typeof pinAddresses>[0]

/** Whether the pins go out, for the Director's page and `carrel doctor`. `says` is one or two sentences. */
export type PinState = { readonly ok: boolean; readonly says: string }

/**
 * What is known of the daily mail. As the app or the worker.
 * @param today the library's day, `YYYY-MM-DD`
 */
export async function pinMailState(db: Db, mail: MailSettings, today: string): Promise<PinState> {
  const addresses = await pinAddresses(db)
  const named = addresses.size > 0
  if (mail.state === 'wrong') return { ok: false, says: `No mail goes out: ${mail.says}.` }
  if (mail.state === 'not-set-up') {
    const also = named ? '' : ' Nor has the Director named the two addresses that get it.'
    return {
      ok: false,
      says: `No mail goes out: it is not set up (CARREL_SMTP_URL, CARREL_MAIL_FROM). Nobody outside this computer holds a pin of the register, so whoever has its keys could rewrite it unseen.${also}`,
    }
  }
  if (!named) {
    return {
      ok: false,
      says: 'Mail is set up, and the Director has not named the two addresses that get the pin of the register every day (carrel register pins-to).',
    }
  }
  const mails = (await pinMails(db)).filter((one) => addresses.get(one.place) === one.address)
  if (mails.length === 0) return { ok: true, says: 'The first pins go out with the next night’s work.' }
  const late = mails.filter((one) => one.state !== 'sent' || daysBetween(one.day, today) > 1)
  const [first] = late
  if (first === undefined) {
    return {
      ok: true,
      says: `The pins of ${mails.map(({ day }) => day).sort()[0]} were handed to the mail server.`,
    }
  }
  return { ok: false, says: late.map(lateWords).join(' ') }
}

function lateWords({ place, day, state, failure }: PinMail): string {
  const why = failure === null ? '' : `: ${failure}`
  if (state === 'sent')
    return `The last pin to address ${place} is of ${day}: Carrel did not run since, or its nights fail.`
  if (state === 'unknown') return `Whether the pin of ${day} to address ${place} arrived is not known${why}.`
  return `The pin of ${day} to address ${place} could not be sent${why}. It is tried again every few minutes.`
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
