import type { Clock } from '../clock.ts'
import { noticeMessage } from '../mail/notice-message.ts'
import { mailServerFault, sendMail } from '../mail/send.ts'
import { isMailAddress, type MailSettings } from '../mail/settings.ts'
import { sendText, type TextSettings } from '../mail/text-sender.ts'
import { minuteIn } from '../policy/day-clock.ts'
import type { Pack } from '../policy/pack.ts'
import { clearSendingFault, noteSendingFault } from '../store/sending-faults.ts'
import type { NightStep } from './night.ts'
import { NotSent } from './not-sent.ts'
import { type Sender, type SendingParts, sendNotices } from './send-notices.ts'

/** Sends by e-mail; undefined where mail is not set up. */
export function mailSender(mail: MailSettings, pack: Pack, clock: Clock): Sender | undefined {
  if (mail.state === 'not-set-up') return undefined
  if (mail.state === 'wrong') return broken('e-mail', mail.says)
  const { server, from } = mail
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    channel: 'e-mail',
    fits: isMailAddress,
    fault: (signal) => mailServerFault(server, from, { signal }),
    send({ id, to, says, language }, signal) {
      const library = pack.library
      const messageId = `${id}@${domain}`
      const message = noticeMessage({ from, to, messageId, at: clock.now(), library, says, language })
      return sendMail(server, { from, to, message }, { signal })
    },
  }
}

/** Sends texts by the library's own command; undefined where there is none. */
export function textSender(text: TextSettings): Sender | undefined {
  if (text.state === 'not-set-up') return undefined
  if (text.state === 'wrong') return broken('text', text.says)
  return {
    channel: 'text',
    fits: (phone) => phone.replace(/\D/g, '').length >= 7,
    fault: async () => undefined,
    send: ({ id, to, says }, signal) => sendText(text.command, { id, to, text: says }, { signal }),
  }
}

/** A server that takes none of ours is asked once an hour: each try opens an address and goes on record. */
const holdMs = 3_600_000

/** What is set up and wrong: it waits until it is mended. */
function broken(channel: Sender['channel'], says: string): Sender {
  const fault = async () => says
  return {
    channel,
    fits: () => true,
    fault,
    send: async () => ({ outcome: 'refused', why: says, fault: 'sending' }),
  }
}

/** Whether it is an hour for texts. They wait for it, whenever it is looked. */
function isTextHour({ pack, clock }: Pick<SendingParts, 'pack' | 'clock'>): boolean {
  const hours = pack.manifest.notices?.['text-hours']
  const hour = Math.floor(minuteIn(pack.timeZone)(clock.now()) / 60)
  return hours !== undefined && hour >= hours.from && hour < hours.until
}

/** The ways by which Carrel sends, and which are not set up here. */
export function closedWays(senders: readonly Sender[]): Sender['channel'][] {
  const all = ['e-mail', 'text'] as const
  return all.filter((way) => !senders.some(({ channel }) => channel === way))
}

/** Sends what is planned by the ways that are set up, each time the night's steps are gone through. */
export function sendNoticesStep(parts: SendingParts & { readonly senders: readonly Sender[] }): NightStep {
  const { worker, clock, senders } = parts
  const held = new Map<Sender, { readonly until: number; readonly why: string }>()
  /** Tries a way that is not held, and says what is wrong with it. */
  const tryWay = async (sender: Sender, day: string, stopping: AbortSignal | undefined) => {
    const { channel } = sender
    const hold = held.get(sender)
    const now = clock.now().getTime()
    if (hold !== undefined && now < hold.until) return hold.why
    const { accepted, fault } = await sendNotices(parts, sender, day, stopping)
    if (accepted > 0) await clearSendingFault(worker, channel)
    held.delete(sender)
    if (fault === undefined) return undefined
    await noteSendingFault(worker, { channel, since: clock.now(), why: fault.why })
    if (fault.isPermanent) held.set(sender, { until: now + holdMs, why: fault.why })
    return fault.why
  }
  return {
    name: 'send-notices',
    // Why: what could not be sent is tried again on the same day.
    knowsWhatIsLeft: true,
    async run(day, stopping) {
      for (const channel of closedWays(senders)) await clearSendingFault(worker, channel)
      const faults: string[] = []
      for (const sender of senders) {
        if (sender.channel === 'text' && !isTextHour(parts)) continue
        const why = await tryWay(sender, day, stopping)
        if (why !== undefined) faults.push(`notices by ${sender.channel} are not sent: ${why}`)
      }
      if (stopping?.aborted) throw new NotSent('Carrel was ended meanwhile')
      if (faults.length > 0) throw new NotSent(faults.join('; '))
    },
  }
}
