import type { CaseServices } from '../cases/services.ts'
import type { ContactServices } from '../contact/services.ts'

/** What the pages of an ask work with: an answer to somebody from outside begins a case. */
export type AskServices = ContactServices & Pick<CaseServices, 'cases' | 'sealedIntake'>
