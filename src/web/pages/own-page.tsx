/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened, OpenedTitle } from '../../disclosure/opened.ts'
import { wholeRecord } from '../../disclosure/wanted.ts'
import { patronThemselves } from '../../own/act.ts'
import { newOwnCode, phoneCodeMinutes } from '../../own/codes.ts'
import { atOwnScreen } from '../../store/own-sessions.ts'
import { Word } from '../views/form.tsx'
import { show, worksCases } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { nameOf, RecordView } from '../views/record.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { casesPrivacyWords } from '../words/cases-privacy.ts'
import { ownPageWords } from '../words/own.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { ownReserveWords } from '../words/own-reserve.ts'
import { recordsWords } from '../words/records.ts'
import { CorrectionStands } from './own-correct.tsx'
import { askPin, pinErrors } from './own-proof.tsx'
import { OwnReserves } from './own-reserve.tsx'
import { leaveOwn } from './own-sign-in.tsx'

/** `all`, or the random id of one item. */
export const renewForm = z.strictObject({ item: z.string().min(1).max(1000) })
export const phoneCodeForm = z.strictObject({ old: z.string().max(200).optional() })

/** What somebody has, owes and has on reserve: theirs to see, and on record as every look is. */
export async function ownPageShown(visit: OwnVisit): Promise<Response> {
  const { house } = visit
  const { told } = await house.gate.own({ self: selfOf(visit), records: wholeRecord, handles: true })
  const [found] = told
  // Their record went away while they were signed in.
  if (found === undefined) return leaveOwn(visit, '/me/sign-in')
  const { opened } = found
  return show(
    visit,
    ownPageWords(visit).page.title,
    <>
      <h1>{nameOf(opened)}</h1>
      <Note said={saidOf(visit)} />
      <CorrectionStands visit={visit} opened={opened} />
      <RecordView speaker={visit} opened={opened} level={2} />
      {opened.charges && opened.charges.totalCents > 0 && <p>{ownPageWords(visit).page.owe}</p>}
      {house.desk.lends && <Renewals visit={visit} loans={renewable(opened)} />}
      {house.holds.taken && <OwnReserves visit={visit} opened={opened} />}
      <section aria-labelledby="phone" class="carrel-acts">
        <h2 id="phone">{ownPageWords(visit).page.phone}</h2>
        <p>{ownPageWords(visit).page.phoneSays(phoneCodeMinutes)}</p>
        <form method="post" action="/me/phone-code">
          <Word visit={visit} />
          <button type="submit" class="usa-button usa-button--outline">
            {ownPageWords(visit).page.phoneGet}
          </button>
        </form>
      </section>
      <section aria-labelledby="account" class="carrel-acts">
        <h2 id="account">{ownPageWords(visit).page.account}</h2>
        <ul class="usa-list">
          {accountLinks.map(([href, name]) => (
            <li>
              <a class="usa-link" href={href}>
                {ownPageWords(visit).page[name]}
              </a>
            </li>
          ))}
          {worksCases(visit) && (
            <li>
              <a class="usa-link" href="/me/worry">
                {casesPrivacyWords(visit).own.link}
              </a>
            </li>
          )}
        </ul>
      </section>
      <p class="carrel-recorded">
        {ownPageWords(visit).recorded} {ownPageWords(visit).page.print}
      </p>
    </>,
  )
}

const accountLinks = [
  ['/me/change-pin', 'changePin'],
  ['/me/second-step', 'secondStep'],
  ['/me/lost', 'lostCard'],
  ['/me/correct', 'correct'],
  ['/me/data/page', 'copyToRead'],
  ['/me/data', 'copy'],
  ['/privacy', 'privacy'],
  ['/me/close', 'close'],
] as const

/** What is out and was not given up for lost. */
function renewable({ loans = [], overdue }: Opened): readonly (OpenedTitle & { readonly handle: string })[] {
  return [...(overdue?.titles ?? []), ...loans].flatMap(({ handle, ...loan }) =>
    handle === undefined ? [] : [{ ...loan, handle }],
  )
}

type RenewalsProps = { readonly visit: OwnVisit; readonly loans: ReturnType<typeof renewable> }

const Renewals = ({ visit, loans }: RenewalsProps) => {
  const own = ownPageWords(visit)
  const records = recordsWords(visit)
  if (loans.length === 0) return null
  return (
    <form method="post" action="/me/renew" class="carrel-acts">
      <Word visit={visit} />
      <button type="submit" name="item" value="all" class="usa-button">
        {own.page.renewAll}
      </button>
      {loans.length > 1 &&
        loans.map(({ handle, title }) => (
          <button type="submit" name="item" value={handle} class="usa-button usa-button--outline">
            {own.page.renew(title ?? records.titleGone)}
          </button>
        ))}
    </form>
  )
}

/** Renews one, or all that is out. */
export async function renewOwn(visit: OwnVisit, { item }: z.infer<typeof renewForm>): Promise<Response> {
  const { c, house, own } = visit
  const items = item === 'all' ? await itemsOut(visit) : [item]
  let renewed = 0
  for (const loanIndexKey of items) {
    const done = await house.holds.renew({ patronId: own.patronId, loanIndexKey }, atOwnScreen)
    if (typeof done !== 'string') renewed++
  }
  return c.redirect(`/me?renewed=${renewed}&not=${items.length - renewed}`, 303)
}

async function itemsOut(visit: OwnVisit): Promise<string[]> {
  const records = ['loans', 'overdue', 'overdue.titles'] as const
  const { told } = await visit.house.gate.own({ self: selfOf(visit), records, handles: true })
  return told.flatMap(({ opened }) => renewable(opened)).map(({ handle }) => handle)
}

/** What was done a moment ago. Hostile: whatever the address says, it is a number or a word of ours. */
function saidOf(visit: OwnVisit): string | undefined {
  const { c } = visit
  const { page, second } = ownPageWords(visit)
  const count = (name: string) => Math.min(Number(/^\d{1,4}$/.exec(c.req.query(name) ?? '')?.[0] ?? 0), 9999)
  if (c.req.query('renewed') !== undefined) {
    const [renewed, not] = [count('renewed'), count('not')]
    const parts = [renewed > 0 && page.renewed(renewed), not > 0 && page.notRenewed(not)].filter(Boolean)
    return parts.length === 0 ? page.nothingRenewed : parts.join(' ')
  }
  const done = c.req.query('done') ?? ''
  const said: Readonly<Record<string, string>> = {
    pin: ownPinWords(visit).changed,
    'step-added': second.added,
    'step-removed': second.removed,
    reserved: ownReserveWords(visit).placed,
    unreserved: ownReserveWords(visit).cancelled,
    'not-unreserved': ownReserveWords(visit).gone,
  }
  return Object.hasOwn(said, done) ? said[done] : undefined
}

/** A code to be read out on the phone, once they have typed their PIN again; it is on this page and nowhere else. */
export async function phoneCode(visit: OwnVisit, { old }: z.infer<typeof phoneCodeForm>): Promise<Response> {
  const { house, own } = visit
  const asked = { title: ownPageWords(visit).page.phoneCode, action: '/me/phone-code' } as const
  const errors = old === undefined ? [] : await pinErrors(visit, old)
  if (old === undefined || errors.length > 0) return askPin(visit, asked, errors)
  const code = await newOwnCode(house, patronThemselves, { patronId: own.patronId, use: 'phone' })
  const { page } = ownPageWords(visit)
  return show(
    visit,
    page.phoneCode,
    <div class="carrel-narrow">
      <h1>{page.phoneCode}</h1>
      <p class="carrel-secret carrel-big">{code}</p>
      <p class="usa-intro">{page.phoneCodeSays(phoneCodeMinutes)}</p>
      <p class="carrel-back">
        <a class="usa-link" href="/me">
          {ownPageWords(visit).back}
        </a>
      </p>
    </div>,
  )
}
