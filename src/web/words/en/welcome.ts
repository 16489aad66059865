import type { OwnWords } from '../own-words.ts'

/** The letter that comes with a card, and the sleeve around it: what the policy advises (Reg 2). */
export const welcome = ({ library, customer }: OwnWords) => ({
  print: 'Welcome letter',
  fileName: 'welcome',
  title: 'Your library card',
  dear: (name: string) => `Dear ${name},`,
  intro: `Welcome to ${library}. Your new card comes with this letter. It opens your account, so it keeps your reading private only while it is with you.`,
  advice: 'How to keep your account private',
  each: [
    'Keep your card in a secure place.',
    'Bring it when you visit the library.',
    'Have it at hand when you phone us about your account.',
    'If it is lost, tell us at once, so that we can block it.',
    'Let nobody else use your card or your PIN: not family, not friends.',
  ],
  pin: 'Your PIN',
  pinLater: 'To set a PIN, ask at the counter for a one-time code. Write nobody’s PIN on a card.',
  call: 'Lost your card? Call us:',
  footer: `What we keep about you is confidential. Any ${customer} can ask us for the policy.`,
  sleeve: {
    name: 'Card sleeve',
    fileName: 'card-sleeve',
    title: 'Sleeve for a library card',
    front: 'Library card',
    says: 'Cut along the solid line. Fold along the dashed lines. Glue the two flaps inside.',
    each: [
      'Keep this card in a secure place.',
      'Bring it when you visit.',
      'Have it at hand when you phone.',
      'Lost? Tell the library at once.',
      'Let nobody else use your card or PIN.',
    ],
  },
})
