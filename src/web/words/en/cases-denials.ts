import type { OwnWords } from '../own-words.ts'

/** The file of letters that denied a public-records request, for anybody; built of fixed words alone. */
export const casesDenials = ({ library, aCustomer }: OwnWords) => ({
  title: 'Denial letters',
  intro: `Each letter in which ${library} denied a request for public records. They name nobody, and not what was asked.`,
  none: 'There is no letter on this page.',
  sent: (day: string) => `Letter of ${day}`,
  withheld: 'Held back',
  withheldSays: `Library records that show who ${aCustomer} is. Also those that would show it next to other public records.`,
  reason: 'Reason',
  reasonSays: (policy: string) => `The library’s policy, ${policy}, keeps these records private.`,
  subsection: 'Under',
  decided: 'Decided by',
  decidedBy: { director: 'The Director of the library', president: 'The president of the library’s Board' },
  review: 'Who can look at it again',
  mark: 'Mark of the signed letter (SHA-256)',
  basis: 'Why this page is here:',
  older: 'Older letters',
  newest: 'Newest letters',
})
