import { expect } from 'vitest'
import { textOfPdf } from '../support/pdf-text.ts'
import { plantPin } from '../support/planted-pin.ts'
import { cards } from '../web/house.ts'
import { held, kindsIn, namesNobody } from './case-held.ts'
import {
  advises,
  calls,
  closes,
  decides,
  minutesGoBy,
  notesAdvice,
  opens,
  referenceOn,
  reports,
  saves,
  sendsRefusal,
  sendsReport,
  takes,
  theRegisterIsSigned,
} from './case-steps.ts'
import { journeys } from './journey.ts'

journeys(18_580, {
  'a deputy who asks without paper': async (library) => {
    // At the front desk: what to say, and one press to report it.
    const clerk = await library.staff('desk', 'front-desk')
    await clerk.press('Officer here')
    await clerk.press('Add what they want to know (you can skip this)')
    await clerk.choose('Whether someone is a customer')
    await clerk.press('Show the answer')
    await clerk.press(/^No legal paper$/)
    await clerk.look('answer')
    await clerk.press('Add the requester’s details')
    const reference = await sendsReport(clerk, {
      ...{ name: 'Deputy Vexillum', agency: 'Kearney County Sheriff', wants: 'If one person has a card' },
    })
    await clerk.look('reported')
    await calls(clerk, 'Director', false)
    expect(await clerk.reads()).toMatch(
      /the Director did not answer\. (Try the next|There is no other) number\./,
    )
    await clerk.follow('Done')
    expect(await clerk.reads()).not.toContain('Vexillum')
    await clerk.goTo(`/cases/${reference}`)
    expect(await clerk.heading()).toContain('was not found')
    await clerk.leave()

    const director = await library.staff('director', 'office')
    expect(await director.reads()).toContain('You have a new matter to review.')
    await director.look('waits')
    await director.follow('View')
    expect(await director.reads()).not.toContain('Vexillum')
    await director.look('list')
    await director.follow(new RegExp(reference))
    expect(await director.reads()).toContain('tried to reach the Director by phone.')
    await director.look('case')
    await takes(director, 'answered')
    await closes(director, reference)
    await director.look('closed')
    await director.leave()

    const file = await held(library, reference, 'refused')
    expect(kindsIn(file)).toEqual({ 'case-step': 5 })
    namesNobody(library, /Vexillum/, reference)
  },

  'a husband who wants the records of his wife, and writes when he is told nothing': async (library) => {
    const clerk = await library.staff('desk', 'front-desk')
    await clerk.goTo('/ask')
    await clerk.press(/^A spouse, friend/)
    await clerk.look('ask')
    await clerk.choose('What someone has checked out')
    await clerk.press('Show the answer')
    await clerk.look('answer')
    await clerk.follow('Done')
    // A day later his letter is in the mail: paper, which ends in a written decision.
    const reference = await reports(clerk, {
      ...{
        who: 'A lawyer, a company, or anyone else',
        brought: 'A legal paper, by hand, mail',
        name: 'Mr. Conjux',
      },
      ...{ wants: 'The loans of his wife', way: 'By mail' },
    })
    await clerk.leave()

    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await director.look('case')
    const at = minutesGoBy(library, 10)
    await notesAdvice(director, {
      ...{ opinion: 'Not proper: something is missing or wrong', at },
      words: 'A letter compels nothing. Refuse it.',
    })
    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await takes(counsel, 'word-answered', { 'Is it true?': 'Yes, I confirm it' })
    await counsel.leave()
    await director.goTo(`/cases/${reference}`)
    await decides(director, reference, 'Draft a refusal')
    await director.look('decided')
    await theRegisterIsSigned(library)
    await director.goTo(`/cases/${reference}/decision`)
    const letter = await saves(director, /^Print the decision letter/)
    expect(textOfPdf(letter)).toContain('does not say whether anyone is one')
    await sendsRefusal(director, reference)
    await closes(director, reference)
    await director.leave()

    const file = await held(library, reference, 'refused')
    expect(file.seen.signed?.document.decision).toBe('refusal')
    const advice = file.seen.events.find(({ what }) => what === 'counsel-advised')?.stamp
    const heardAt = `${at.toISOString().slice(0, 19)}Z`
    expect([advice?.at, (advice?.notedAt ?? '') > heardAt]).toEqual([heardAt, true])
    namesNobody(library, /Conjux/, reference)
  },

  'a reporter whose public-records request is denied': async (library) => {
    const clerk = await library.staff('desk', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A reporter, or a public-records request', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Ned Inkwell', agency: 'The Harbinger', wants: 'Who had a certain book', way: 'By e-mail' },
    })
    await clerk.look('reported')
    await clerk.leave()

    const director = await library.staff('director', 'office')
    await director.goTo('/cases')
    // Nobody reached counsel yet: that is due today, and stands in the list before all else.
    expect(await director.reads()).toContain('not opened yet: open it now')
    await opens(director, reference)
    // Thanksgiving, a Saturday and a Sunday are no business days.
    expect(await director.reads()).toContain('Tuesday, December 1')
    await director.look('case')
    // What is public is given first. This is about a person, so it is denied.
    expect(await director.reads()).toContain('You: Provide the public records')
    await director.follow('Decide in writing')
    await director.look('decision')
    // The law's days run, so it would go without a second person on the day before the last.
    expect(await director.reads()).toContain('you can sign this from November 30, 2026 on')
    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await advises(counsel, 'No opinion yet', 'Deny it, with the statute.')
    // No denial goes out before counsel has signed for the subsection that it cites.
    await counsel.goTo('/policy/facts')
    await counsel.choose('What a denial letter cites')
    await counsel.press(/^Sign for these facts/)
    await counsel.look('facts')
    await counsel.leave()
    await decides(director, reference, 'Draft a refusal')
    await theRegisterIsSigned(library)
    await director.goTo(`/cases/${reference}/decision`)
    const letter = await saves(director, /^Print the decision letter/)
    for (const part of [
      'What is withheld:',
      'Legal citation:',
      'Who decided: Test director',
      'What you can do:',
    ])
      expect(textOfPdf(letter)).toContain(part)
    await opens(director, reference)
    expect(await director.reads()).toContain('If nothing that was requested is public')
    await sendsRefusal(director, reference, {
      'Why is nothing that was requested public?': 'It asks about a person.',
    })
    await closes(director, reference)
    await director.leave()

    // Anybody reads in the file that a letter went out, and nothing of whom it was about or who asked.
    const anybody = await library.anybody()
    await anybody.goTo('/denials')
    expect(await anybody.reads()).toContain('Letter of November 24, 2026')
    await anybody.look('denials')
    await anybody.leave()
    await held(library, reference, 'refused')
    namesNobody(library, /Inkwell|Harbinger|certain book/, reference)
  },

  'an agency that claims an emergency': async (library) => {
    const clerk = await library.staff('volunteer', 'front-desk')
    const reference = await reports(clerk, {
      ...{
        who: 'A police officer, deputy, or agent',
        brought: 'No legal paper, but they say it is an emergency',
      },
      ...{ name: 'Agent Haste', agency: 'State Patrol', wants: 'Where a person was today', way: 'By phone' },
    })
    await clerk.look('reported')
    await calls(clerk, 'Director', true)
    await calls(clerk, 'lawyer', false)
    await clerk.look('called')
    await clerk.leave()

    // A decision is looked through for names, which is done at the library's computers alone.
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await director.look('case')
    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await counsel.look('counsel')
    await advises(counsel, 'No opinion yet', 'They can get an order within the hour. Wait for it.')
    await counsel.leave()
    await decides(director, reference, 'Draft a refusal')
    await director.look('decided')
    await sendsRefusal(director, reference)
    await closes(director, reference)
    await director.leave()

    const { seen } = await held(library, reference, 'refused')
    expect(seen.case.directorAt).toBe(seen.case.receivedAt)
    namesNobody(library, /Haste|State Patrol/, reference)
  },

  'a customer whose privacy is not kept': async (library) => {
    const { tested } = library
    await plantPin(tested.house, tested.child)
    const customer = await library.customer(cards.child)
    await customer.follow('Report a privacy concern')
    await customer.look('worry')
    await customer.fill('Your concern', 'The slips lie open: Gossamer.')
    await customer.press('Send')
    const reference = await referenceOn(customer)
    await customer.look('came-in')
    await customer.leave()

    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await director.look('case')
    await takes(director, 'board-consulted', {
      'Motion number': '26-31',
      ...{ 'Closed meeting reference': '2026-11', Date: '2026-11-24' },
    })
    // The president says that it is so, by the numbers of the minutes alone.
    const president = await library.staff('trustee', 'office')
    await president.goTo('/cases/consulted')
    await president.look('consulted')
    await president.press('I confirm it')
    expect(await president.reads()).toContain('Nothing waits for your answer.')
    await president.leave()
    await director.goTo(`/cases/${reference}`)
    await decides(director, reference, 'Draft that the library will act')
    expect(await director.reads()).toContain(
      '(motion 26-31, closed meeting 2026-11). The case is confidential.',
    )
    await director.look('decided')
    await opens(director, reference)
    await takes(director, 'complainant-told')
    await closes(director, reference)
    await director.leave()

    const { seen } = await held(library, reference, 'heeded')
    expect(seen.signed?.document.text).not.toMatch(/Canary|Pip|Gossamer/)
    // Who raised it stands in the case, and on their own pages.
    namesNobody(library, /Gossamer/, reference, new RegExp(`^/(me\\b|cases/${reference}$)`))
  },

  'what somebody did, and a report that the law demands': async (library) => {
    const clerk = await library.staff('desk', 'front-desk')
    await clerk.follow(/^Incident report/)
    await clerk.look('conduct')
    expect(await clerk.reads()).toContain('FAC-11')
    await clerk.fill('What you saw and heard', 'A man shouted at a child by the door: Bellow.')
    await clerk.choose('Yes, a report required by law')
    await clerk.fill('Agency and person you told', 'The child abuse line')
    await clerk.press('Save report')
    const reference = await referenceOn(clerk)
    await clerk.look('written')
    await clerk.press('I reached the Director')
    expect(await clerk.reads()).toContain('Noted.')
    await clerk.leave()

    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await director.look('case')
    await takes(director, 'answered')
    await closes(director, reference)
    await director.leave()

    const { seen, entries } = await held(library, reference, 'recorded')
    expect([seen.case.toldOutside, seen.case.directorAt?.slice(0, 10)]).toEqual([true, '2026-11-24'])
    // Library records stay shut: nothing of anybody was looked up for it.
    expect(entries.flatMap(({ subjects = [] }) => subjects)).toEqual([])
    namesNobody(library, /Bellow|abuse line/, reference)
  },
})
