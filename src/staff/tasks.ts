import { readsOf } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { Task, TaskSource } from '../platform/http/route.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import { daysAfter } from '../policy/index.ts'
import { opensDirectorCases } from './account.ts'
import { allAccounts, findAccount, isGivenPassphraseExpired, type ListedAccount } from './account-store.ts'
import { keptLetterhead } from './letterhead.ts'
import { recentAccountChanges } from './logged-action.ts'
import { actingDuring, actingTermsFrom, leaveRequestsFrom, verifiedAccounts } from './officer-store.ts'
import { requiresSecondFactor } from './second-factor.ts'
import { secondFactorPolicy } from './second-factor-store.ts'
import type { StaffServices } from './services.ts'
import { isSetUpOpen } from './set-up.ts'
import { isTemporarilyLocked, maxWrongCodes } from './sign-in-attempt-store.ts'
import { letterheadWords } from './words/library-settings.ts'
import { actingWords, officersWords, peopleWords } from './words/people.ts'
import { staffTasksWords } from './words/tasks.ts'

/** Reads what several tasks of one start page need once for the request. */
function oncePerRequest<T>(
  read: (context: StaffContext) => Promise<T>,
): (context: StaffContext) => Promise<T> {
  const asked = new WeakMap<StaffContext, Promise<T>>()
  return (context) => {
    const known = asked.get(context) ?? read(context)
    asked.set(context, known)
    return known
  }
}

const actingTerms = oncePerRequest((context) => {
  const { ring, clock } = context.services
  return actingTermsFrom(readsOf(context), ring, clock.today())
})

export const ownActingTasks: TaskSource = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'trustee'],
  async look(context) {
    const { who, services } = context
    const waiting = staffTasksWords(context)
    const formats = formatsOf(context)
    const today = services.clock.today()
    const own = (await actingTerms(context)).find(({ accountId }) => accountId === who.id)
    if (own === undefined) return []
    const last = formats.day(own.lastDay)
    if (own.firstDay > today) {
      return [{ kind: 'info', says: waiting.actingLater(formats.day(own.firstDay), last) }]
    }
    const until = waiting.actingUntil(last)
    return [{ kind: 'info', says: who.role === 'director' ? until : `${until} ${waiting.actAgain}` }]
  },
}

/** Someone who must have a second factor from their next sign-in and has none. */
export const ownSecondFactorTasks: TaskSource<StaffServices> = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'trustee'],
  async look(context) {
    const { who, services } = context
    if (!services.asksSecondStep) return []
    const reads = readsOf(context)
    const [terms, whom] = await Promise.all([actingTerms(context), secondFactorPolicy(reads)])
    const named = terms.find(({ accountId }) => accountId === who.id)
    const soon = { role: who.ownRole, actingUntil: named?.lastDay ?? null }
    if (!requiresSecondFactor(soon, whom)) return []
    if ((await findAccount(reads, { id: who.id }))?.secondStep !== false) return []
    const { secondStep, secondStepGo } = staffTasksWords(context)
    return [{ kind: 'info', says: secondStep, href: '/account/second-step', go: secondStepGo }]
  },
}

/** Locked accounts, and people who have not signed in yet. */
export const signInTask: TaskSource = {
  may: ['director'],
  async look(context) {
    const { who, services } = context
    const waiting = staffTasksWords(context)
    const formats = formatsOf(context)
    const page = peopleWords(context)
    const now = services.clock.now()
    const others = (await allAccounts(readsOf(context))).filter(({ id }) => id !== who.id)
    const isLocked = ({ codesFailed }: ListedAccount) => codesFailed >= maxWrongCodes
    const line = (
      kind: Task['kind'],
      people: readonly ListedAccount[],
      says: (names: string, count: number) => string,
    ): readonly Task[] =>
      people.length === 0
        ? []
        : [
            {
              kind,
              says: says(formats.all(people.map(({ name }) => name)), people.length),
              href: '/people',
              go: page.title,
            },
          ]
    return [
      ...line('warning', others.filter(isLocked), waiting.locked),
      ...line(
        'info',
        others.filter((person) => isTemporarilyLocked(person, now) && !isLocked(person)),
        waiting.rests,
      ),
      ...line(
        'info',
        others.filter((person) => person.given && !isGivenPassphraseExpired(person, now)),
        waiting.notSignedIn,
      ),
      ...line(
        'info',
        others.filter((person) => isGivenPassphraseExpired(person, now)),
        waiting.givenOver,
      ),
    ]
  },
}

/** Recent changes of one's own credentials: an attacker would have to make one. */
export const credentialChangesTask: TaskSource = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'trustee'],
  async look(context) {
    const { who, services } = context
    const { credentials } = staffTasksWords(context)
    const changes = await recentAccountChanges(readsOf(context), who.id, services.clock.now())
    return changes.map(({ kind, at, byAccount, by }): Task => {
      const moment = formatsOf(context).moment(at, services.pack.timeZone)
      if (kind === 'last-confirmed-changed') {
        const go = officersWords(context).title
        return { kind: 'warning', says: credentials.lastConfirmed(moment), href: '/officers', go }
      }
      const isOwn = byAccount === who.id
      const says = credentials.says(
        credentials.what[kind],
        moment,
        isOwn ? credentials.you : (by ?? credentials.commandLine),
      )
      return { kind: isOwn ? 'info' : 'warning', says, href: '/account', go: credentials.go }
    })
  },
}

/** How early an acting term is announced. */
const daysBefore = 14

export const actingDirectorTask: TaskSource = {
  may: ['director', 'president'],
  async look(context) {
    const { who, services } = context
    const acting = actingWords(context)
    const formats = formatsOf(context)
    const waiting = staffTasksWords(context)
    const today = services.clock.today()
    const soon = daysAfter(today, daysBefore)
    const named = await actingTerms(context)
    const to = who.president
      ? { href: '/acting', go: acting.title }
      : { href: '/people', go: peopleWords(context).title }
    return named
      .filter(({ accountId, firstDay }) => accountId !== who.id && firstDay <= soon)
      .map(({ name, firstDay, lastDay }) => ({
        kind: 'info',
        says:
          firstDay <= today
            ? waiting.otherActsUntil(name, formats.day(lastDay))
            : waiting.otherActsLater(name, formats.day(firstDay), formats.day(lastDay)),
        ...to,
      }))
  },
}

/** Who goes on leave waits for the president, who alone names an acting Director. */
export const leaveTask: TaskSource = {
  may: ['director', 'president'],
  async look(context) {
    const { who, services } = context
    const { day } = formatsOf(context)
    const today = services.clock.today()
    const terms = await actingTerms(context)
    const asked = await leaveRequestsFrom(readsOf(context), today)
    return asked.flatMap((leave): Task[] => {
      const days = [day(leave.firstDay), day(leave.lastDay)] as const
      const named = actingDuring(leave, terms)
      if (who.president && named === undefined) {
        const acting = actingWords(context)
        return [
          { kind: 'warning', says: acting.asked(leave.name, ...days), href: '/acting', go: acting.title },
        ]
      }
      if (leave.accountId !== who.id) return []
      const waiting = staffTasksWords(context)
      const to = { kind: 'info', href: '/people#acting', go: waiting.leaveGo } as const
      if (named === undefined) return [{ ...to, says: waiting.leaveWaits(...days) }]
      // Nearer than that it is announced to everyone concerned.
      if (named.firstDay <= daysAfter(today, daysBefore)) return []
      return [{ ...to, says: waiting.otherActsLater(named.name, day(named.firstDay), day(named.lastDay)) }]
    })
  },
}

/** Until someone at the command line confirmed the first, a case about the Director would open for no one. */
export const noOneOpensTask: TaskSource = {
  may: ['director', 'counsel', 'trustee'],
  async look(context) {
    const all = await verifiedAccounts(readsOf(context), context.services.ring)
    if (all.some(opensDirectorCases) || context.services.pack.manifest.cases === undefined) return []
    const { noOneOpens } = staffTasksWords(context)
    return [{ kind: 'warning', says: noOneOpens, href: '/officers', go: officersWords(context).title }]
  },
}

export const setUpTask: TaskSource<StaffServices> = {
  may: ['director'],
  async look(context) {
    const { setUpOpen, setUpGoOn, letterheadLost } = staffTasksWords(context)
    const open = await isSettingUpLibrary(context)
    const letterhead = await keptLetterhead(readsOf(context), context.services.ring)
    const to = { href: '/set-up/letterhead', go: letterheadWords(context).title }
    return [
      ...(open ? [{ kind: 'info' as const, says: setUpOpen, href: '/set-up', go: setUpGoOn }] : []),
      ...(letterhead?.isOurs === false ? [{ kind: 'warning' as const, says: letterheadLost, ...to }] : []),
    ]
  },
}

/** Only for a Director, not an acting one. */
export const isSettingUpLibrary = oncePerRequest(
  async (context) => context.who.ownRole === 'director' && (await isSetUpOpen(readsOf(context))),
)
