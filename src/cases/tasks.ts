import { actorOf, logIdentity, worksCases } from '../gate/index.ts'
import type { Task, TaskSource } from '../platform/http/route.ts'
import { emergencyContacts, emergencyContactsWords } from '../staff/index.ts'
import { caseRoleOf } from './case-access.ts'
import { listOpen } from './case-service.ts'
import { type CaseOnList, listedDeadline, listedKind, listedNextStep } from './case-text.ts'
import { countUnviewedCases, maxUnviewed } from './cases-store.ts'
import type { CaseServices } from './services.ts'
import type { CaseRole } from './stamp.ts'
import { casesIntakeWords } from './words/intake.ts'
import { casesPageWords } from './words/page.ts'

/** Only the number of cases that no one with access has opened. */
export const newCaseTasks: TaskSource<CaseServices> = {
  may: ['director', 'counsel', 'president'],
  async look(context) {
    const actor = actorOf(context)
    const by = caseRoleOf(actor)
    if (!worksCases(context) || by === 'staff' || by === 'program') return []
    const words = casesIntakeWords(context)
    const many = await countUnviewedCases(context.services.app, logIdentity(actor), by)
    if (many === 0) return []
    return [{ kind: 'warning', says: words.waits(many, maxUnviewed), href: '/cases', go: words.waitsGo }]
  },
}

/** The rest are in the list. */
const mostOnStart = 6

/** Open cases with a deadline or a step of theirs, the most urgent first. */
export const openCaseTasks: TaskSource<CaseServices> = {
  may: ['director', 'counsel', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const actor = actorOf(context)
    const { services } = context
    const { cases, more } = await listOpen(services.app, actor, undefined)
    const theirs = cases.filter(
      (one) => isSearched(one) || one.due_on !== null || needsAct(caseRoleOf(actor), one),
    )
    const { waits, waitsGo, waitsMore, title } = casesPageWords(context)
    const today = services.clock.today()
    const lines = theirs.slice(0, mostOnStart).map((one): Task => {
      const isUrgent = isSearched(one) || (one.due_on !== null && one.due_on <= today)
      const due = one.due_on === null ? undefined : listedDeadline(context, one)
      return {
        kind: isUrgent && !one.drill ? 'warning' : 'info',
        says: waits(listedKind(context, one), one.reference, listedNextStep(context, one), due),
        href: `/cases/${one.reference}`,
        go: waitsGo,
      }
    })
    const isCut = more || theirs.length > mostOnStart
    return isCut ? [...lines, { kind: 'info', says: waitsMore, href: '/cases', go: title }] : lines
  },
}

/** Everyone with access has to act. */
const isSearched = ({ stage }: CaseOnList): boolean => stage === 'searching'

/** Theirs, or anyone's and theirs to see to. */
const needsAct = (role: CaseRole, { owed_by }: CaseOnList): boolean =>
  owed_by === role || (owed_by === 'staff' && role !== 'counsel')

export const missingContactsTask: TaskSource = {
  may: ['director', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const ofPresident = context.who.role !== 'director'
    const named = (await emergencyContacts(context.services.app)).filter(
      ({ whom }) => (whom === 'president') === ofPresident,
    )
    if (named.length > 0) return []
    const words = casesIntakeWords(context)
    const says = ofPresident ? words.presidentNotNamed : words.nobodyNamed
    return [{ kind: 'info', says, href: '/cases/contacts', go: emergencyContactsWords(context).title }]
  },
}
