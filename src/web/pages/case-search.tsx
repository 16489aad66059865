/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { warrantAnswer } from '../../kits/warrant-kit.ts'
import { minuteIn, minuteOf } from '../../policy/day-clock.ts'
import { caseContacts } from '../../store/case-mails.ts'
import { Alert } from '../views/alert.tsx'
import { DrillMark, titleOf } from '../views/drill-mark.tsx'
import { ErrorSummary, TextArea, TextField, Word } from '../views/form.tsx'
import { IsAbout } from '../views/is-about.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { SayWords } from '../views/say-words.tsx'
import { Log, type PartProps, type SearchTyped, Struck } from '../views/search-log.tsx'
import { Told, WarrantFields, WarrantSaid } from '../views/search-parts.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { notHere } from './errors.tsx'

/** The search of a case, for whoever holds its reference: all that they have to say, do and write down, on one page. */
export async function searchPage(visit: StaffVisit): Promise<Response> {
  return searchShown(visit)
}

/** The same with what was typed and cannot be. */
export async function searchShown(visit: StaffVisit, sent?: SearchTyped): Promise<Response> {
  const reference = visit.c.req.param('reference') ?? ''
  const seen = await visit.house.gate.cases.lookAtSearch(actorOf(visit), reference)
  if (seen === undefined) return notHere(visit)
  const words = casesSearchWords(visit)
  const frame = frameWords(visit)
  const errors = sent?.errors ?? []
  const of = { visit, seen, reference, errors, typed: sent?.typed ?? {} }
  const title = titleOf(visit, errors.length > 0 ? frame.fixTitle(words.title) : words.title, seen.drill)
  const { search, ended } = seen.log
  const contacts = await caseContacts(visit.house.app)
  return show(
    visit,
    title,
    <>
      <DrillMark visit={visit} drill={seen.drill} />
      <h1>{words.title}</h1>
      <IsAbout visit={visit} aboutDirector={seen.aboutDirector === true} />
      <Note said={visit.c.req.query('saved') === undefined ? undefined : words.saved} />
      <ErrorSummary visit={visit} errors={errors} />
      {ended !== undefined && <Over {...of} />}
      {search !== undefined && <Log {...of} />}
      <Struck visit={visit} seen={seen} reference={reference} />
      {ended === undefined && <ToSay visit={visit} />}
      {ended === undefined && <Told visit={visit} seen={seen} reference={reference} contacts={contacts} />}
      {ended === undefined ? <Warrant {...of} /> : search && <WarrantSaid visit={visit} search={search} />}
      {ended === undefined && <ToDo visit={visit} />}
      {seen.log.began === undefined && (
        <p>
          <a class="usa-link" href={`/cases/${reference}/search/paper`}>
            {words.toPaper}
          </a>
        </p>
      )}
      <p class="carrel-recorded">
        {words.reference} <span class="carrel-reference">{reference}</span>.{' '}
        {!seen.seesCase && words.untilTonight}
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** The words to say to officers with a search warrant. */
export const ToSay = ({ visit }: { readonly visit: StaffVisit }) => {
  const { pack, house } = visit
  const today = house.clock.today()
  const others = pack.languages.filter((other) => other !== visit.language)
  const { say } = warrantAnswer(pack, today)
  const alsoSay = others.map((language) => ({
    language,
    say: warrantAnswer(pack.in(language), today).say,
  }))
  return <SayWords visit={visit} id="say" heading={answerWords(visit).say} say={say} alsoSay={alsoSay} />
}

/** The steps, as the pack has them, and what it says of the hour. */
export const ToDo = ({ visit }: { readonly visit: StaffVisit }) => {
  const { pack, house } = visit
  return (
    <section aria-labelledby="do">
      <h2 id="do">{casesSearchWords(visit).stepsTitle}</h2>
      <ol class="usa-process-list">
        {warrantAnswer(pack, house.clock.today()).next.map((step) => (
          <li class="usa-process-list__item">
            <p class="usa-process-list__heading carrel-step">{step}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Warrant = ({ visit, seen, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(visit)
  const { search } = seen.log
  const form = (
    <form method="post" action={`/cases/${reference}/search`} class="carrel-form">
      <Word visit={visit} />
      <input type="hidden" name="upto" value={typed['upto'] ?? String(seen.log.said.length)} />
      <TextField
        name="came"
        label={words.onPaper.came}
        hint={words.cameHint}
        maxlength={20}
        value={typed['came'] ?? ''}
        errors={errors}
      />
      <WarrantFields visit={visit} search={search} typed={typed} errors={errors} />
      <button type="submit" class="usa-button usa-button--big">
        {search === undefined ? words.theyBegan : words.save}
      </button>
    </form>
  )
  return (
    <section aria-labelledby="warrant">
      <h2 id="warrant">{words.warrant}</h2>
      <Hours visit={visit} seen={seen} />
      {search === undefined ? (
        <>
          <p>{words.warrantSays}</p>
          {form}
        </>
      ) : (
        <>
          <WarrantSaid visit={visit} search={search} level={3} />
          <details open={errors.length > 0 && Object.hasOwn(typed, 'leader')}>
            <summary>{words.change}</summary>
            {form}
          </details>
        </>
      )}
    </section>
  )
}

/** That it is night: to be noted, and never a reason to stand in the way. */
const Hours = ({ visit, seen }: Pick<PartProps, 'visit' | 'seen'>) => {
  const { pack, house } = visit
  const hours = pack.manifest.cases?.['warrant-hours']
  if (hours === undefined) return null
  const at = seen.log.began === undefined ? house.clock.now() : new Date(seen.log.began.at)
  const minute = minuteIn(pack.timeZone)(at)
  if (minute >= minuteOf(hours.from) && minute < minuteOf(hours.until)) return null
  return (
    <Alert kind="info">
      <p class="usa-alert__text">
        {casesSearchWords(visit).outside(hours.from, hours.until)}{' '}
        <span lang={pack.languages[0]}>{hours.citation}.</span>
      </p>
    </Alert>
  )
}

/** What came of it, the paper to sign, and what counsel says. */
const Over = ({ visit, seen, reference, errors, typed }: PartProps) => {
  const words = casesSearchWords(visit)
  const told = formatsOf(visit)
  const { ended, began, debriefed } = seen.log
  const moment = (at: string) => told.moment(new Date(at), visit.pack.timeZone)
  return (
    <section aria-labelledby="over">
      <h2 id="over">{words.over}</h2>
      <p class="usa-intro">{words.overSays}</p>
      <p>
        {began && <span class="carrel-line">{words.beganAt(moment(began.at))} </span>}
        {ended && <span class="carrel-line">{words.endedAt(moment(ended.at))}</span>}
      </p>
      <p>
        <a class="usa-link" href={`/cases/${reference}/search/inventory`}>
          {words.paper}
        </a>{' '}
        {words.pdf} {words.paperSays}
      </p>
      {seen.seesCase && debriefed && <p>{words.debriefDone}</p>}
      {seen.seesCase && (
        <p>
          <a class="usa-link" href={`/cases/${reference}`}>
            {words.toCase}
          </a>
        </p>
      )}
      {visit.who.role === 'counsel' && !debriefed && (
        <form method="post" action={`/cases/${reference}/search/debriefed`} class="carrel-form">
          <Word visit={visit} />
          <TextArea
            name="words"
            label={words.debrief}
            hint={words.debriefHint}
            rows={6}
            value={typed['words'] ?? ''}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            {words.save}
          </button>
        </form>
      )}
    </section>
  )
}
