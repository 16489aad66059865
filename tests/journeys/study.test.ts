import { expect } from 'vitest'
import { plantPin } from '../support/planted-pin.ts'
import { cards } from '../web/house.ts'
import { held, kindsIn } from './case-held.ts'
import { closes, decides, opens, takes, theRegisterIsSigned } from './case-steps.ts'
import { journey } from './journey.ts'

/** A customer asks who viewed their record: the staff member answers first, and the customer reads what was found. */
journey(
  'who viewed my record, studied',
  18_680,
  async (library) => {
    const { tested } = library
    await plantPin(tested.house, tested.parent)

    // A clerk views her record, again, and another one right after.
    const clerk = await library.staff('desk', 'front-desk')
    await clerk.goTo('/counter')
    await clerk.scan(cards.parent)
    await clerk.goTo('/counter')
    await clerk.scan(cards.parent)
    await clerk.goTo('/counter')
    await clerk.scan(cards.child)
    await theRegisterIsSigned(library)

    // She reads it at home, and asks.
    const una = await library.customer(cards.parent)
    await una.follow('Who viewed my record')
    expect(await una.reads()).toMatch(/A clerk\s*· 9:00 a\.m\./)
    await una.look('seen')
    await una.goTo('/me')
    await una.follow('Report a privacy concern')
    await una.fill('Your concern', 'My neighbor works here and knew what I had on reserve.')
    await una.choose('Who viewed my record')
    await una.look('concern')
    await una.press('Send')
    expect(await una.heading()).toBe('We received your concern')
    const reference = ((await una.page.locator('.carrel-reference').textContent()) ?? '').trim()
    await una.look('sent')

    // The Director studies it: who, when, where and why; the other record is a number. Nothing is found yet.
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await director.look('case')
    await director.follow('Study who viewed the record')
    const study = await director.reads()
    expect(study).toContain('Test desk (clerk)')
    expect(study).toContain('Front desk')
    expect(study).toContain('and what is on reserve. (2 times)')
    expect(study).toContain('Another record')
    expect(study).not.toMatch(/Pip|Canary|2300000000000/)
    await director.look('study')
    await director.press('Ask Test desk')
    expect(await director.reads()).toContain('Asked. They have until')
    const finds = async (words: string) => {
      await director.choose('Confirmed and remedied')
      await director.fill('What was found, for the customer', words)
      await director.fill('What was done about it, for the customer', 'They no longer open your record.')
      await director.press('Save the finding')
    }
    // No one is blamed unasked: until they answer there is nothing to write it into.
    expect(await director.reads()).toContain('A staff member was asked.')
    expect(await director.page.getByRole('button', { name: 'Save the finding' }).count()).toBe(0)
    await director.look('answer-first')

    // The clerk answers in their own words, and reads nothing of the case.
    await clerk.goTo('/')
    expect(await clerk.reads()).toContain('You are asked about views of a record that you made.')
    await clerk.follow('Answer')
    expect(await clerk.reads()).not.toMatch(new RegExp(`${reference}|Una|Canary`))
    await clerk.look('asked')
    await clerk.fill('Your answer', 'I should not have. I was curious.')
    await clerk.press('Send answer')
    expect(await clerk.reads()).toContain('Your answer was saved.')
    await clerk.look('answered')

    // Counsel studies it too, and agrees that she learns the name.
    const counsel = await library.staff('counsel', 'office')
    await opens(counsel, reference)
    await counsel.follow('Study who viewed the record')
    expect(await counsel.reads()).toContain('I should not have.')
    await counsel.press('Agree that the customer learns the name: Test desk')
    await counsel.look('counsel')
    await counsel.goTo(`/cases/${reference}`)
    await takes(counsel, 'counsel-advised', { Details: 'Act on it.' })

    // No name in the Director's own words; with counsel's agreement Carrel adds it.
    await director.goTo(`/cases/${reference}/study`)
    await finds('Test desk opened your record.')
    expect(await director.reads()).toContain('This names someone on staff.')
    await finds('Your record was opened without a need.')
    await decides(director, reference, 'Draft that the library will act')
    await opens(director, reference)
    await director.look('decided')

    await una.goTo('/me/worry')
    expect(await una.reads()).toMatch(
      /Confirmed and remedied.*without a need\..*no longer open your record\./s,
    )
    expect(await una.reads()).toContain('Staff member: Test desk')
    await una.look('found')
    await theRegisterIsSigned(library)
    await una.goTo('/me/seen')
    expect(await una.reads()).toContain('Studied who viewed your record')
    await una.look('seen-study')

    // What it left.
    await opens(director, reference)
    await takes(director, 'complainant-told')
    await closes(director, reference)
    const file = await held(library, reference, 'heeded')
    expect(kindsIn(file)).toEqual({ 'case-step': file.seen.events.length })
    const steps = [
      'studied',
      'account-asked',
      'account-given',
      'study-agreed',
      'study-found',
      'decided',
    ] as const
    expect(file.seen.events.map(({ what }) => what)).toEqual(expect.arrayContaining([...steps]))
    // Each look at the study, with whose record it was: the Director's and counsel's, and the looks after each step.
    const looks = file.entries.filter(({ kind }) => kind === 'study-view')
    expect(new Set(looks.map(({ role }) => role))).toEqual(new Set(['director', 'counsel']))
    for (const { subjects } of looks) expect(subjects).toEqual([tested.parent])
    for (const one of [una, clerk, director, counsel]) await one.leave()
    expect(tested.logged.join('\n')).not.toMatch(/Canary|neighbor|curious/)
  },
  { atBothWidths: true },
)
