import { z } from 'zod'
import { actorOf, answerForScreen, type ContactChannel, type Opened, reachedAt } from '../../gate/index.ts'
import { nameOf, nothingShownPage, recordNotOpenPage, welcomeWords } from '../../patrons/pages/index.ts'
import { pdfDownload, show } from '../../platform/http/layout.tsx'
import { DataTable, Form, LinkLine, TextLink } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import {
  formatsOf,
  type Language,
  languages,
  makeFormats,
  offeredLanguages,
} from '../../platform/i18n/language.ts'
import { type Letter, letterPdf } from '../../platform/pdf/letter.ts'
import { isPrivateRoom } from '../../policy/index.ts'
import { type Letterhead, letterheadFor } from '../../staff/index.ts'
import {
  type LetterParts,
  letterFrame,
  lettersAtOnce,
  lettersMailed,
  lettersPdf,
  lettersToPrint,
  lettersWaiting,
  type NoticeLetter,
} from '../letters.ts'
import { guardianNoticeText, noticeText } from '../notice.ts'
import { noticesOfMonth } from '../notice-store.ts'
import type { ContactContext } from '../services.ts'
import { noticesWords } from '../words/notices.ts'

export const welcomeForm = z.strictObject({ id: z.uuid() })

/** Sent with a new card, in the language that the patron chose (Reg 2). */
export async function welcomeLetter(context: ContactContext, { id }: z.infer<typeof welcomeForm>) {
  const records = ['existence', 'identity', 'contact'] as const
  const answer = answerForScreen(context, records)
  if (answer.withheld.length > 0) return nothingShownPage(context, answer)
  const disclosed = await context.services.gate.view({ actor: actorOf(context), patron: { id }, records })
  const [found] = disclosed.told
  if (found === undefined) return recordNotOpenPage(context, disclosed)
  const pdf = await letterPdf(welcomeTo(context, found.opened, await letterheadFor(context)))
  return pdfDownload(context, pdf, welcomeWords(context).fileName)
}

function welcomeTo(context: StaffContext, opened: Opened, { heading, phone }: Letterhead): Letter {
  const { services, language } = context
  const spoken = chosenBy(opened, context) ?? language
  const pack = services.pack.in(spoken)
  const welcome = welcomeWords({ pack, language: spoken })
  const { advice = [] } = pack.manifest
  const formats = formatsOf({ language: spoken })
  const name = nameOf(opened) ?? ''
  return {
    ...heading,
    language: spoken,
    title: welcome.title,
    on: formats.day(services.clock.today()),
    to: [name, ...mailLines(opened)],
    parts: [
      { text: welcome.dear(name) },
      { text: welcome.intro },
      ...(advice.length > 0 ? [{ heading: welcome.advice }, { list: advice }] : []),
      { line: welcome.call, says: phone },
      { heading: welcome.pin },
      { text: welcome.pinLater },
      ...[{ text: welcome.closing }, { text: heading.library }],
    ],
    footer: welcome.footer,
  }
}

const mailLines = ({ contact }: Opened): readonly string[] =>
  contact === undefined ? [] : (reachedAt(contact, contact.reach ?? {}).addresses[0] ?? [])

function chosenBy({ contact }: Opened, { services }: StaffContext): Language | undefined {
  return offeredLanguages(services.pack).find((each) => each === contact?.choices.language)
}

const ways: readonly ContactChannel[] = ['e-mail', 'text', 'letter', 'phone']

/** For the Director: this month's numbers, failures, and the text of each notice. */
export async function noticesPage(context: StaffContext) {
  const notices = noticesWords(context)
  const formats = formatsOf(context)
  const { services, pack } = context
  const month = services.clock.today().slice(0, 7)
  const counted = await noticesOfMonth(services.app, month)
  const times = (way: ContactChannel, outcome: string) =>
    formats.count(counted.find((one) => one.channel === way && one.outcome === outcome)?.times ?? 0)
  return show(
    context,
    notices.title,
    <>
      <h1>{notices.title}</h1>
      {pack.manifest.notices === undefined ? (
        <p>{notices.noneInPack}</p>
      ) : (
        <>
          <p>{notices.what}</p>
          <h2>{notices.month(formats.month(Number(month.slice(5)) - 1))}</h2>
          <DataTable
            head={[notices.way, notices.outcomes.done, notices.outcomes.unknown, notices.outcomes.failed]}
            rows={ways.map((way) => [
              notices.ways[way],
              ...(['done', 'unknown', 'failed'] as const).map((outcome) => times(way, outcome)),
            ])}
          />
          <p class="carrel-small">{notices.failedSays}</p>
          {services.mail.state === 'not-set-up' && <p>{notices.noMail}</p>}
          <h2>{notices.preview}</h2>
          <p>{notices.previewSays}</p>
          {previews(context).map(([name, says]) => (
            <>
              <h3>{name}</h3>
              <p lang={pack.manifest.language} class="carrel-say">
                {says}
              </p>
            </>
          ))}
          <LinkLine href="/notices/letter">{notices.sample}</LinkLine>
        </>
      )}
    </>,
  )
}

export async function sampleLetter(context: StaffContext) {
  const { pack, services } = context
  const formats = formatsOf(context)
  const notices = noticesWords(context)
  const words = pack.manifest['notice-words']
  const on = services.clock.today()
  const { name, guardian, address } = notices.invented
  const { language } = pack.manifest
  const about = { on: formats.day(on), language, advice: [] }
  const amount = formats.dollars(1250)
  const owed = words?.owed.replace('{amount}', () => amount) ?? null
  const says = (record: 'overdue' | 'charges') => noticeText(pack, 'letter', record, atNoPlace(on))
  const frame = (record: string, to?: string) => letterFrame(pack, { record, name: to })
  const letters: NoticeLetter[] = [
    { ...about, ...frame('overdue', name), to: [name, ...address], says: says('overdue'), owed: null },
    { ...about, ...frame('charges', name), to: [name, ...address], says: says('charges'), owed },
    {
      ...{ ...about, ...frame('charges') },
      says: guardianNoticeText(pack, name, ['charges']),
      owed,
      to: [guardian, ...address],
    },
  ]
  return lettersDownload(context, letters)
}

function previews(context: StaffContext): (readonly [string, string])[] {
  const { pack, services } = context
  const { kinds } = noticesWords(context)
  const at = atNoPlace(services.clock.today())
  return [
    [kinds.overdue, noticeText(pack, 'e-mail', 'overdue', at)],
    [kinds.hold, noticeText(pack, 'e-mail', 'holds', at)],
    [kinds.card, noticeText(pack, 'e-mail', 'card', at)],
    [kinds.charges, noticeText(pack, 'letter', 'charges', at)],
  ]
}

const atNoPlace = (on: string) => ({ on, place: 'elsewhere' })

export const lettersForm = z.strictObject({})

/** Only in a private room. */
export async function lettersPage(context: ContactContext) {
  const { letters } = noticesWords(context)
  if (!isPrivateRoom(context.pack, context.place)) {
    return show(context, letters.title, <OnlyInPrivate context={context} />)
  }
  const { ready, printed } = await lettersWaiting(context.services, actorOf(context))
  return show(
    context,
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
          <Form context={context} action="/letters/print">
            <button type="submit" class={printed > 0 ? 'usa-button usa-button--outline' : 'usa-button'}>
              {printed > 0 ? letters.again : letters.print}
            </button>
          </Form>
          <h2>{letters.next}</h2>
          <p>{letters.nextSays}</p>
          {/* Shown before printing too: the file is saved while this page stays. */}
          <Form context={context} action="/letters/mailed">
            <button type="submit" class={printed > 0 ? 'usa-button' : 'usa-button usa-button--outline'}>
              {letters.mailed}
            </button>
          </Form>
        </>
      )}
      <Returned context={context} />
    </>,
  )
}

export async function submitPrintLetters(context: ContactContext) {
  if (!isPrivateRoom(context.pack, context.place)) return lettersPage(context)
  return lettersToPrint(partsOf(context), actorOf(context), (letters) =>
    letters.length === 0 ? context.c.redirect('/letters', 303) : lettersDownload(context, letters),
  )
}

export async function submitMailedLetters(context: ContactContext) {
  if (isPrivateRoom(context.pack, context.place)) await lettersMailed(context.services, actorOf(context))
  return context.c.redirect('/letters', 303)
}

/** About patrons, so never cached. */
async function lettersDownload(context: StaffContext, letters: readonly NoticeLetter[]) {
  const { pack } = context
  const { library, from, reach } = (await letterheadFor(context)).heading
  const sender = from.length > 0 ? [library, ...from] : (pack.manifest.notices?.sender ?? [library])
  const { title, fileName } = noticesWords(context).letters
  return pdfDownload(context, await lettersPdf({ title, library, sender, reach, letters }), fileName)
}

const OnlyInPrivate = ({ context }: { readonly context: StaffContext }) => {
  const { letters } = noticesWords(context)
  return (
    <>
      <h1>{letters.title}</h1>
      <p>{letters.elsewhere}</p>
      <Returned context={context} />
    </>
  )
}

/** Here since staff look for it where the letters are. */
const Returned = ({ context }: { readonly context: StaffContext }) => {
  const { letters } = noticesWords(context)
  return (
    <p>
      {letters.returned} <TextLink href="/counter">{letters.returnedGo}</TextLink>
    </p>
  )
}

function partsOf({ services }: ContactContext): LetterParts {
  const { app, ring, gate, pack, clock } = services
  const of = (language: string) => makeFormats(languages.find((one) => one === language) ?? languages[0])
  const say: LetterParts['say'] = {
    day: (language, day) => of(language).day(day),
    dollars: (language, cents) => of(language).dollars(cents),
  }
  return { app, ring, gate, pack, clock, say }
}
