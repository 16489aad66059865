import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { tryOnce } from '../mail/at-most-twice.ts'
import { pinMessage } from '../mail/pin-message.ts'
import { sendMail } from '../mail/send.ts'
import type { MailServer, MailSettings } from '../mail/settings.ts'
import {
  keepPinMail,
  notePinMail,
  type PinMail,
  type PinPlace,
  pinAddresses,
  pinMails,
} from '../store/pin-mails.ts'
import type { Schema } from '../store/schema.ts'
import { newestPin } from './newest-pin.ts'
import { isDone, type NightStep } from './night.ts'
import { NotSent } from './not-sent.ts'

/**
 * Sends the newest checkpoint to the two addresses that the Director named, once a day.
 *
 * Each mail is kept, with its id, before it is sent. A mail that the server certainly does not have is tried again
 * until the day is over; one of which that is not known is sent once more at most, the same to the byte, so that a
 * mail program shows it once.
 */
export function pinMailStep(parts: {
  readonly worker: Kysely<Schema>
  readonly mail: MailSettings
  readonly clock: Clock
}): NightStep {
  const { worker, mail, clock } = parts
  return {
    name: 'pin-mails',
    // Why: the Director may name another address, or the sender may be put right, after the mails of the day went out.
    knowsWhatIsLeft: true,
    async run(day, stopping) {
      if (mail.state === 'not-set-up') return
      const addresses = await pinAddresses(worker)
      if (addresses.size === 0) return
      if (mail.state === 'wrong') throw new NotSent(mail.says)
      const failures: string[] = []
      for (const [place, address] of addresses) {
        const today = { place, address, day, from: mail.from, at: clock.now() }
        if (stopping?.aborted) throw new NotSent('Carrel was ended meanwhile')
        const failure = await sendOne(worker, mail, await mailOf(worker, today), stopping)
        if (failure !== undefined) failures.push(`the mail to address ${place} is not sent: ${failure}`)
      }
      if (failures.length > 0) throw new NotSent(failures.join('; '))
    },
  }
}

/** The day's mail to one address: the one that was kept, if it is to that address, or a new one. */
async function mailOf(
  worker: Kysely<Schema>,
  today: { readonly place: PinPlace; readonly address: string; readonly day: string; from: string; at: Date },
): Promise<PinMail> {
  const { place, address, day, from, at } = today
  const kept = (await pinMails(worker)).find((mail) => mail.place === place)
  if (kept !== undefined && isDone(kept.day, day) && kept.address === address && isFrom(kept, from))
    return kept
  const pin = await newestPin(worker)
  if (pin === undefined) throw new NotSent('nothing is signed yet: the register ticks once a minute')
  const messageId = `${randomBytes(16).toString('hex')}@${from.slice(from.lastIndexOf('@') + 1)}`
  const message = pinMessage({ from, to: address, messageId, at, pin, key: pin.key, note: pin.note })
  const mail: PinMail = { place, day, message_id: messageId, address, message, state: 'ready', failure: null }
  await keepPinMail(worker, mail)
  return mail
}

/** Whether a mail bears that sender, or went out already, whoever it was from. */
function isFrom({ message, state }: PinMail, from: string): boolean {
  return state === 'sent' || message.startsWith(`From: ${from}\r\n`)
}

/** Tries once. Returns why it is not sent where it is to be tried again. */
async function sendOne(
  worker: Kysely<Schema>,
  { server, from }: { readonly server: MailServer; readonly from: string },
  mail: PinMail,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { state, why } = await tryOnce(mail, {
    note: (known) => notePinMail(worker, mail, known),
    send: () => sendMail(server, { from, to: mail.address, message: mail.message }, { signal }),
  })
  return state === 'sent' || state === 'unknown' ? undefined : why
}
