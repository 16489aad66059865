import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import { TextLink } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf } from '../../platform/i18n/language.ts'
import { isDay } from '../../policy/index.ts'
import { type Denial, denials } from '../denials-store.ts'
import { casesDenialsWords } from '../words/figures.ts'

const aPage = 25

/** INVARIANT: made of fixed words, the pack, days, offices and hashes, and the same whatever other cases exist. */
export async function denialsPage(context: RequestContext): Promise<Response> {
  const { services, pack } = context
  const rules = pack.manifest.cases
  if (rules === undefined) return notFoundPage(context)
  const said = casesDenialsWords(context)
  const before = beforeOf(context.c.req.query('before') ?? '')
  const found = await denials(services.app, { before, limit: aPage + 1 })
  const letters = found.slice(0, aPage)
  const last = letters.at(-1)
  return show(
    context,
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="usa-intro">{said.intro}</p>
      {letters.length === 0 && <p>{said.none}</p>}
      {monthsOf(letters).map(([month, all]) => (
        <section aria-labelledby={`m-${month}`}>
          <h2 id={`m-${month}`}>{capitalize(formatsOf(context).monthOfYear(month))}</h2>
          {all.map((letter) => (
            <Letter context={context} letter={letter} />
          ))}
        </section>
      ))}
      <nav aria-label={said.title} class="carrel-pages">
        {before !== undefined && <TextLink href="/denials">{said.newest}</TextLink>}
        {found.length > aPage && last !== undefined && (
          <TextLink href={`/denials?before=${last.sentOn}_${last.id}`}>{said.older}</TextLink>
        )}
      </nav>
      <p class="carrel-small">
        {said.basis} <span lang={pack.languages[0]}>{rules.denial.citation}</span>
      </p>
    </>,
  )
}

const Letter = ({ context, letter }: { readonly context: RequestContext; readonly letter: Denial }) => {
  const { pack } = context
  const said = casesDenialsWords(context)
  const lang = letter.language ?? pack.languages[0]
  return (
    <article class="carrel-letter">
      <h3>{said.sent(formatsOf(context).day(letter.sentOn))}</h3>
      <dl>
        <dt>{said.withheld}</dt>
        {letter.contents === null ? <dd>{said.withheldSays}</dd> : <dd lang={lang}>{letter.contents}</dd>}
        <dt>{said.reason}</dt>
        {letter.reason === null ? (
          <dd>{said.reasonSays(`${pack.number}, ${pack.title}`)}</dd>
        ) : (
          <dd lang={lang}>{letter.reason}</dd>
        )}
        <dt>{said.subsection}</dt>
        <dd lang={lang}>{letter.subsection}</dd>
        <dt>{said.decided}</dt>
        <dd>{said.decidedBy[letter.decidedBy]}</dd>
        <dt>{said.review}</dt>
        <dd lang={lang}>{letter.review}</dd>
        {letter.sha256 !== null && (
          <>
            <dt>{said.mark}</dt>
            <dd>
              <code class="carrel-mark">{letter.sha256}</code>
            </dd>
          </>
        )}
      </dl>
    </article>
  )
}

function monthsOf(letters: readonly Denial[]): [month: string, letters: Denial[]][] {
  const months = new Map<string, Denial[]>()
  for (const letter of letters) {
    const month = letter.sentOn.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), letter])
  }
  return [...months]
}

/** Hostile: the address is any text. */
function beforeOf(text: string): Pick<Denial, 'sentOn' | 'id'> | undefined {
  const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
  const [, sentOn, id] = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)_(${uuid})$`).exec(text) ?? []
  return sentOn === undefined || id === undefined || !isDay(sentOn) ? undefined : { sentOn, id }
}
