import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/app/routes.ts'
import type { Services } from '../../src/app/services.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { NotAcknowledgedError } from '../../src/sealed/case-storage.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse, saidOn, setUpGroup, tickOf } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
let counsel: Visitor
let reference = ''
beforeAll(async () => {
  ;({ tested, house, clerk, director, counsel } = await SealedHouse.start())
  await house.at('office', 'volunteer')
  const president = await house.at('office', 'trustee')
  await setUpGroup(president, 'president')
  await house.report(clerk)
  await house.open(director)
  reference = await house.take(director)
  await house.bind(director, reference)
})
afterAll(() => tested?.close())

const title = ({ html }: Visitor) => /<title>([^<]*)<\/title>/.exec(html)?.[1]

const entries = () => tested.it.database.worker.selectFrom('register_pending').select('id').execute()

/** That they are bound is what they say there. */
const isAboutMatter = ({ path, form }: Route<Services>): boolean =>
  path !== '/sealed/matter/bound' &&
  (/^\/(sealed\/matter|cases)\/:reference/.test(path) || Object.hasOwn(shapeOf(form), 'reference'))

const shapeOf = (form: Route['form']) => (form as z.ZodObject | undefined)?.shape ?? {}

/** What a form takes, of the right shape. */
function whatFits(
  form: Route['form'],
  { reference }: { readonly reference: string },
): Record<string, string> {
  const all: Record<string, string> = {
    ...{ reference, account: randomUUID(), entry: '', said: randomUUID(), words: 'done' },
    ...{ side: 'director', box: '0', came: 'x'.repeat(22) },
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(shapeOf(form), name)))
}

describe('a person who did not say that they are bound', () => {
  test('sees the reference of a matter and nothing of it, on no page, and does nothing in it', async () => {
    await house.open(counsel)
    const list = counsel.text
    expect(list).toContain(reference)
    await house.open(director)
    const known = /Next step: [^,]+,/.exec(director.text)?.[0] ?? 'nothing is next'
    expect(director.text).toContain(known)
    expect(list).not.toContain(known)
    await house.report(clerk, { name: 'Another', wants: 'something else' })
    const { states } = (await house.keyOf(director)?.read(reference)) ?? {}
    const asked: string[] = []
    for (const { method, path, form } of routes.filter(isAboutMatter)) {
      await counsel.get('/sealed')
      const at = path.replace(':reference', reference).replace(/:\w+/, randomUUID())
      const answer =
        method === 'GET' ? await counsel.get(at) : await counsel.post(at, whatFits(form, { reference }))
      const isAsked = answer.headers.get('location') === `/sealed/matter/${reference}`
      if (isAsked || counsel.heading === 'Nondisclosure order') asked.push(`${method} ${path}`)
      expect([path, counsel.text]).not.toEqual([path, expect.stringContaining('Vexillum')])
      if (path.startsWith('/sealed')) expect(asked.at(-1)).toBe(`${method} ${path}`)
    }
    expect(asked).toEqual(
      expect.arrayContaining(['POST /sealed/move', 'POST /sealed/archive/file', 'GET /cases/:reference']),
    )
    expect((await house.keyOf(director)?.read(reference))?.states).toEqual(states)
    const { cases } = tested.house
    const theirs = house.actor(counsel, 'counsel')
    await expect(cases.take(theirs, reference, { what: 'noted', words: 'x' })).rejects.toThrow(
      NotAcknowledgedError,
    )
    await house.bind(counsel, reference)
    expect((await counsel.get(`/cases/${reference}`)).status).toBe(200)
  })
})

describe('a person who is needed to comply, and sees no cases', () => {
  test('sees what is asked and says what they did; they have no proof of it', async () => {
    await house.open(director)
    await director.get(`/sealed/matter/${reference}`)
    await director.post('/sealed/matter/clear', { reference, account: await house.idOf('desk') })
    const office = await house.at('office', 'desk')
    await house.open(office)
    expect(office.text).not.toContain('Agent Vexillum')
    await house.bind(office, reference)
    expect(office.text).toContain('Agent Vexillum')
    expect(office.text).toMatch(/Open requests .+ What you did/)
    expect(office.text).not.toContain('Download the file')
    const words = 'I stopped the nightly deletion.'
    await office.post('/sealed/matter/note', { reference, words })
    await office.get(`/sealed/matter/${reference}`)
    expect(office.text).toContain(words)
    expect((await office.post('/sealed/matter/proof', { reference, said: randomUUID() })).status).toBe(422)
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain(words)
  })
})

describe('a proof', () => {
  test('opens to the passphrase that the page said and to none that was sent, and is on record', async () => {
    await tickOf(tested)
    await house.open(director)
    await director.get('/sealed')
    await director.get('/sealed/evidence')
    const { passphrase, said } = saidOn(director, '/sealed/matter/proof')
    expect(director.html).not.toContain(`value="${passphrase}"`)
    const chosen = await director.post('/sealed/matter/proof', { reference, said, secret: 'a'.repeat(20) })
    expect(chosen.status).toBe(400)
    // Opened anew, another passphrase stands there: the page from before gives no file that opens to neither.
    await house.open(director)
    await director.get('/sealed/evidence')
    expect((await director.post('/sealed/matter/proof', { reference, said })).status).toBe(422)
    expect(director.text).toContain('That page was out of date')
    await director.get('/sealed/evidence')
    const now = saidOn(director, '/sealed/matter/proof')
    expect(now.passphrase).not.toBe(passphrase)
    const file = await director.post('/sealed/matter/proof', { reference, said: now.said })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="carrel.age"')
    const decrypter = new Decrypter()
    decrypter.addPassphrase(now.passphrase)
    const proof = await decrypter.decrypt(new Uint8Array(await file.arrayBuffer()))
    expect(Buffer.from(proof).toString()).toContain(reference)
    const it = await house.keyOf(director)?.read(reference)
    const made = it?.log.filter(({ entry }) => entry.flags?.includes('proof-made'))
    expect(made?.map(({ entry }) => entry.actor)).toEqual([await house.idOf('director')])
  })
})

describe('whoever was served', () => {
  test('reads the same words whatever waits, and fills no intake alone', async () => {
    const volunteer = await house.at('front-desk', 'volunteer')
    await house.report(volunteer)
    const words = volunteer.text
    expect(title(volunteer)).not.toContain('nobody else')
    expect(words).toContain('does not say whether what you typed was saved')
    expect(words).toContain('do not count on one')
    for (let n = 0; n < 13; n += 1) {
      await house.report(volunteer, { name: `Junk ${n}` })
      expect(volunteer.text).toBe(words)
    }
    await house.open(director)
    expect(director.text.match(/Left by Test volunteer/g)).toHaveLength(3)
    await volunteer.get('/ask')
    const brought = { who: 'officer', brought: 'paper' }
    await volunteer.post('/ask', { ...brought, asked: 'brought' })
    const before = await entries()
    const secret = { ...brought, paper: 'national-security-letter', wants: ['', 'loans'], checked: [''] }
    expect((await volunteer.post('/ask', secret)).status).toBe(200)
    expect(volunteer.html).toContain('carrel-reference')
    expect(volunteer.text).toContain('does not say whether this was saved')
    expect(volunteer.text).not.toContain('was logged')
    expect(await entries()).toEqual(before)
  })

  test('of what is about the Director is told to call the president, and not the Director', async () => {
    await house.report(clerk, { about: 'yes' })
    const [, told = ''] = /Call now, or go see them(.*)Done/.exec(clerk.text) ?? []
    expect(told).toContain('The president of the Board')
    expect(told).not.toContain('The Director')
    expect(clerk.text).toContain('only the president of the Board and the City’s lawyer can read')
  })
})

describe('the log', () => {
  test('says of a fault with a sealed matter no more than of any other page', async () => {
    await house.open(director)
    await director.get('/sealed')
    const linesOf = async (work: () => Promise<unknown>) => {
      const before = tested.logged.length
      await work()
      return tested.logged.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>)
    }
    const cells = tested.it.home.cellsDir
    renameSync(cells, `${cells}-away`)
    // Why no folder at all: a file that is not there is damage, which its page names.
    writeFileSync(cells, '')
    try {
      const sealed = await linesOf(() => director.get(`/sealed/matter/${reference}`))
      expect(
        sealed.map(({ route, msg, ...rest }) => ({ route, msg, rest: Object.keys(rest).sort() })),
      ).toEqual([
        {
          ...{ route: '/sealed', msg: 'something failed' },
          rest: ['hostname', 'level', 'pid', 'reference', 'time'],
        },
      ])
      await director.get('/')
      const [line] = await linesOf(() => director.get(`/cases/${reference}`))
      expect(line).toMatchObject({ route: 'GET /cases/:reference', fault: 'Error' })
      expect(JSON.stringify(line)).not.toMatch(/compartment|sealed|cell|ENOTDIR/)
      await clerk.get('/report')
      const [left] = await linesOf(() => house.report(clerk))
      expect(left).toMatchObject({ route: 'POST /report', fault: 'Error' })
      expect(JSON.stringify(left)).not.toMatch(/compartment|sealed|cell|ENOTDIR/)
    } finally {
      rmSync(cells)
      renameSync(`${cells}-away`, cells)
    }
  })
})
