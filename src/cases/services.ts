import type { AskServices } from '../ask/index.ts'
import type { ContactServices } from '../contact/index.ts'
import { type GateServices, type StaffActor, worksCases } from '../gate/index.ts'
import type { RequestContext, StaffContext } from '../platform/http/request-context.ts'
import type { CaseFinder } from './case-finder.ts'
import type { CaseService, CaseSubjects } from './case-service.ts'
import type { CaseStudy } from './case-study.ts'
import type { Confirming } from './confirming.ts'
import type { EventBodyOf } from './event.ts'
import type { PaperLinks } from './paper-links.ts'
import type { CaseCopies } from './production/case-copies.ts'
import type { PublicReports } from './public-reports.ts'

/** `full`: as a whole, or this person's share. `not-set-up`: no one could open it. `waits`: saved once files are free. */
export type LeaveResult = 'kept' | 'full' | 'not-set-up' | 'waits'

export type CaseServices = ContactServices &
  Pick<AskServices, 'followUps'> & {
    readonly cases: CaseService
    readonly copies: CaseCopies
    readonly caseSubjects: CaseSubjects
    readonly publicReports: PublicReports
    readonly paperLinks: PaperLinks
    readonly confirming: Confirming
    readonly caseFinder: CaseFinder
    readonly caseStudy: CaseStudy
    /** Receives reports under a nondisclosure order. */
    readonly sealedIntake: {
      noteOpened(actor: StaffActor): Promise<void>
      receive(
        actor: StaffActor,
        came: EventBodyOf<'received'>,
        of?: {
          readonly at?: Date | undefined
          readonly sheet?: string | undefined
          readonly instrument?: string | undefined
        },
      ): Promise<LeaveResult>
    }
    readonly openSessions: {
      /** Whether they proved themselves to open sealed matters in the last ten minutes. */
      wasOpenedLately(tokenHash: Buffer, now: Date): boolean
    }
    /** Closes sealed matters; opening them again counts tries. @param wrong a message shown first */
    readonly reopenSealed: (context: StaffContext<GateServices>, wrong?: string) => Promise<Response>
  }

const seeingRoles: readonly string[] = ['director', 'counsel', 'special-counsel']

export function seesCases(context: RequestContext): boolean {
  const { who } = context
  const may = who !== null && (seeingRoles.includes(who.role) || who.president)
  return may && worksCases(context)
}

export type CaseContext = StaffContext<CaseServices>
