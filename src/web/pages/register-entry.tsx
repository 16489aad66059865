/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { type ListedEntry, lookAtEntry } from '../../disclosure/entries-listed.ts'
import type { Proven, Unproven } from '../../jobs/prove-entry.ts'
import { writeProof } from '../../register/entry-proof.ts'
import { pathRanges } from '../../register/proof.ts'
import { sentenceOf } from '../entry-sentence.ts'
import { show } from '../views/layout.tsx'
import { TreePath } from '../views/tree-path.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { registerWords } from '../words/register.ts'
import { formatsOf } from '../words/told.ts'
import { notHere } from './errors.tsx'
import { namesFor, withErrors } from './register.tsx'

export const findForm = z.strictObject({ reference: z.string().trim().max(100) })

const reference = /^[A-Za-z0-9_-]{21}[AQgw]$/

/** From a reference that was typed to its page. */
export async function findEntry(visit: StaffVisit, fields: z.infer<typeof findForm>): Promise<Response> {
  const register = registerWords(visit)
  const wrong = (message: string) => withErrors(visit, [{ field: 'reference', message }])
  if (!reference.test(fields.reference)) return wrong(register.referenceUnfit)
  const proven = await visit.house.proveEntry(fields.reference)
  if (proven === 'unknown') return wrong(register.referenceUnknown)
  if (proven === 'waits') return wrong(register.referenceWaits)
  return visit.c.redirect(`/register/entry/${fields.reference}`, 303)
}

/** One entry: what it says, as far as this person may be told, and that it is in the register, drawn. */
export async function entryPage(visit: StaffVisit): Promise<Response> {
  const asked = askedFor(visit)
  const proven = await provenFor(visit, asked)
  if (proven === 'unknown' || proven === 'waits') return notHere(visit)
  const register = registerWords(visit)
  const told = formatsOf(visit)
  const { app, ring, clock } = visit.house
  const listed = await lookAtEntry({ app, ring, now: clock.now() }, actorOf(visit), asked)
  if (listed === undefined) return notHere(visit)
  const holds = typeof proven !== 'string'
  return show(
    visit,
    register.entryTitle,
    <>
      <h1>{register.entryTitle}</h1>
      {(holds || listed.as !== 'damaged') && (
        <p class="usa-intro">{sentenceOf(visit, listed, await namesFor(visit))}</p>
      )}
      {listed.as === 'told' && (
        <p>{register.entryAt(told.moment(new Date(listed.entry.at), visit.pack.timeZone))}</p>
      )}
      {holds ? <Standing visit={visit} proven={proven} listed={listed} /> : <DoesNotHold visit={visit} />}
      {holds && <Ways visit={visit} asked={asked} />}
      <p class="carrel-back">
        <a class="usa-link" href="/register">
          {register.toRegister}
        </a>
      </p>
    </>,
  )
}

/** Somebody changed the register, or what is stored of it is damaged. */
const DoesNotHold = ({ visit }: { readonly visit: StaffVisit }) => {
  const register = registerWords(visit)
  return (
    <div class="usa-alert usa-alert--error carrel-first" role="alert">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{register.doesNotHold}</h2>
        <p class="usa-alert__text">{register.tellDirector}</p>
      </div>
    </div>
  )
}

/** The proof to take along, and what checks it. */
const Ways = ({ visit, asked }: { readonly visit: StaffVisit; readonly asked: string }) => {
  const register = registerWords(visit)
  return (
    <ul class="carrel-ways carrel-ways--one">
      <li>
        <a class="carrel-way" href={`/register/entry/${asked}/proof`}>
          <span class="carrel-way__name">{register.download}</span>{' '}
          <span class="carrel-way__says">{register.downloadSays}</span>
        </a>
      </li>
      <li>
        <a class="carrel-way" href="/register/checker">
          <span class="carrel-way__name">{register.checker}</span>{' '}
          <span class="carrel-way__says">{register.checkerSays}</span>
        </a>
      </li>
    </ul>
  )
}

type StandingProps = { readonly visit: StaffVisit; readonly proven: Proven; readonly listed: ListedEntry }

/** That the entry is where the signature says, checked while the page is made. */
const Standing = ({ visit, proven, listed }: StandingProps) => {
  const register = registerWords(visit)
  const told = formatsOf(visit)
  const { size } = proven
  const ranges = pathRanges(listed.index, [0n, size])
  const signedOn = told.day(proven.signedOn)
  return (
    <>
      <div class="usa-alert usa-alert--success carrel-first">
        <div class="usa-alert__body">
          <h2 class="usa-alert__heading">{register.holds}</h2>
          <p class="usa-alert__text">{register.checkedNow(told.count(size), signedOn)}</p>
        </div>
      </div>
      <h2 id="picture">{register.picture}</h2>
      <p id="picture-says">{register.pictureSays(ranges.length)}</p>
      <TreePath speaker={visit} index={listed.index} size={size} ranges={ranges} signedOn={signedOn} />
    </>
  )
}

/** The proof as a file: the sealed entry, its path and the signature; where there is none, the page that says so. */
export async function proofFile(visit: StaffVisit): Promise<Response> {
  const asked = askedFor(visit)
  const proven = await provenFor(visit, asked)
  if (proven === 'unknown' || proven === 'waits') return notHere(visit)
  if (typeof proven === 'string') return visit.c.redirect(`/register/entry/${asked}`, 303)
  return visit.c.body(writeProof(proven.proof), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="carrel-proof-${asked}.txt"`,
  })
}

const askedFor = ({ c }: StaffVisit) => c.req.param('reference') ?? ''

async function provenFor({ house }: StaffVisit, asked: string): Promise<Proven | Unproven> {
  return reference.test(asked) ? house.proveEntry(asked) : 'unknown'
}
