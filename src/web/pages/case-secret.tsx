/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Left } from '../../compartments/compartments.ts'
import type { Spoken } from '../../policy/also-said.ts'
import { caseContacts, type Told } from '../../store/case-mails.ts'
import { show } from '../views/layout.tsx'
import { PhoneTree } from '../views/phone-tree.tsx'
import { SayWords } from '../views/say-words.tsx'
import type { StaffVisit } from '../visit.ts'

/** There is no such case, or not for them. */
export function unknownPage(visit: StaffVisit): Response | Promise<Response> {
  const { casesIntake: words, frame } = visit.words
  return framed(visit, words.title, <p class="usa-intro">{words.unknown}</p>, {
    ...{ href: '/report', go: frame.back, status: 422 },
  })
}

/** Of paper of which nobody may be told: whom to speak with all the same, and who alone reads what was typed. */
export async function secretPage(
  visit: StaffVisit,
  { say, alsoSay, left }: { readonly say: string; readonly alsoSay: readonly Spoken[]; readonly left: Left },
): Promise<Response> {
  const { casesIntake: words, answer } = visit.words
  const contacts = await caseContacts(visit.house.app)
  const whoms: readonly Told[] = ['director', 'counsel']
  return framed(
    visit,
    words.secretTitle,
    <>
      <SayWords visit={visit} id="say" heading={answer.say} say={say} alsoSay={alsoSay} />
      <p class="usa-intro">{words.secretSays}</p>
      <p>{words.secretDo}</p>
      <h2>{words.secretCall}</h2>
      {whoms.map((whom) => (
        <>
          <h3>{words.of[whom]}</h3>
          <PhoneTree visit={visit} whom={whom} contacts={contacts} />
        </>
      ))}
      <p>{left === 'kept' ? words.secretSealed : words.secretKept}</p>
    </>,
    { href: '/', go: words.done, status: 200 },
  )
}

function framed(
  visit: StaffVisit,
  title: string,
  body: Child,
  on: { readonly href: string; readonly go: string; readonly status: 200 | 422 },
): Response | Promise<Response> {
  return show(
    visit,
    title,
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
