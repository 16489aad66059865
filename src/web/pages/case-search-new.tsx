/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Of } from '../../casework/event.ts'
import { alsoSaid } from '../../policy/also-said.ts'
import { drillUnderWay } from '../../store/case-figures.ts'
import { caseContacts } from '../../store/case-mails.ts'
import { inContext } from '../../store/vault.ts'
import { askOfKinds, type IntakeKinds } from '../case-intake.ts'
import { DrillMark } from '../views/drill-mark.tsx'
import { AboutField, firstLooks, SecretField } from '../views/first-looks.tsx'
import { TextField, Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { EachPhoneTree } from '../views/search-parts.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { ToDo, ToSay } from './case-search.tsx'
import { secretPage } from './case-secret.tsx'

/** The number that officers gave, or that is on their paper. */
export const phoneTyped = z.string().trim().max(200).optional()

export const newSearchForm = z.strictObject({ form: sentForm, ...firstLooks, phone: phoneTyped })

/** Officers stand here with a search warrant and nobody has written anything down yet: the words, and one press. */
export async function newSearchPage(visit: StaffVisit): Promise<Response> {
  const { house, who, place } = visit
  const words = casesSearchWords(visit)
  const drill = await inContext(house.app, { actor: who.id, place }, (trx) =>
    drillUnderWay(trx, house.clock.today(), ['process']),
  )
  const contacts = await caseContacts(house.app)
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
        <PhoneField visit={visit} typed={undefined} />
        <button type="submit" class="usa-button usa-button--secondary carrel-urgent">
          {drill === undefined ? words.begin : words.real}
        </button>
      </form>
      <p>{words.beginSays}</p>
      <ToSay visit={visit} />
      <section aria-labelledby="call">
        <h2 id="call">{words.call}</h2>
        <p>{words.whoDecidesSays}</p>
        <EachPhoneTree visit={visit} whoms={['director', 'president', 'counsel']} contacts={contacts} />
      </section>
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
  { form, secret, about, phone }: z.infer<typeof newSearchForm>,
): Promise<Response> {
  const secretSaid = await saidIfSecret(visit, { secret, about, phone })
  if (secretSaid !== undefined) return secretSaid
  const came = warrantReceived(false, about === 'yes', phone)
  const { reference } = await visit.house.gate.cases.receive(actorOf(visit), came, { form })
  return visit.c.redirect(`/cases/${reference}/search`, 303)
}

/** What is typed of a warrant before anybody knows what it is. `wrote`: what else was typed, as lines. */
type FirstTyped = Pick<IntakeKinds, 'secret'> & {
  readonly about?: 'yes' | 'no' | undefined
  readonly phone?: string | undefined
  readonly wrote?: readonly string[]
}

/**
 * A warrant that nobody may be told of is no case here, as on the page of reports: undefined where it is none such. What was
 * typed goes with it, to the side that may know of it.
 */
export async function saidIfSecret(
  visit: StaffVisit,
  { secret, about, phone, wrote = [] }: FirstTyped,
): Promise<Response | undefined> {
  if (secret === undefined || secret === 'no') return undefined
  const kinds = { who: 'officer', brought: 'paper', court: 'yes', judge: 'yes', here: 'yes', secret } as const
  const ask = askOfKinds(visit, kinds)
  const answer = visit.pack.decide(ask)
  if (!answer.sealed) return undefined
  const came = { ...warrantReceived(false, about === 'yes', phone), wants: wrote.join('\n') }
  await visit.house.gate.sealed.receive(actorOf(visit), came, undefined, ask.instrument?.kind)
  return secretPage(visit, {
    ...{ say: answer.say, alsoSay: alsoSaid(visit.pack, visit.language, ask), about: about === 'yes' },
  })
}

/** How it comes in: of whom and what is not known yet. */
export const warrantReceived = (drill: boolean, aboutDirector = false, phone = ''): Of<'received'> => ({
  ...{ what: 'received', kind: 'process', way: 'counter', wants: '', aboutDirector, drill },
  requester: { kind: 'justice-agency', name: '', ...(phone && { phone }) },
})

/** The number that officers gave or that is on their paper, which is not the one to call back. */
export const PhoneField = ({
  visit,
  typed,
}: {
  readonly visit: StaffVisit
  readonly typed: string | undefined
}) => (
  <TextField
    name="phone"
    label={casesIntakeWords(visit).phone}
    hint={casesIntakeWords(visit).phoneHint}
    value={typed ?? ''}
    maxlength={200}
  />
)
