import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** A problem with somebody's privacy, raised by staff or by a customer; it ends in a written decision. */
export const casesPrivacy = ({ customer, aCustomer }: OwnWords) => ({
  title: 'A problem with somebody’s privacy',
  intro: `Something about the privacy of ${aCustomer} is wrong, or may be. The Director looks at it and decides in writing.`,
  problem: 'What the problem is',
  problemHint: `Do not copy what a record says. Never write why a ${customer} wanted something.`,
  raised: 'Who raised it?',
  raisedBy: { staff: 'Staff', patron: capital(aCustomer) },
  name: 'Name of whoever raised it',
  nameHint: 'You can leave it empty',
  send: 'Send it',
  done: 'It is written down',
  toDecision: 'To the written decision',
  fault: 'Type what the problem is.',
  own: {
    link: 'I am worried about my privacy here',
    title: 'I am worried about my privacy here',
    intro: 'Tell us what worries you. Only the Director and the library’s lawyer read it.',
    decides: 'The Director looks at it and answers you in writing.',
    problem: 'What worries you',
    never: 'You do not have to say why you wanted anything.',
    send: 'Send it',
    done: 'It came in',
    doneSays: 'The Director will read it and answer you in writing. It does not show on this page again.',
    doneAbout:
      'The president of the Board will read it and answer you in writing, and the Director will not. It does not show on this page again.',
    reference: 'Its reference, if you want to ask about it:',
    fault: 'Type what worries you.',
    tooMany: 'You have sent several today. Send this one tomorrow, or call the library.',
  },
})
