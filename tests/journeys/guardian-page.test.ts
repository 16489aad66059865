import { expect } from 'vitest'
import { signNow } from '../leak/sign-now.ts'
import { plantPin } from '../support/planted-pin.ts'
import { cards } from '../web/house.ts'
import { journey } from './journey.ts'

journey('a guardian\u2019s own page', 18_620, async (library) => {
  const { tested } = library
  await plantPin(tested.house, tested.parent)
  await plantPin(tested.house, tested.child)

  // It is off: her pages have nothing of it.
  const mother = await library.customer(cards.parent)
  expect(await mother.offers('Minors you signed for')).toBe(false)

  // The Board voted, and the Director records the day.
  const director = await library.staff('director', 'office')
  await director.goTo('/policy/facts')
  await director.press(/^Confirm: A page where a parent/)
  await director.look('the-boards-vote')
  await director.fill(/^Name of the person/, 'The Board of Trustees, by a vote')
  await director.fill(/^Date they/, tested.time.today)
  await director.press('Confirm')
  await director.leave()

  // She sees what is owed, and one title a press.
  await mother.goTo('/me')
  await mother.follow('Minors you signed for')
  expect(await mother.reads()).toContain('Something is overdue.')
  expect(await mother.reads()).not.toMatch(/Canary (Overdue|Reserved|Torn|Due Later)/)
  await mother.look('owed')
  await mother.press('Show an overdue title')
  expect(await mother.reads()).toContain('Canary Overdue')
  expect(await mother.reads()).not.toMatch(/Canary (Reserved|Torn|Due Later)/)
  await mother.look('a-title')
  await mother.leave()

  // The child sees that someone looked, and at what.
  await signNow(tested)
  const child = await library.customer(cards.child)
  await child.follow('Who viewed my record')
  expect(await child.reads()).toContain('A parent or guardian, on their own page')
  await child.look('seen')
  await child.leave()

  // A clerk sets Not to be told: the page is as if nothing were owed.
  const clerk = { accountId: 'clerk', role: 'desk', place: 'front-desk' } as const
  expect(await tested.house.shields.set(clerk, tested.child)).toBe('set')
  const again = await library.customer(cards.parent)
  await again.goTo('/me/minors')
  expect(await again.reads()).toContain('This page shows nothing now.')
  await again.look('nothing')
  await again.leave()
})
