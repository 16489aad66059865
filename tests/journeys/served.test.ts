import { expect } from 'vitest'
import { saveLetterhead } from '../../src/staff/letterhead.ts'
import { referenceOn, scan } from './case-steps.ts'
import { journeys, type Library, type Person } from './journey.ts'

const letterhead = {
  address: ['1 Main Street'],
  phone: '308-555-0100',
  counselPhone: '308-555-0111',
  hours: [],
}

/** Someone without an account opens the public page from the sign-in page, as they would find it. */
async function opensThePage(library: Library): Promise<Person> {
  const { app, ring } = library.tested.house
  await app.transaction().execute((trx) => saveLetterhead(trx, ring, letterhead))
  const outsider = await library.anybody()
  await outsider.goTo('/sign-in')
  await outsider.look('sign-in')
  await outsider.follow('No account? Were you handed a legal paper about the library?')
  expect(await outsider.heading()).toBe('Legal papers about the library')
  await outsider.look('public-page')
  return outsider
}

/** Reports, is called back, and sends the paper by a one-time link, which goes into the case. */
const isCalledBack =
  (what: string, shown: string) =>
  async (library: Library): Promise<void> => {
    const { tested } = library
    const outsider = await opensThePage(library)
    await outsider.choose(what)
    await outsider.choose('Yes')
    await outsider.press('Continue')
    expect(await outsider.reads()).toContain('Type your name')
    await outsider.look('refused')
    await outsider.fill('Your name', 'Quillon Sherwoody')
    await outsider.fill('Your phone number', '308-555-0199')
    await outsider.press('Continue')
    expect(await outsider.heading()).toBe('Now call the library')
    expect(await outsider.reads()).toContain('We have your name and number.')
    await outsider.look('reported')

    const director = await library.staff('director', 'office')
    await director.goTo('/')
    expect(await director.reads()).toContain('reported a legal paper. Call them back.')
    await director.follow('Call back')
    expect(await director.reads()).toContain(shown)
    await director.look('reports')
    await director.press('No answer')
    await director.press('I reached them')
    await director.look('reached')
    await director.choose('A police officer, deputy, or agent')
    await director.press('Open the case')
    const reference = await referenceOn(director)
    await director.look('case-opened')
    await director.goTo(`/cases/${reference}`)
    expect(await director.reads()).toContain('Quillon Sherwoody, 308-555-0199')
    expect(await director.reads()).toMatch(/Opened by the Director.*\d+ minutes? after it was served/s)
    await director.look('case')

    await director.page.getByText('Ask for the paper with a one-time link').click()
    await director.press('Make a link')
    const link = (await director.page.locator('main code').textContent()) ?? ''
    await director.look('link')
    await outsider.page.goto(link)
    await outsider.look('link-opened')
    await outsider.press('Continue')
    await outsider.page.getByLabel('Photo or scan', { exact: true }).setInputFiles(scan)
    await outsider.press('Send')
    expect(await outsider.reads()).toContain('It was received.')
    await outsider.look('paper-sent')
    // It leads another browser nowhere, and what it leads to says nothing of the case.
    const other = await library.anybody()
    await other.page.goto(link)
    expect(await other.heading()).toBe('This link no longer works')
    await other.look('link-used')
    for (const { path, bytes } of library.shown())
      if (path.startsWith('/served')) expect(bytes.toString()).not.toContain(reference)
    await director.goTo(`/cases/${reference}`)
    expect(await director.reads()).toContain('added from outside with the one-time link: scan 1.pdf')
    for (const one of [outsider, director, other]) await one.leave()
    expect(tested.logged.join('\n')).not.toMatch(/Quillon|555\W?0199/)
  }

journeys(
  18_650,
  {
    'a vendor who was handed a paper': isCalledBack(
      'Someone handed me a paper',
      'Someone was handed a paper',
    ),
    'a former employee who may not talk': async (library) => {
      const outsider = await opensThePage(library)
      await outsider.choose('Someone handed me a paper')
      await outsider.choose('No, or I am not sure')
      await outsider.fill('Your name', 'Zelphine Ottokar')
      await outsider.fill('Your phone number', '308-555-0188')
      await outsider.press('Continue')
      expect(await outsider.heading()).toBe('Now call the library')
      expect(await outsider.reads()).toContain('Nothing that you typed was saved or sent.')
      await outsider.look('not-saved')
      const director = await library.staff('director', 'office')
      await director.goTo('/cases/outside')
      expect(await director.reads()).toContain('No report is waiting.')
      await director.look('none')
      for (const one of [outsider, director]) await one.leave()
    },
    'a City office that got a paper by mail, by mistake': async (library) => {
      const outsider = await opensThePage(library)
      await outsider.choose('A paper came in the mail')
      await outsider.choose('Yes')
      await outsider.fill('Your name', 'City clerk')
      await outsider.fill('Your phone number', '(308) 555-0177')
      await outsider.press('Continue')
      await outsider.leave()
      const director = await library.staff('director', 'office')
      await director.goTo('/cases/outside')
      await director.page.getByText('End without a case').click()
      expect(await director.reads()).toContain('after 3 calls without an answer')
      await director.press('I reached them')
      await director.page.getByText('End without a case').click()
      await director.press('End this report')
      expect(await director.reads()).toContain('No report is waiting.')
      await director.leave()
    },
    'officers at a vendor’s office': isCalledBack('Officers are here now', 'Officers are there now'),
  },
  { atBothWidths: true },
)
