import { z } from 'zod'
import type { Opened } from '../../disclosure/opened.ts'
import type { Letter } from '../../kits/letter.ts'
import { type Letterhead, letterhead } from '../letterhead.ts'
import { onScreen } from '../on-screen.ts'
import { nameOf } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { type Language, offered } from '../words/language.ts'
import { formatsOf } from '../words/told.ts'
import { welcomeWords } from '../words/welcome.ts'
import { nothingShows } from './counter.tsx'
import { gonePage } from './guardian-pages.tsx'
import { saved } from './kits.tsx'

export const welcomeForm = z.strictObject({ id: z.uuid() })

/** The letter that comes with a card, in the language that its holder chose (Reg 2). */
export async function welcomeLetter(
  visit: StaffVisit,
  { id }: z.infer<typeof welcomeForm>,
): Promise<Response> {
  const records = ['existence', 'identity', 'contact'] as const
  const answer = onScreen(visit, records)
  if (answer.withheld.length > 0) return nothingShows(visit, answer)
  const { told } = await visit.house.gate.view({ actor: actorOf(visit), patron: { id }, records })
  const [found] = told
  if (found === undefined) return gonePage(visit)
  const { letterPdf } = await import('../../kits/letter.ts')
  const pdf = await letterPdf(welcomeTo(visit, found.opened, await letterhead(visit)))
  return saved(visit, pdf, welcomeWords(visit).fileName)
}

function welcomeTo(visit: StaffVisit, opened: Opened, { heading, phone }: Letterhead): Letter {
  const { house, language } = visit
  const spoken = chosenBy(opened, visit) ?? language
  const welcome = welcomeWords({ pack: house.pack.in(spoken), language: spoken })
  const told = formatsOf({ language: spoken })
  const name = nameOf(opened) ?? ''
  return {
    ...heading,
    ...{ language: spoken, title: welcome.title, on: told.day(house.clock.today()) },
    to: [name, ...(opened.contact?.addresses[0] ?? [])],
    parts: [
      { text: welcome.dear(name) },
      { text: welcome.intro },
      { heading: welcome.advice },
      { list: welcome.each },
      { line: welcome.call, says: phone },
      { heading: welcome.pin },
      { text: welcome.pinLater },
    ],
    footer: welcome.footer,
  }
}

/** What they chose, as far as screens and the pack speak it. */
function chosenBy({ contact }: Opened, { house }: StaffVisit): Language | undefined {
  return offered(house.pack).find((each) => each === contact?.choices.language)
}
