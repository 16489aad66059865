/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import type { Of } from '../../casework/event.ts'
import { alsoSaid } from '../../policy/also-said.ts'
import { drillUnderWay } from '../../store/case-figures.ts'
import { inContext } from '../../store/vault.ts'
import { askOfKinds, type IntakeKinds } from '../case-intake.ts'
import { DrillMark } from '../views/drill-mark.tsx'
import { AboutField, firstLooks, SecretField } from '../views/first-looks.tsx'
import { Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { ToDo, ToSay } from './case-search.tsx'
import { secretPage } from './case-secret.tsx'

export const newSearchForm = z.strictObject({ form: sentForm, ...firstLooks })

/** Officers stand here with a search warrant and nobody has written anything down yet: the words, and one press. */
export async function newSearchPage(visit: StaffVisit): Promise<Response> {
  const { house, who, place } = visit
  const { casesSearch: words } = visit.words
  const drill = await inContext(house.app, { actor: who.id, place }, (trx) =>
    drillUnderWay(trx, house.clock.today(), ['process']),
  )
  return show(
    visit,
    words.newTitle,
    <>
      <DrillMark visit={visit} drill={drill !== undefined} />
      <h1>{words.newTitle}</h1>
      <p class="usa-intro">{words.newSays}</p>
      {drill !== undefined && (
        <p>
          {words.drillNow}{' '}
          <a class="usa-link" href={`/cases/${drill}/search`}>
            {words.joinDrill}
          </a>
        </p>
      )}
      <form method="post" action="/cases/search/new">
        <Word visit={visit} />
        <FormId sent={undefined} />
        <SecretField visit={visit} picked={undefined} />
        <AboutField visit={visit} picked={undefined} />
        <button type="submit" class="usa-button usa-button--secondary carrel-urgent">
          {drill === undefined ? words.begin : words.real}
        </button>
      </form>
      <p>{words.beginSays}</p>
      <ToSay visit={visit} />
      <ToDo visit={visit} />
      <p>
        <a class="usa-link" href="/cases/search/paper">
          {words.toPaper}
        </a>
      </p>
    </>,
  )
}

/** A case begins, in which officers came with a warrant that nobody has read yet. */
export async function beginSearch(
  visit: StaffVisit,
  { form, secret, about }: z.infer<typeof newSearchForm>,
): Promise<Response> {
  const secretSaid = await saidIfSecret(visit, { secret, about })
  if (secretSaid !== undefined) return secretSaid
  const came = warrantReceived(false, about === 'yes')
  const { reference } = await visit.house.gate.cases.receive(actorOf(visit), came, { form })
  return visit.c.redirect(`/cases/${reference}/search`, 303)
}

/** What is typed of a warrant before anybody knows what it is. `wrote`: what else was typed, as lines. */
type FirstTyped = Pick<IntakeKinds, 'secret'> & {
  readonly about?: 'yes' | 'no' | undefined
  readonly wrote?: readonly string[]
}

/**
 * A warrant that nobody may be told of is no case here, as on the page of reports: undefined where it is none such. What was
 * typed goes with it, to the side that may know of it.
 */
export async function saidIfSecret(
  visit: StaffVisit,
  { secret, about, wrote = [] }: FirstTyped,
): Promise<Response | undefined> {
  if (secret === undefined || secret === 'no') return undefined
  const kinds = { who: 'officer', brought: 'paper', court: 'yes', judge: 'yes', here: 'yes', secret } as const
  const ask = askOfKinds(visit, kinds)
  const answer = visit.pack.decide(ask)
  if (!answer.sealed) return undefined
  const came = { ...warrantReceived(false, about === 'yes'), wants: wrote.join('\n') }
  await visit.house.gate.sealed.receive(actorOf(visit), came, undefined, ask.instrument?.kind)
  return secretPage(visit, {
    ...{ say: answer.say, alsoSay: alsoSaid(visit.pack, visit.language, ask), about: about === 'yes' },
  })
}

/** How it comes in: of whom and what is not known yet. */
export const warrantReceived = (drill: boolean, aboutDirector = false): Of<'received'> => ({
  ...{ what: 'received', kind: 'process', way: 'counter', wants: '', aboutDirector, drill },
  requester: { kind: 'justice-agency', name: '' },
})
