/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { StaffVisit } from '../visit.ts'
import { capital } from '../words/capital.ts'
import { kitsWords } from '../words/kits.ts'
import type { Speaker } from '../words/screen-words.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { welcomeWords } from '../words/welcome.ts'

/** The card for the counter. */
export async function counterCard(visit: StaffVisit): Promise<Response> {
  const { pack, house, language } = visit
  // Why only here: the typesetter is large.
  const { counterCardPdf } = await import('../../kits/counter-card.ts')
  const today = house.clock.today()
  const about = { pack, today, language, words: counterCardWords(visit), footer: footerOf(visit) }
  return saved(visit, await counterCardPdf(about), about.words.fileName)
}

/** What stands on it: also what whoever asks about themselves is told, in the words of every other page that has them. */
export const counterCardWords = (speaker: Speaker) => ({
  ...kitsWords(speaker).counterCard,
  subject: sealedWords(speaker).outside,
})

/** The page for a search warrant. */
export async function warrantKit(visit: StaffVisit): Promise<Response> {
  const { pack, house, language } = visit
  const { warrantKitPdf } = await import('../../kits/warrant-kit.ts')
  const today = house.clock.today()
  const { director = kitsWords(visit).director, counsel = kitsWords(visit).counsel } = pack.words
  const about = {
    ...{ pack, today, language, words: kitsWords(visit).warrantKit, footer: footerOf(visit) },
    whom: [capital(director), capital(counsel)],
  }
  return saved(visit, await warrantKitPdf(about), about.words.fileName)
}

/** The sleeve for a card: of nobody. */
export async function cardSleeve(visit: StaffVisit): Promise<Response> {
  const { cardSleevePdf } = await import('../../kits/card-sleeve.ts')
  const { library } = visit.pack
  const { fileName, name: _name, ...words } = welcomeWords(visit).sleeve
  return saved(visit, await cardSleevePdf({ library, language: visit.language, ...words }), fileName)
}

function footerOf(visit: StaffVisit): string {
  const { pack, house } = visit
  const kits = kitsWords(visit)
  const told = formatsOf(visit)
  const { library, number, reviewedOn, hash } = pack
  return kits.footer(library, number, told.day(reviewedOn), told.day(house.clock.today()), hash.slice(0, 16))
}

/** A PDF, which a browser saves and keeps nowhere else. */
export function saved({ c }: StaffVisit, pdf: Buffer, name: string): Response {
  return c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}.pdf"`,
    'Cache-Control': 'no-store',
  })
}

/** What there is to print, with the way to it. */
export const ToPrint = ({ visit }: { readonly visit: StaffVisit }) => {
  const kits = kitsWords(visit)
  return (
    <section aria-labelledby="print">
      <h2 id="print">{kits.title}</h2>
      <p>{kits.says}</p>
      <ul class="usa-list usa-list--unstyled">
        <li>
          <a class="usa-link" href="/kits/counter-card">
            {kits.card}
          </a>{' '}
          {kits.asPdf}
        </li>
        <li>
          <a class="usa-link" href="/kits/warrant">
            {kits.warrant}
          </a>{' '}
          {kits.asPdf}
        </li>
        <li>
          <a class="usa-link" href="/kits/card-sleeve">
            {welcomeWords(visit).sleeve.name}
          </a>{' '}
          {kits.asPdf}
        </li>
      </ul>
    </section>
  )
}
