import { Heading, type HeadingLevel } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { type Language, languages } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import type { Pack, TranslatedAnswer } from '../../policy/index.ts'
import { answerPartsWords } from '../words/answer-parts.ts'

type SayWordsProps = {
  readonly context: RequestContext
  readonly id?: string
  readonly heading?: string
  readonly say: string
  readonly alsoSay: readonly TranslatedAnswer[]
  readonly level?: HeadingLevel
}

/** The words to say, also in the pack's other languages, because the requester may not speak that of the screen. */
export const SayWords = ({
  context,
  id = 'say',
  heading = answerPartsWords(context).say,
  say,
  alsoSay,
  level = 2,
}: SayWordsProps) => (
  <section class="carrel-say" aria-labelledby={id}>
    <Heading level={level} id={id} class="carrel-say__heading">
      {heading}
    </Heading>
    <blockquote class="carrel-say__words">{say}</blockquote>
    {languages.flatMap((language) =>
      alsoSay
        .filter((each) => each.language === language)
        .map((each) => (
          <details class="carrel-say__also">
            <summary>{answerPartsWords(context).sayIn[language]}</summary>
            <p class="carrel-say__words" lang={language}>
              {each.say}
            </p>
          </details>
        )),
    )}
  </section>
)

type SayInProps = Omit<SayWordsProps, 'say' | 'alsoSay'> & { sayIn(language: Language): string }

/** Words of the screens' own to say, in each language that the pack has. */
export const SayIn = ({ context, sayIn, ...rest }: SayInProps) => {
  const others = languages.filter(
    (other) => other !== context.language && context.pack.languages.includes(other),
  )
  const alsoSay = others.map((language) => ({ language, say: sayIn(language) }))
  return <SayWords context={context} say={sayIn(context.language)} alsoSay={alsoSay} {...rest} />
}

/** The clauses' text as the Board adopted it, in that language. */
export const Clauses = ({ pack, ids }: { readonly pack: Pack; readonly ids: readonly string[] }) => (
  <ul class="carrel-clauses">
    {pack.clauses
      .filter((clause) => ids.includes(clause.id))
      .map((clause) => (
        <li lang={pack.languages[0]}>
          <h3 class="carrel-clause__name">{clause.heading}</h3>
          <p class="carrel-clause__text">{clause.text}</p>
        </li>
      ))}
  </ul>
)

type FlagsProps = { readonly speaker: ScreenLanguage; readonly flags: readonly string[] }

/** Every answer has this flag by now, so it comes last. */
const reviewFlag = 'policy-review-overdue'

export const AnswerNotes = ({
  speaker,
  flags,
  level = 2,
}: FlagsProps & { readonly level?: HeadingLevel }) => {
  const known = flags.filter((flag) => flag !== reviewFlag)
  if (known.length === 0) return null
  return (
    <section class="usa-summary-box" aria-labelledby="know">
      <div class="usa-summary-box__body">
        <Heading level={level} id="know" class="usa-summary-box__heading">
          {answerPartsWords(speaker).know}
        </Heading>
        <ul class="usa-list">
          {known.map((flag) => (
            <li>{flagSentence(flag, speaker)}</li>
          ))}
        </ul>
      </div>
    </section>
  )
}

export const ReviewOverdue = ({ speaker, flags }: FlagsProps) =>
  flags.includes(reviewFlag) ? (
    <p class="carrel-small">
      {answerPartsWords(speaker).flag[reviewFlag]} {answerPartsWords(speaker).stillInForce}
    </p>
  ) : null

/** A pack's flag that the screens do not know is shown by its name. */
function flagSentence(flag: string, speaker: ScreenLanguage): string {
  const answer = answerPartsWords(speaker)
  const known: Readonly<Record<string, string>> = answer.flag
  return known[flag] ?? `${flag.replaceAll('-', ' ')}.`
}
