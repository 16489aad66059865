import { caseRoleOf } from '../../disclosure/case-roles.ts'
import { namedAs } from '../../disclosure/request.ts'
import { caseContacts } from '../../store/case-mails.ts'
import { mostUnseen, unseenCases } from '../../store/cases-unseen.ts'
import { worksCases } from '../views/layout.tsx'
import { actorOf } from '../visit.ts'
import type { Source } from './source.ts'

/** Cases at which whoever may know of them has not looked yet: how many, and no more. */
export const cases: Source = {
  may: ['director', 'counsel', 'president'],
  async look(visit) {
    const actor = actorOf(visit)
    const by = caseRoleOf(actor)
    if (!worksCases(visit) || by === 'staff' || by === 'program') return []
    const { casesIntake: words } = visit.words
    const many = await unseenCases(visit.house.app, namedAs(actor), by)
    if (many === 0) return []
    return [{ kind: 'warning', says: words.waits(many, mostUnseen), href: '/cases', go: words.waitsGo }]
  },
}

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
    const { casesIntake: words } = visit.words
    const says = ofPresident ? words.presidentNotNamed : words.nobodyNamed
    return [{ kind: 'info', says, href: '/cases/contacts', go: words.contacts.title }]
  },
}
