import { welcomeWords } from '../../patrons/pages/index.ts'
import { pdfDownload } from '../../platform/http/layout.tsx'
import { TextLink } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf, languages } from '../../platform/i18n/language.ts'
import { contactsToCall, letterheadFor } from '../../staff/index.ts'
import { cardSleevePdf, counterCardPdf, policySheetPdf, warrantKitPdf } from '../counter-kits.ts'
import { counterCardWords, kitFooter, paperPackPdf, warrantPage } from '../paper-pack.ts'
import { fromPaperWords } from '../words/ask.ts'
import { kitsWords, paperPackWords } from '../words/kits.ts'
import { policyWords } from '../words/policy.ts'

export async function counterCardDownload(context: StaffContext) {
  const { pack, services, language } = context
  const today = services.clock.today()
  const about = { pack, today, language, words: counterCardWords(context), footer: footerOf(context) }
  return pdfDownload(context, await counterCardPdf(about), about.words.fileName)
}

export async function warrantKitDownload(context: StaffContext) {
  const { pack, services, language } = context
  const today = services.clock.today()
  const about = {
    pack,
    today,
    language,
    footer: footerOf(context),
    ...warrantPage(context, await contactsToCall(services)),
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

const footerOf = (context: StaffContext): string => kitFooter(context, context.services.clock.today())

/** For a day on which Carrel cannot be used. */
export async function paperPackDownload(context: StaffContext) {
  const { services } = context
  const at = { now: services.clock.now(), today: services.clock.today() }
  const pdf = await paperPackPdf(context, at, await contactsToCall(services))
  return pdfDownload(context, pdf, paperPackWords(context).fileName)
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
      <PaperPackLink context={context} />
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

export const PaperPackLink = ({ context }: { readonly context: StaffContext }) => {
  const { link, says } = paperPackWords(context)
  return (
    <p>
      <TextLink href="/kits/paper">{link}</TextLink> {says}{' '}
      <TextLink href="/ask/paper">{fromPaperWords(context).title}</TextLink>
    </p>
  )
}
