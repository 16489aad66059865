import type { CaseRole } from '../../casework/event.ts'
import { listOpen } from '../../disclosure/case-lists.ts'
import { caseRoleOf } from '../../disclosure/case-roles.ts'
import { namedAs } from '../../disclosure/request.ts'
import { caseContacts } from '../../store/case-mails.ts'
import { mostUnseen, unseenCases } from '../../store/cases-unseen.ts'
import { dueListed, type Listed, owedListed, whatListed } from '../cases/case-listed.ts'
import { worksCases } from '../views/layout.tsx'
import { actorOf } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesPageWords } from '../words/cases-page.ts'
import type { Source, Waiting } from './source.ts'

/** Cases that the people who may know of them have not opened yet: how many, and no more. */
export const newCases: Source = {
  may: ['director', 'counsel', 'president'],
  async look(visit) {
    const actor = actorOf(visit)
    const by = caseRoleOf(actor)
    if (!worksCases(visit) || by === 'staff' || by === 'program') return []
    const words = casesIntakeWords(visit)
    const many = await unseenCases(visit.house.app, namedAs(actor), by)
    if (many === 0) return []
    return [{ kind: 'warning', says: words.waits(many, mostUnseen), href: '/cases', go: words.waitsGo }]
  },
}

/** So many cases are on the start page; the rest are in their list. */
const mostOnStart = 6

/** Open cases that have a deadline or need an act of theirs, the most urgent first, until they are closed. */
export const openCases: Source = {
  may: ['director', 'counsel', 'president'],
  async look(visit) {
    if (!worksCases(visit)) return []
    const actor = actorOf(visit)
    const { house } = visit
    const { cases, more } = await listOpen(house.app, actor, undefined)
    const theirs = cases.filter(
      (one) => isSearched(one) || one.due_on !== null || needsAct(caseRoleOf(actor), one),
    )
    const { waits, waitsGo, waitsMore, title } = casesPageWords(visit)
    const today = house.clock.today()
    const lines = theirs.slice(0, mostOnStart).map((one): Waiting => {
      const isUrgent = isSearched(one) || (one.due_on !== null && one.due_on <= today)
      const due = one.due_on === null ? undefined : dueListed(visit, one)
      return {
        kind: isUrgent && !one.drill ? 'warning' : 'info',
        says: waits(whatListed(visit, one), one.reference, owedListed(visit, one), due),
        href: `/cases/${one.reference}`,
        go: waitsGo,
      }
    })
    const isCut = more || theirs.length > mostOnStart
    return isCut ? [...lines, { kind: 'info', says: waitsMore, href: '/cases', go: title }] : lines
  },
}

/** Officers are searching: that is for everyone who may know of it to see to. */
const isSearched = ({ stage }: Listed): boolean => stage === 'searching'

/** The next step is theirs, or it is anyone's, and theirs to see to. */
const needsAct = (role: CaseRole, { owed_by }: Listed): boolean =>
  owed_by === role || (owed_by === 'staff' && role !== 'counsel')

/** Nobody is named whom staff can call when something comes. */
export const caseContactsMissing: Source = {
  may: ['director', 'president'],
  async look(visit) {
    if (!worksCases(visit)) return []
    const ofPresident = visit.who.role !== 'director'
    const named = (await caseContacts(visit.house.app)).filter(
      ({ whom }) => (whom === 'president') === ofPresident,
    )
    if (named.length > 0) return []
    const words = casesIntakeWords(visit)
    const says = ofPresident ? words.presidentNotNamed : words.nobodyNamed
    return [{ kind: 'info', says, href: '/cases/contacts', go: words.contacts.title }]
  },
}
