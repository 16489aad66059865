import { actorOf, readsOf } from '../gate/index.ts'
import type { TaskSource } from '../platform/http/route.ts'
import { mostListedBlocks } from './cards.ts'
import { maxListedCorrections } from './corrections.ts'
import { otherSystemLends } from './other-system-store.ts'
import { countGuardianReviews } from './record-store.ts'
import type { PatronServices } from './services.ts'
import { cardsWords } from './words/cards.ts'
import { correctionsWords } from './words/corrections.ts'
import { guardiansWords } from './words/guardians.ts'

/** Counts only, if identities may show here; opens nothing. */
export const correctionTasks: TaskSource<PatronServices> = {
  may: ['desk', 'director'],
  async look(context) {
    const { length } = await context.services.corrections.waiting(actorOf(context))
    if (length === 0) return []
    const corrections = correctionsWords(context)
    const says = corrections.waiting(length, length === maxListedCorrections)
    return [{ kind: 'info', says, href: '/counter/corrections', go: corrections.waitingGo }]
  },
}

/** New cards that went to someone whom a clerk knew, without ID. */
export const cardReviewTasks: TaskSource<PatronServices> = {
  may: ['director'],
  async look(context) {
    const { length } = await context.services.news.toReview()
    if (length === 0) return []
    const cards = cardsWords(context)
    return [
      {
        kind: 'warning',
        says: cards.reviewTask(length),
        href: '/counter/card-reviews',
        go: cards.blockTaskGo,
      },
    ]
  },
}

/** Where another system lends, cards that were blocked online are to be blocked there too. */
export const blockedCardTasks: TaskSource<PatronServices> = {
  may: ['desk', 'director'],
  async look(context) {
    const [lends, { length }] = await Promise.all([
      otherSystemLends(context, readsOf(context)),
      context.services.blocks.waiting(actorOf(context)),
    ])
    if (!lends || length === 0) return []
    const cards = cardsWords(context)
    const says = cards.blockTask(length, length === mostListedBlocks)
    return [{ kind: 'warning', says, href: '/counter/blocked', go: cards.blockTaskGo }]
  },
}

/** What was done with guardians, which the Director reviews. */
export const guardianReviewTasks: TaskSource = {
  may: ['director'],
  async look(context) {
    const count = await countGuardianReviews(readsOf(context))
    if (count === 0) return []
    const { review } = guardiansWords(context)
    return [
      { kind: 'warning', says: review.task(count), href: '/counter/guardian-reviews', go: review.taskGo },
    ]
  },
}
