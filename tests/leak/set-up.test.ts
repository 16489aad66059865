import { afterAll, beforeAll, expect, test } from 'vitest'
import { Visitor } from '../web/visitor.ts'
import { nameOf } from './findings.ts'
import { type Library, origin, startLibrary } from './library.ts'

let library: Library

beforeAll(async () => {
  library = await startLibrary({ isNew: true })
}, 600_000)
afterAll(() => library.close())

test('a person who follows the set-up link of a library with customers sees none of them, and no other secret', async () => {
  const { sight, tested, setUpLink } = library
  const app = tested.app()
  const director = new Visitor(app, new URL(origin).host)
  const stranger = new Visitor(app, new URL(origin).host)
  const problems: string[] = []
  const read = async (what: string, response: Promise<Response>, status: number, mayHaveLink = false) => {
    const { status: got, headers } = await response
    if (got !== status) problems.push(`${what}: answers ${got}`)
    const bytes = `${[...headers].join('\n')}\n${director.html}\n${stranger.html}`
    for (const canary of sight.in(bytes)) {
      if (!(mayHaveLink && canary.field === 'set_up.link_hash'))
        problems.push(`${what}: LEAK: shows ${nameOf(canary)}`)
    }
  }
  await read('a stranger', stranger.get('/set-up/library'), 303)
  await read('another link', stranger.get('/set-up/link/none'), 410)
  await read('the link', director.get(`/set-up/link/${setUpLink}`), 200, true)
  await read('its button', director.post('/set-up/link', { link: setUpLink }), 303, true)
  await read('the library', director.get('/set-up/library'), 200)
  await read('a stranger meanwhile', stranger.get('/set-up/director'), 303)
  await read('the first question', director.get('/set-up/director'), 200)
  const answers = { name: 'Ruth Olsen', signIn: 'ruth' }
  await read('the next', director.post('/set-up/director', { name: answers.name }), 200)
  await read('the next', director.post('/set-up/director', answers), 200)
  const passphrase = 'fourteen quiet geese at noon'
  await read(
    'the last',
    director.post('/set-up/director', { ...answers, passphrase, repeated: passphrase }),
    303,
  )
  await read('what comes after', director.get('/sign-in/add'), 200)
  await read('the link again', stranger.get(`/set-up/link/${setUpLink}`), 410, true)
  expect(problems).toEqual([])
  expect([...sight.in(tested.logged.join('\n'))]).toEqual([])
})
