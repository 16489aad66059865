import { welcomeWords } from '../../patrons/pages/index.ts'
import { pdfDownload } from '../../platform/http/layout.tsx'
import { TextLink } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf, languages } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { letterheadFor } from '../../staff/index.ts'
import { cardSleevePdf, counterCardPdf, policySheetPdf, warrantKitPdf } from '../counter-kits.ts'
import { kitsWords } from '../words/kits.ts'
import { outsideWords, policyWords } from '../words/policy.ts'

export async function counterCardDownload(context: StaffContext) {
  const { pack, services, language } = context
  const today = services.clock.today()
  const about = { pack, today, language, words: counterCardWords(context), footer: footerOf(context) }
  return pdfDownload(context, await counterCardPdf(about), about.words.fileName)
}

const counterCardWords = (speaker: ScreenLanguage) => ({
  ...kitsWords(speaker).counterCard,
  subject: outsideWords(speaker),
})

export async function warrantKitDownload(context: StaffContext) {
  const { pack, services, language } = context
  const today = services.clock.today()
  const { director = kitsWords(context).director, counsel = kitsWords(context).counsel } = pack.words
  const about = {
    pack,
    today,
    language,
    words: kitsWords(context).warrantKit,
    footer: footerOf(context),
    whom: [capitalize(director), capitalize(counsel)],
  }
  return pdfDownload(context, await warrantKitPdf(about), about.words.fileName)
}

/** Public, and in the language in which the Board adopted it. */
export async function policySheetDownload(context: StaffContext) {
  const adopted = context.services.pack
  const language = adopted.languages[0] ?? context.language
  const spoken = { language: languages.find((one) => one === language) ?? context.language, pack: adopted }
  const formats = formatsOf(spoken)
  const { number, approvedOn, reviewedOn, title, clauses } = adopted
  const sheet = {
    ...(await letterheadFor(context)).heading,
    language,
    title,
    says: policyWords(spoken).dates(number, formats.day(approvedOn), formats.day(reviewedOn)),
    clauses: clauses.map(({ heading, text }) => ({ heading, text })),
    footer: footerOf({ ...context, ...spoken }),
  }
  return pdfDownload(context, await policySheetPdf(sheet), kitsWords(context).sheetFile)
}

export async function cardSleeveDownload(context: StaffContext) {
  const { library } = context.pack
  const { fileName, name: _name, ...words } = welcomeWords(context).sleeve
  return pdfDownload(
    context,
    await cardSleevePdf({ library, language: context.language, ...words }),
    fileName,
  )
}

function footerOf(context: StaffContext): string {
  const { pack, services } = context
  const kits = kitsWords(context)
  const formats = formatsOf(context)
  const { library, number, reviewedOn, hash } = pack
  return kits.footer(
    library,
    number,
    formats.day(reviewedOn),
    formats.day(services.clock.today()),
    hash.slice(0, 16),
  )
}

export const PrintableKits = ({ context }: { readonly context: StaffContext }) => (
  <section aria-labelledby="print">
    <h2 id="print">{kitsWords(context).title}</h2>
    <KitLinks context={context} />
  </section>
)

export const KitLinks = ({ context }: { readonly context: StaffContext }) => {
  const kits = kitsWords(context)
  const all = [
    ['/kits/counter-card', kits.card],
    ['/kits/warrant', kits.warrant],
    ['/kits/policy', kits.sheet],
    ['/kits/card-sleeve', welcomeWords(context).sleeve.name],
  ] as const
  return (
    <>
      <p>{kits.says}</p>
      <ul class="usa-list usa-list--unstyled">
        {all.map(([href, name]) => (
          <li>
            <TextLink href={href}>{name}</TextLink> {kits.asPdf}
          </li>
        ))}
      </ul>
    </>
  )
}
