import { yearsAfter } from '../policy/calendar.ts'
import type { OnDay } from './patron-row.ts'
import type { NoticeCode } from './reasons.ts'

/** What is known of one end of a link: undefined when nobody landed, `born` absent when not known. */
export type LinkEnd = { readonly born?: string } | undefined

/**
 * What keeps a guarantor from being linked; undefined when nothing does. A guarantee of unknown age is linked:
 * the policy tells nothing of them until the birth date is known.
 */
export function linkProblem(
  link: {
    readonly guarantee: string
    readonly guarantor: string | undefined
    /** Whom the guarantor has as guarantor in turn. */
    readonly guarantorOfGuarantor: string | undefined
    readonly custodyNoted: boolean
  },
  ends: { readonly guarantee: LinkEnd; readonly guarantor: LinkEnd },
  { today, majorityAge }: OnDay,
): NoticeCode | undefined {
  if (link.guarantor === link.guarantee) return 'guarantor-oneself'
  if (link.guarantor === undefined || ends.guarantor === undefined) return 'guarantor-missing'
  if (link.guarantorOfGuarantor === link.guarantee) return 'guarantor-mutual'
  const guarantorBorn = ends.guarantor.born
  if (guarantorBorn !== undefined && today < yearsAfter(guarantorBorn, majorityAge)) return 'guarantor-minor'
  const born = ends.guarantee?.born
  if (born !== undefined && today >= yearsAfter(born, majorityAge)) return 'guarantee-adult'
  return link.custodyNoted ? 'guarantor-custody' : undefined
}
