import { listOpenCases } from '../../cases/index.ts'
import { normalizeCardNumber, patronOfCardToken, type StaffActor } from '../../gate/index.ts'
import { type Clock, daysIn } from '../../platform/clock.ts'
import { token } from '../../platform/crypto/field.ts'
import { inContext } from '../../platform/db/context.ts'
import { typeset } from '../../platform/pdf/typesetter.ts'
import { daysAfter, type StaffRole } from '../../policy/index.ts'
import { findAccount } from '../../staff/index.ts'
import type { Services } from '../services.ts'

const order = {
  library: 'Jensen Memorial Library',
  court: 'District Court of Kearney County, Nebraska',
  title: 'Order to produce records',
  matter: 'In the matter of an investigation by the Sheriff of Kearney County',
  findings: [
    'The applicant is the Sheriff of Kearney County, an agency of justice of this state.',
    'The Court finds reason to believe that a known crime, the burglary of a business, was committed in Minden.',
    'The holder of the card named in the sealed annex is sought as a witness to that crime.',
  ],
  order:
    'The library shall produce the record of the items that are checked out on the card named in the sealed annex.',
  signed: 'E. Lindholm, District Judge',
  note: 'Invented for a demonstration. There is no such order.',
}

/**
 * The reference of an open case that counsel has been asked about; where none is left, a new one is made, by the same
 * steps that people take.
 */
export async function halfDoneCase(
  services: Services,
  servicesAt: ServicesAt,
  card: string,
): Promise<string | undefined> {
  const [clerk, director, counsel] = await Promise.all(
    (['desk', 'director', 'counsel'] as const).map((role) => actorOfDemo(services, role)),
  )
  if (!clerk || !director || !counsel) return undefined
  const { cases } = await listOpenCases(services, director, undefined)
  const found = cases.find(({ stage, drill }) => stage === 'with-counsel' && !drill)
  return found?.reference ?? makeCase(pastOf(services, servicesAt), { clerk, director, counsel, card })
}

/** Who acts in invented cases; undefined where a visitor ended or changed the account. */
export async function actorOfDemo({ app }: Services, role: StaffRole): Promise<StaffActor | undefined> {
  const account = await findAccount(app, { signIn: role })
  return account?.role !== role
    ? undefined
    : { accountId: account.id, role, place: role === 'desk' ? 'front-desk' : 'office' }
}

type Cast = Readonly<Record<'clerk' | 'director' | 'counsel', StaffActor>> & { readonly card: string }

async function makeCase(past: Past, { clerk, director, counsel, card }: Cast): Promise<string> {
  const { cases, clock, pack } = past.services
  const today = clock.today()
  past.goTo(3)
  const { reference } = await cases.receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', aboutDirector: false, drill: false },
    wants: 'What is checked out on one card',
    requester: { kind: 'justice-agency', name: 'Deputy Karen Voss', agency: 'Kearney County Sheriff' },
    looked: { court: 'yes', judge: 'yes', searchHere: 'no' },
  })
  const take = async (who: StaffActor, what: Parameters<typeof cases.take>[2], days: number) => {
    past.goTo(days)
    const taken = await cases.take(who, reference, what)
    if (taken === 'unknown' || 'refused' in taken) throw new Error(`the demonstration's case: ${what.what}`)
  }
  const reached = { what: 'told', through: 'phone', reached: true } as const
  await take(clerk, { ...reached, whom: 'director' }, 2.99)
  await take(director, { ...reached, whom: 'counsel' }, 2.9)
  const number = `CR ${today.slice(2, 4)}-118`
  const file = { name: `Court order ${number}.pdf`, bytes: await orderPdf({ ...order, number }) }
  const added = await cases.papers.add(director, reference, file)
  if (typeof added === 'string') throw new Error(`the demonstration's order: ${added}`)
  const paper = (await cases.look(director, reference))?.case.papers[0]?.id ?? ''
  await take(
    director,
    {
      ...{ what: 'paper-read', instrument: 'court-order', court: order.court, number },
      ...{ issuedOn: daysAfter(today, -4), servedOn: daysAfter(today, -3), returnOn: daysAfter(today, 11) },
      federal: false,
    },
    2,
  )
  const subjects = await patronOf(past.services, card)
  await take(director, { what: 'scope-set', subjects, records: ['loans', 'overdue.titles'] }, 2)
  await take(
    counsel,
    {
      ...{ what: 'counsel-advised', way: 'here', counsel: 'Carl Moss' },
      words: `I have the order. I am comparing it with the six points of ${pack.words['findings-clause']}.`,
    },
    1,
  )
  await cases.look(counsel, reference)
  const cited = [
    ['justice-agency', order.findings[0]],
    ['known-crime', order.findings[1]],
    ['competent-court', order.court],
  ] as const
  for (const [finding, words = ''] of cited) {
    await take(counsel, { what: 'finding-pinned', finding, paper, page: 1, words }, 1)
  }
  return reference
}

const orderPdf = (page: typeof order & { readonly number: string }) =>
  typeset(new URL('./court-order.typ', import.meta.url), page)

async function patronOf({ app, ring }: Services, card: string): Promise<string[]> {
  const index = token(ring, 'card.barcode', normalizeCardNumber(card))
  const found = await inContext(app, { actor: 'demo', place: 'here' }, (trx) =>
    patronOfCardToken(trx, ring, index),
  )
  return found === undefined ? [] : [found.id]
}

/** The same library's services by another clock. */
export type ServicesAt = (clock: Clock) => Services

/** Services whose clock is set to a past day, which then dates what is invented, in the log too. */
export type Past = { readonly services: Services; goTo(daysAgo: number): void }

const dayMs = 24 * 3_600_000

export function pastOf({ clock, pack }: Services, servicesAt: ServicesAt): Past {
  const dayOf = daysIn(pack.timeZone)
  let now = clock.now()
  return {
    services: servicesAt({ now: () => now, today: () => dayOf(now) }),
    goTo(daysAgo) {
      now = new Date(clock.now().getTime() - daysAgo * dayMs)
    },
  }
}
