import { randomUUID } from 'node:crypto'
import { setFollowUpReach } from '../../src/ask/follow-up-store.ts'
import { leaveFollowUp } from '../../src/ask/follow-ups.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import type { Tested } from '../web/house.ts'
import type { Canary } from './canary.ts'
import * as invented from './invented.ts'
import type { Sitter } from './library.ts'

/** A case as somebody reported it, with a photo of its paper, and whom to tell of it. */
export type Request = {
  readonly reference: string
  readonly paper: string
  /** As the page for whom to call sends them. */
  readonly contacts: Readonly<Record<string, string>>
  readonly canaries: readonly Canary[]
}

export const noRequest: Request = { reference: '', paper: '', contacts: {}, canaries: [] }

/** What it says stands in no page, mail or paper but where docs/WHO-SEES-WHAT.md says so. */
export async function plantRequest({ house }: Tested, keeper: Sitter): Promise<Request> {
  const canaries: Canary[] = []
  const of = (tells: string, field: string, writing: string) => {
    canaries.push({ of: 'the request', tells: [tells], field, writings: [writing] })
    return writing
  }
  const contacts = (['director', 'counsel'] as const).map((whom) => ({
    ...{ whom, nth: 1, name: of('whom to call', 'case_contact.name', invented.word()) },
    mail: of('where they get mail', 'case_contact.mail', `${invented.word()}@example.org`.toLowerCase()),
    phones: of('whom to call', 'case_contact.phones', invented.phone()),
  }))
  for (const { mail } of contacts) of('where they get mail', 'case_mail.address', mail)
  const former = {
    ...({ whom: 'counsel', nth: 1 } as const),
    mail: of('where they get mail', 'former_contact.mail', `${invented.word()}@example.org`.toLowerCase()),
    name: of('whom to call', 'former_contact.name', invented.word()),
    phones: of('whom to call', 'former_contact.phones', invented.phone()),
  }
  await house.app.transaction().execute(async (trx) => {
    await replaceEmergencyContacts(trx, [former], ['counsel'])
    const by = { ring: house.ring, account: keeper.id, at: house.clock.now() }
    await replaceEmergencyContacts(trx, [], ['counsel'], by)
    await replaceEmergencyContacts(trx, contacts, ['director', 'counsel', 'president'])
  })
  const outside = () => of('who reported from outside', 'public_report.contact', invented.word())
  await house.publicReports.add(randomUUID(), { what: 'mail', name: outside(), phone: outside() })
  const actor = { accountId: keeper.id, role: 'desk', place: 'elsewhere' } as const
  await inContext(house.app, { actor: keeper.id, place: actor.place }, async (trx) => {
    // Which account promised it shows on no page.
    const by = { ...actor, accountId: of('what an answer left', 'follow_up.task', invented.word()) }
    const [reference, on] = ['A'.repeat(22), house.clock.today()]
    const answered = { actor: by, form: randomUUID(), reference, isShielded: false, patronId: undefined }
    const id = (await leaveFollowUp(trx, house, { ...answered, on, isPromised: true })) ?? ''
    const reach = of('who was promised an answer', 'follow_up.reach', invented.word())
    await setFollowUpReach(trx, id, sealField(house.ring, 'follow_up.reach', id, reach))
  })
  const said = () => of('what a request says', 'case_event.event', `${invented.word()} ${invented.word()}`)
  const { reference } = await house.cases.receive(actor, {
    ...{ what: 'received', kind: 'process', way: 'counter', aboutDirector: false, drill: false },
    ...{ wants: said(), requester: { kind: 'justice-agency', name: said(), agency: said() } },
  })
  const words = of('what a paper says', 'case_paper.piece', `${invented.word()} ${invented.word()}`)
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(words)])
  await house.cases.papers.add(actor, reference, { name: `${said()}.png`, bytes })
  const seen = await house.cases.look({ ...actor, role: 'counsel' }, reference)
  const typed = contacts.flatMap(({ whom, name, mail, phones }) =>
    Object.entries({ name, mail, phones }).map(([what, value]) => [`${what}-${whom}-1`, value] as const),
  )
  return {
    ...{ reference, paper: seen?.case.papers[0]?.id ?? '', contacts: Object.fromEntries(typed), canaries },
  }
}
