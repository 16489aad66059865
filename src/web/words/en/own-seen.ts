import type { OwnWords } from '../own-words.ts'

/** Who was shown a customer's record, as the customer is told. */
export const ownSeen = ({ library }: OwnWords) => ({
  title: 'Who saw my record',
  intro: `Each time that the ${library} shows something of your record, or says that it may be told, it is written down. So is what was done about your sign-in. Here is who it was, by what they are.`,
  none: 'Nothing in this month.',
  day: 'Day',
  who: 'Who',
  how: 'How',
  what: 'What',
  clause: 'By',
  /** The newest minute is not signed yet. */
  notYet: 'The last minute is not here yet. Your own looks are here too.',
  program: `${library}'s program`,
  you: 'You',
  toldTo: (who: string, whom: string) => `${who}, to ${whom}`,
  whom: { guardian: 'a parent or guardian', patron: 'you', other: 'somebody else' },
  channel: {
    screen: 'On a screen',
    'in-person': 'In person',
    'phone-in': 'On the phone, you called',
    'phone-out': 'On the phone, we called',
    message: 'In a message',
    'e-mail': 'By e-mail',
    text: 'By text message',
    letter: 'By letter',
    sip2: 'At a machine',
  },
  act: {
    'screen-handed': 'Handed the screen over, to set a PIN for you.',
    'pin-set': 'A PIN was set for you.',
    'pin-code-given': 'Printed a code to set a PIN for you.',
    'own-signed-in': 'Your page was signed in to.',
    'own-second-step-added': 'A code from a phone was turned on.',
    'own-second-step-removed': 'The code from your phone was turned off.',
    'code-app-lost': 'Turned off the code from your phone.',
  },
  checked: { 'photo-id': 'Saw photo ID, they say.', 'known-to-staff': 'They know you, they say.' },
  month: 'Month',
  otherMonths: 'Other months',
  older: 'Older',
})
