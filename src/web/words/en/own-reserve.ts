import type { OwnWords } from '../own-words.ts'

/** What customers wait for: placed and cancelled by themselves, and told where it is kept. */
export const ownReserve = ({ library, reserve, reserves }: OwnWords) => ({
  mine: `My ${reserves}`,
  place: `Place a ${reserve}`,
  says: 'Look for a title, and choose it. What you look for is not kept.',
  waits: 'Waits for you at the desk',
  waitsSays:
    'Come with your card. What the slip says is enough to find it, so you need not say your name or the title.',
  slip: 'Slip',
  until: 'Kept until',
  placed: `Your ${reserve} is placed.`,
  cancelled: `Your ${reserve} is cancelled.`,
  gone: `That ${reserve} was not there any more, or this page was open too long. Look at the list below.`,
  notPlaced: {
    already: `You have this title on ${reserve} already.`,
    enough: `You have as many ${reserves} as you may. Cancel one first.`,
    'card-expired': 'Your card has expired. Renew it at the counter first.',
    'no-such-title': 'There is no copy of this title that could be lent. Choose another.',
  },
  elsewhere: `The ${library} takes ${reserves} elsewhere`,
  elsewhereSays: `Call the ${library}, or come in, to place a ${reserve}.`,
})
