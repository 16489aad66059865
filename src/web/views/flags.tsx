/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { answerWords } from '../words/answer.ts'
import type { Speaker } from '../words/screen-words.ts'
import { Heading, type Level } from './heading.tsx'

type FlagsProps = { readonly speaker: Speaker; readonly flags: readonly string[] }

/** Stands on every answer by now, so it stands last: whoever has somebody waiting must not read it first. */
const reviewFlag = 'policy-review-overdue'

/** What else staff should know of an answer; nothing where there is nothing. */
export const GoodToKnow = ({ speaker, flags, level = 2 }: FlagsProps & { readonly level?: Level }) => {
  const known = flags.filter((flag) => flag !== reviewFlag)
  if (known.length === 0) return null
  return (
    <section class="usa-summary-box" aria-labelledby="know">
      <div class="usa-summary-box__body">
        <Heading level={level} id="know" class="usa-summary-box__heading">
          {answerWords(speaker).know}
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

/** That the policy is old, and still in force. */
export const ReviewOverdue = ({ speaker, flags }: FlagsProps) =>
  flags.includes(reviewFlag) ? (
    <p class="carrel-small">
      {answerWords(speaker).flag[reviewFlag]} {answerWords(speaker).stillInForce}
    </p>
  ) : null

/** A flag of a pack that the screens do not know is read as its name. */
function flagSentence(flag: string, speaker: Speaker): string {
  const answer = answerWords(speaker)
  const known: Readonly<Record<string, string>> = answer.flag
  return known[flag] ?? `${flag.replaceAll('-', ' ')}.`
}
