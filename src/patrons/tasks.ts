import { actorOf, readsOf } from '../gate/index.ts'
import type { TaskSource } from '../platform/http/route.ts'
import { daysAfter } from '../policy/index.ts'
import { mostListedBlocks } from './cards.ts'
import { maxListedCorrections } from './corrections.ts'
import { otherSystemLends } from './other-system-store.ts'
import { guardianChangesSince } from './record-store.ts'
import type { PatronServices } from './services.ts'
import { cardsWords } from './words/cards.ts'
import { correctionsWords } from './words/corrections.ts'
import { patronsTasksWords } from './words/counter.ts'

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

const listedDays = 7

/** Counts guardian changes and leads to who made them. */
export const guardianChangeTasks: TaskSource = {
  may: ['director'],
  async look(context) {
    const { services } = context
    const waiting = patronsTasksWords(context)
    const { added, changed, removed } = await guardianChangesSince(
      readsOf(context),
      daysAfter(services.clock.today(), 1 - listedDays),
    )
    if (added + changed + removed === 0) return []
    const says = waiting.guardianChanges(added, changed, removed, listedDays)
    return [{ kind: 'info', says, href: '/register', go: waiting.guardianChangesGo }]
  },
}
