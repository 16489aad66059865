/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { LetterParts } from '../../jobs/letters.ts'
import { lettersAtOnce, lettersMailed, lettersToPrint, lettersWaiting } from '../../jobs/letters.ts'
import type { Letter } from '../../kits/letters.ts'
import { letterhead } from '../letterhead.ts'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { languages } from '../words/language.ts'
import { noticesWords } from '../words/notices.ts'
import { formatsOf, told } from '../words/told.ts'

/** Nothing but the button. */
export const lettersForm = z.strictObject({})

/** Letters to print, and whether those that were printed are in the mail. In a private room alone. */
export async function lettersPage(visit: StaffVisit): Promise<Response> {
  const { letters } = noticesWords(visit)
  if (!isInPrivate(visit)) {
    return show(visit, letters.title, <OnlyInPrivate visit={visit} />)
  }
  const { ready, printed } = await lettersWaiting(visit.house, actorOf(visit))
  return show(
    visit,
    letters.title,
    <>
      <h1>{letters.title}</h1>
      {ready + printed === 0 && <p class="carrel-nothing">{letters.none}</p>}
      {ready > 0 && <p>{ready > lettersAtOnce ? letters.many(lettersAtOnce) : letters.ready(ready)}</p>}
      {printed > 0 && <p>{letters.printed(printed)}</p>}
      {ready + printed > 0 && (
        <>
          <p>{letters.says}</p>
          <h2>{letters.first}</h2>
          <form method="post" action="/letters/print">
            <Word visit={visit} />
            <button type="submit" class={printed > 0 ? 'usa-button usa-button--outline' : 'usa-button'}>
              {printed > 0 ? letters.again : letters.print}
            </button>
          </form>
          <h2>{letters.next}</h2>
          <p>{letters.nextSays}</p>
          {/* Also before any is printed: the file is saved, and this page stays as it is. */}
          <form method="post" action="/letters/mailed">
            <Word visit={visit} />
            <button type="submit" class={printed > 0 ? 'usa-button' : 'usa-button usa-button--outline'}>
              {letters.mailed}
            </button>
          </form>
        </>
      )}
    </>,
  )
}

/** The letters as one file to print. */
export async function printLetters(visit: StaffVisit): Promise<Response> {
  if (!isInPrivate(visit)) return lettersPage(visit)
  return lettersToPrint(partsOf(visit), actorOf(visit), (letters) =>
    letters.length === 0 ? visit.c.redirect('/letters', 303) : savedLetters(visit, letters),
  )
}

/** Those that were printed are in the mail. */
export async function mailedLetters(visit: StaffVisit): Promise<Response> {
  if (isInPrivate(visit)) await lettersMailed(visit.house, actorOf(visit))
  return visit.c.redirect('/letters', 303)
}

/** An address that a form was sent to, opened again. */
export async function toLetters({ c }: StaffVisit): Promise<Response> {
  return c.redirect('/letters', 303)
}

/** Letters as a file; of customers, so it is kept by nobody on the way. */
export async function savedLetters(visit: StaffVisit, letters: readonly Letter[]): Promise<Response> {
  const { pack, c } = visit
  // Why only here: the typesetter is large.
  const { lettersPdf } = await import('../../kits/letters.ts')
  const { library, from, reach } = (await letterhead(visit)).heading
  const sender = from.length > 0 ? [library, ...from] : (pack.manifest.notices?.sender ?? [library])
  const { title, fileName } = noticesWords(visit).letters
  const pdf = await lettersPdf({ title, library, sender, reach, letters })
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${fileName}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

function isInPrivate({ pack, place }: StaffVisit): boolean {
  return pack.privateRooms.includes(place)
}

const OnlyInPrivate = ({ visit }: { readonly visit: StaffVisit }) => {
  const { letters } = noticesWords(visit)
  const { pack } = visit
  const rooms = formatsOf(visit).either(pack.privateRooms.map((room) => pack.places[room] ?? room))
  return (
    <>
      <h1>{letters.title}</h1>
      <p>{letters.elsewhere(rooms)}</p>
    </>
  )
}

function partsOf({ house }: StaffVisit): LetterParts {
  const { app, ring, gate, pack, clock } = house
  const of = (language: string) => told(languages.find((one) => one === language) ?? languages[0])
  const say: LetterParts['say'] = {
    day: (language, day) => of(language).day(day),
    dollars: (language, cents) => of(language).dollars(cents),
  }
  return { app, ring, gate, pack, clock, say }
}
