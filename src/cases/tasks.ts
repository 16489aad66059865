import { actorOf, readsOf, staffActorOf, worksCases } from '../gate/index.ts'
import { placeAndDay, type StaffContext } from '../platform/http/request-context.ts'
import type { TaskSource } from '../platform/http/route.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import {
  allAccounts,
  emergencyContacts,
  emergencyContactsWords,
  lacksCounselsSignIn,
} from '../staff/index.ts'
import { caseRoleOf, copiesShowAt } from './case-access.ts'
import { listOpen, unviewedBy } from './case-service.ts'
import { paperReported, searchUnderWay, timeReported } from './case-text.ts'
import { maxUnviewed } from './cases-store.ts'
import { isSearchListed } from './next-steps.ts'
import { type CaseServices, seesCases } from './services.ts'
import { counselWords } from './words/counsel.ts'
import { casesIntakeWords } from './words/intake.ts'
import { reportedWords } from './words/reported.ts'
import { secondPersonWords } from './words/second-person.ts'
import { publicReportsWords } from './words/served.ts'
import { studyWords } from './words/study.ts'

/** Only the number of cases that no one with access has opened. */
export const newCaseTasks: TaskSource<CaseServices> = {
  may: ['director', 'counsel', 'president'],
  async look(context) {
    const actor = actorOf(context)
    const by = caseRoleOf(actor)
    if (!worksCases(context) || by === 'staff' || by === 'program') return []
    const words = casesIntakeWords(context)
    const many = await unviewedBy(context.services, actor, by)
    if (many === 0) return []
    return [{ kind: 'warning', says: words.waits(many, maxUnviewed), href: '/cases', go: words.waitsGo }]
  },
}

/** First and red until it is over, also once they opened the case; nothing under a nondisclosure order. */
export const searchTasks: TaskSource<CaseServices> = {
  may: ['director', 'counsel', 'special-counsel', 'president'],
  async look(context) {
    if (!seesCases(context)) return []
    const { cases } = await listOpen(context.services, actorOf(context), undefined)
    return cases
      .filter((one) => isSearchListed(one) && !one.drill)
      .map(({ reference, stage }) => ({
        kind: 'urgent',
        says: `${searchUnderWay(context, stage === 'searching')}.`,
        href: `/cases/${reference}/search`,
        go: `${casesIntakeWords(context).warrantGo}: ${reference}`,
      }))
  },
}

/** Only how many wait to be called back. */
export const publicReportTasks: TaskSource<CaseServices> = {
  may: ['director', 'counsel'],
  async look(context) {
    if (!worksCases(context)) return []
    const many = await context.services.publicReports.count(actorOf(context))
    if (many === 0) return []
    const words = publicReportsWords(context)
    return [{ kind: 'urgent', says: words.task(many), href: '/cases/outside', go: words.taskGo }]
  },
}

/** What someone recorded as their word, which they have not confirmed or denied. */
export const reportedWordTasks: TaskSource<CaseServices> = {
  may: ['counsel', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const words = reportedWords(context)
    const actor = actorOf(context)
    const { cases } = context.services
    const ofBoard = (await cases.askingBoard(actor)).length
    return [
      ...(await cases.askingCounsel(actor)).map((reference) => ({
        kind: 'warning' as const,
        says: words.asksCounsel,
        href: `/cases/${reference}#word-answered`,
        go: `${words.go}: ${reference}`,
      })),
      ...(ofBoard === 0
        ? []
        : [
            {
              kind: 'warning' as const,
              says: words.asksBoard(ofBoard),
              href: '/cases/consulted',
              go: words.go,
            },
          ]),
    ]
  },
}

/** Only that a second person is asked; nothing under a nondisclosure order. */
export const secondPersonTasks: TaskSource<CaseServices> = {
  may: ['trustee', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const { cases, confirming } = context.services
    const words = secondPersonWords(context)
    const to = { href: '/cases/second', go: words.go }
    const asked = await cases.secondIsAsked(actorOf(context))
    const calls = await confirming.askingCalls(actorOf(context))
    const says = asked === 'order' ? words.task : words.taskSpecial
    return [
      ...(asked === undefined ? [] : [{ kind: 'urgent' as const, says, ...to }]),
      ...(calls.length === 0 ? [] : [{ kind: 'warning' as const, says: words.taskLetter, ...to }]),
    ]
  },
}

/** For anyone on staff but the person who typed the contact. */
export const contactToConfirmTask: TaskSource<CaseServices> = {
  may: ['desk', 'director', 'counsel', 'trustee'],
  async look(context) {
    if (!worksCases(context)) return []
    const waits = await context.services.confirming.contactsToConfirm(actorOf(context))
    const { taskContact, taskGo } = counselWords(context)
    if (waits.length === 0) return []
    return [{ kind: 'info', says: taskContact, href: '/cases/contacts/second', go: taskGo }]
  },
}

/** Whose contact someone else changed or took off, and no one but them. */
export const changedContactTask: TaskSource<CaseServices> = {
  may: ['counsel', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const changed = await context.services.confirming.ownChangedContacts(actorOf(context))
    const { ownTask, ownTaskGo, ownRoles } = counselWords(context)
    const { timeZone } = context.pack
    return changed.map(({ as, at }) => ({
      kind: 'warning' as const,
      says: ownTask(ownRoles[as], formatsOf(context).moment(at, timeZone)),
      href: '/cases/contacts/own',
      go: ownTaskGo,
    }))
  },
}

/** The calls that the person who reported still has to make, by the time alone. */
export const untoldTasks: TaskSource<CaseServices> = {
  may: ['volunteer', 'desk', 'trustee'],
  async look(context) {
    if (!worksCases(context)) return []
    const reports = await context.services.cases.untoldBy(actorOf(context))
    const words = casesIntakeWords(context)
    return reports.map(({ reference, at, reached, isToSearch }) => ({
      kind: 'urgent' as const,
      says: words.untold[reached](timeReported(context, at)),
      href: isToSearch ? `/cases/${reference}/search` : '/report#already',
      go: isToSearch ? words.warrantGo : words.goOn,
    }))
  },
}

/** For those at the desk, at the library's own computers. */
export async function reportedByColleagues(
  context: StaffContext,
  cases: Pick<CaseServices['cases'], 'reportedLately'>,
): Promise<readonly Date[]> {
  const isAtDesk = context.who.role === 'volunteer' || context.who.role === 'desk'
  const isHere = copiesShowAt(context.pack, placeAndDay(context))
  return worksCases(context) && isAtDesk && isHere ? cases.reportedLately(staffActorOf(context)) : []
}

/** What colleagues reported, by the time alone, so that no one reports it again. */
export const reportedLatelyTask: TaskSource<CaseServices> = {
  may: ['volunteer', 'desk'],
  async look(context) {
    const words = casesIntakeWords(context)
    const times = await reportedByColleagues(context, context.services.cases)
    const reports = new Set(times.map((at) => paperReported(context, at)))
    return [...reports].map((reported) => ({
      kind: 'warning' as const,
      says: `${reported} ${words.sameAgain}`,
      href: '/report#already',
      go: words.sameGo,
    }))
  },
}

/** What staff are asked about views of theirs; it names neither the case nor the patron. */
export const askedViewsTask: TaskSource<CaseServices> = {
  may: ['volunteer', 'desk', 'director', 'counsel', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const many = await context.services.caseStudy.countAskedOf(actorOf(context))
    const { task, taskGo } = studyWords(context)
    if (many === 0) return []
    return [{ kind: 'warning', says: task(many), href: '/cases/asked', go: taskGo }]
  },
}

export const missingContactsTask: TaskSource = {
  may: ['director', 'president'],
  async look(context) {
    if (!worksCases(context)) return []
    const reads = readsOf(context)
    const ofPresident = context.who.role !== 'director'
    const all = await emergencyContacts(reads)
    const isNamed = all.some(({ whom }) => whom !== 'acting' && (whom === 'president') === ofPresident)
    const lacksSignIn = !ofPresident && lacksCounselsSignIn(all, await allAccounts(reads))
    if (isNamed && !lacksSignIn) return []
    const words = casesIntakeWords(context)
    const notNamed = ofPresident ? words.presidentNotNamed : words.nobodyNamed
    const says = isNamed ? words.signInNotChosen : notNamed
    return [{ kind: 'info', says, href: '/cases/contacts', go: emergencyContactsWords(context).title }]
  },
}
