/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import type { Of } from '../../casework/event.ts'
import { drillUnderWay } from '../../store/case-figures.ts'
import { inContext } from '../../store/vault.ts'
import { DrillMark } from '../views/drill-mark.tsx'
import { Word } from '../views/form.tsx'
import { FormId, sentForm } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { ToDo, ToSay } from './case-search.tsx'

export const newSearchForm = z.strictObject({ form: sentForm })

/** Officers stand here with a search warrant and nobody has written anything down yet: the words, and one press. */
export async function newSearchPage(visit: StaffVisit): Promise<Response> {
  const { house, who, place } = visit
  const { casesSearch: words } = visit.words
  const drill = await inContext(house.app, { actor: who.id, place }, (trx) =>
    drillUnderWay(trx, house.clock.today()),
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
          <a class="usa-button" href={`/cases/${drill}/search`}>
            {words.joinDrill}
          </a>
        </p>
      )}
      <form method="post" action="/cases/search/new">
        <Word visit={visit} />
        <FormId sent={undefined} />
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
  { form }: z.infer<typeof newSearchForm>,
): Promise<Response> {
  const { reference } = await visit.house.gate.cases.receive(actorOf(visit), warrantReceived(false), { form })
  return visit.c.redirect(`/cases/${reference}/search`, 303)
}

/** How it comes in: of whom and what is not known yet. */
export const warrantReceived = (drill: boolean): Of<'received'> => ({
  ...{ what: 'received', kind: 'process', way: 'counter', wants: '', aboutDirector: false, drill },
  requester: { kind: 'justice-agency', name: '' },
})
