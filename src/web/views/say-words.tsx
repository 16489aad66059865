/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Spoken } from '../../policy/also-said.ts'
import type { Visit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { languages } from '../words/language.ts'
import { Heading, type Level } from './heading.tsx'

type SayWordsProps = {
  readonly visit: Visit
  readonly id: string
  readonly heading: string
  readonly say: string
  readonly alsoSay: readonly Spoken[]
  readonly level?: Level
}

/** The words to say, and the same in the pack's other languages: who asks may not speak that of the screen. */
export const SayWords = ({ visit, id, heading, say, alsoSay, level = 2 }: SayWordsProps) => (
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
            <summary>{answerWords(visit).sayIn[language]}</summary>
            <p class="carrel-say__words" lang={language}>
              {each.say}
            </p>
          </details>
        )),
    )}
  </section>
)
