import type { AskServices } from '../../ask/index.ts'
import type { Draft } from '../../ask/pages/index.ts'
import { worksCases } from '../../gate/index.ts'
import { Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { contactsToCall } from '../../staff/index.ts'
import { EmergencyContactList, mailsGo } from '../../staff/pages/index.ts'
import {
  bringsPaper,
  kindsOfDraft,
  mayReport,
  receivedEventOf,
  reportsAtOnce,
  requestText,
  type SentIntake,
} from '../intake.ts'
import type { CaseServices } from '../services.ts'
import { casesIntakeWords } from '../words/intake.ts'
import { InstrumentFileForm, ReportedByColleagues, SaidForm } from './intake.tsx'
import { minuteSent } from './typed-date.ts'

/** Reports what *Someone asks* shows to be a request from outside, and opens its case. */
export function makeOutsideRequests({
  cases,
  sealedIntake,
}: Pick<CaseServices, 'cases' | 'sealedIntake'>): AskServices['outsideRequests'] {
  return {
    of(context, draft, form) {
      const said = reportOf(context, draft, form)
      if (said === undefined) return undefined
      const isReported = worksCases(context) && reportsAtOnce(said)
      const report = receivedEventOf(said, context)
      return {
        isReported,
        report,
        isVisit: said.who === 'officer' && said.brought === 'nothing',
        open: async (actor) => {
          const { sheet, paperAt } = draft
          const at = paperAt === undefined ? undefined : new Date(paperAt)
          return (await cases.receive(actor, report, { form, at, sheet })).reference
        },
        section: (reference, leavesTask) =>
          (isReported || mayReport(context)) && (
            <Report
              context={context}
              cases={cases}
              outside={{ said, isReported, leavesTask, ...(reference && { reference }) }}
            />
          ),
      }
    },
    noteFormOpened: (actor) => sealedIntake.noteOpened(actor),
  }
}

/** Undefined where no one from outside asks. */
function reportOf(context: StaffContext, draft: Draft, form: string): SentIntake | undefined {
  const kinds = kindsOfDraft(draft)
  const { sheet, paperAt } = draft
  const came = paperAt && minuteSent(context.pack.timeZone, new Date(paperAt))
  return kinds && { ...kinds, form, wants: requestText(context, draft), ...(came && { came, sheet }) }
}

type OutsideRequest = {
  readonly said: SentIntake
  readonly isReported: boolean
  readonly leavesTask: boolean
  readonly reference?: string
}

type ReportProps = {
  readonly context: StaffContext
  readonly cases: CaseServices['cases']
  readonly outside: OutsideRequest
}

/** Why one section: for sealed requests it is the same, with the reference of a case that is not there. */
const Report = async ({ context, cases, outside }: ReportProps) => {
  const words = casesIntakeWords(context)
  const { said, isReported, leavesTask, reference } = outside
  const contacts = await contactsToCall(context.services)
  const mails = mailsGo(context.services, contacts, ['director', 'counsel'])
  const adds = mayReport(context)
  const decides = context.who.role === 'director'
  const callees = decides ? (['counsel'] as const) : (['director', 'counsel'] as const)
  const { callNow, reportSays, goOnWithIt } = decides ? words.asDirector : words
  const calls = callees.map((whom) => (
    <>
      <h3>{words.of[whom]}</h3>
      <EmergencyContactList context={context} whom={whom} contacts={contacts} />
    </>
  ))
  const lately = bringsPaper(said) && (
    <ReportedByColleagues
      context={context}
      cases={cases}
      says={isReported ? words.sameOpened : words.sameAgain}
    />
  )
  const report = isReported ? (
    <section aria-labelledby="report">
      <h2 id="report">{callNow}</h2>
      {lately}
      <p>{words.callNowSays}</p>
      {calls}
      {reference !== undefined && (
        <>
          <p>
            {words.caseReference} <strong>{reference}</strong>
          </p>
          {adds && (
            <>
              <Form context={context} action="/report/again">
                <input type="hidden" name="reference" value={reference} />
                <button type="submit" class="usa-button carrel-go">
                  {goOnWithIt}
                </button>
              </Form>
              {bringsPaper(said) && (
                <details>
                  <summary>{words.add}</summary>
                  <InstrumentFileForm context={context} reported={{ reference, kinds: said }} />
                </details>
              )}
            </>
          )}
        </>
      )}
      {adds && (
        <div class="carrel-acts">
          <SaidForm context={context} said={{ ...said, opened: 'yes', ...(reference && { reference }) }}>
            <SubmitButton look="outline">{words.addWho}</SubmitButton>
          </SaidForm>
        </div>
      )}
    </section>
  ) : (
    // Why the press comes first: what it does is read by those who hesitate.
    <section aria-label={words.report}>
      {lately}
      <div class="carrel-acts carrel-acts--row">
        <SaidForm context={context} said={{ ...said, sent: 'yes' }}>
          <button type="submit" class="usa-button usa-button--secondary usa-button--big">
            {words.report}
          </button>
        </SaidForm>
        <SaidForm context={context} said={said}>
          <SubmitButton look="outline">{words.addWho}</SubmitButton>
        </SaidForm>
      </div>
      <p>
        {reportSays[mails ? 'mailed' : 'notMailed']} {!leavesTask && words.notReported}
      </p>
      {!mails && (
        <details>
          <summary>{words.whomToCall}</summary>
          {calls}
        </details>
      )}
    </section>
  )
  // Why folded: most are friends and family, and their question is answered.
  if (isReported || said.who !== 'other') return report
  return (
    <details>
      <summary>{words.keepAsking}</summary>
      {report}
    </details>
  )
}
