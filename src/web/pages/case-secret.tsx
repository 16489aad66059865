/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Spoken } from '../../policy/also-said.ts'
import { caseContacts, type Told } from '../../store/case-mails.ts'
import { show } from '../views/layout.tsx'
import { PhoneTree } from '../views/phone-tree.tsx'
import { SayWords } from '../views/say-words.tsx'
import type { StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { frameWords } from '../words/frame.ts'

/** There is no such case, or not for them. */
export function unknownPage(visit: StaffVisit): Response | Promise<Response> {
  const words = casesIntakeWords(visit)
  const frame = frameWords(visit)
  return framed(visit, words.title, <p class="usa-intro">{words.unknown}</p>, {
    ...{ href: '/report', go: frame.back, status: 422 },
  })
}

type Secret = {
  readonly say: string
  readonly alsoSay: readonly Spoken[]
  readonly about?: boolean
}

/**
 * Of paper of which nobody may be told: whom to speak with all the same, and who alone reads what was typed.
 * Why the same whether it could be kept or not: whoever was served would count by it what waits there. Why the title of any report:
 * it stands on the tab, and in the browser's history.
 */
export async function secretPage(
  visit: StaffVisit,
  { say, alsoSay, about = false }: Secret,
): Promise<Response> {
  const words = casesIntakeWords(visit)
  const answer = answerWords(visit)
  const contacts = await caseContacts(visit.house.app)
  const side = about ? 'president' : 'director'
  const whoms: readonly Told[] = [side, 'counsel']
  return framed(
    visit,
    words.secretTitle[side],
    <>
      <SayWords visit={visit} id="say" heading={answer.say} say={say} alsoSay={alsoSay} />
      <p class="usa-intro">{words.secretSays[side]}</p>
      <p>{words.secretDo}</p>
      <h2>{words.secretCall}</h2>
      {whoms.map((whom) => (
        <>
          <h3>{words.of[whom]}</h3>
          <PhoneTree visit={visit} whom={whom} contacts={contacts} />
        </>
      ))}
      <p>{words.secretSealed[side]}</p>
    </>,
    { href: '/', go: words.done, status: 200, tab: words.title },
  )
}

function framed(
  visit: StaffVisit,
  title: string,
  body: Child,
  on: { readonly href: string; readonly go: string; readonly status: 200 | 422; readonly tab?: string },
): Response | Promise<Response> {
  return show(
    visit,
    on.tab ?? title,
    <>
      <h1>{title}</h1>
      {body}
      <a class="usa-button usa-button--big carrel-go" href={on.href}>
        {on.go}
      </a>
    </>,
    on.status,
  )
}
