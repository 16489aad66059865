import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { page } from '../../src/platform/http/route.ts'
import { TypesetError, type TypesetErrorCode } from '../../src/platform/pdf/typesetter.ts'
import { asOwner } from '../links/as-owner.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

async function meets(error: Error, language: string) {
  const before = new Visitor(tested.app())
  await before.signIn('desk')
  const visitor = new Visitor(
    tested.app([
      page('/', ['desk'], () => {
        throw error
      }),
    ]),
  )
  for (const [name, value] of before.cookies) visitor.cookies.set(name, value)
  tested.logged.length = 0
  const response = await visitor.get('/', { 'accept-language': language })
  return { response, visitor, line: JSON.parse(tested.logged[0] ?? 'null') }
}

const coded = (code: string, more: object = {}) => Object.assign(new Error('m'), { code, ...more })

describe('what lies outside of the program says what it is, who fixes it, and when to come again', () => {
  test.each([
    ['a full disk, by the system', coded('ENOSPC'), 'disk-full', 'free some space', 'libere espacio'],
    ['a full disk, by the database', coded('53100'), 'disk-full', 'free some space', 'libere espacio'],
    [
      'a clock that is years behind',
      coded('month-forgotten'),
      'clock-behind',
      'computer to set it',
      'ponga en hora',
    ],
    [
      'a lock that another holds',
      coded('55P03'),
      'records-locked',
      'not saved. Try again',
      'en medio minuto',
    ],
    [
      'a database that is away',
      coded('ECONNREFUSED'),
      'database-away',
      'Try again in a minute',
      'en un minuto',
    ],
    [
      'its socket that is away',
      coded('ENOENT', { syscall: 'connect' }),
      'database-away',
      'Try again',
      'de nuevo',
    ],
    ['a database that ends', coded('57P01'), 'database-away', 'Try again in a minute', 'en un minuto'],
    [
      'a line that broke',
      new Error('Connection terminated unexpectedly'),
      'database-away',
      'Try again',
      'de nuevo',
    ],
  ])('%s', async (_, error, outside, english, spanish) => {
    for (const [language, fix, heading] of [
      ['en', english, 'Not possible right now'],
      ['es', spanish, 'Ahora no es posible'],
    ] as const) {
      const { response, visitor, line } = await meets(error, language)
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
      expect(visitor.heading).toBe(heading)
      expect(visitor.html).toContain(`<html lang="${language}">`)
      expect(visitor.text).toContain(fix)
      expect(line).toMatchObject({ outside })
      expect(visitor.text).toContain(line.reference)
    }
  })

  test('another session that holds a lock is named, and nothing is shown', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.signIn('desk')
    await asOwner(tested.it, async (owner) => {
      await owner.query('begin; lock table session in access exclusive mode')
      const { status, headers } = await visitor.get('/counter')
      expect([status, headers.get('retry-after')]).toEqual([503, '30'])
      expect(visitor.text).toContain('Another task is using these records')
      await owner.query('rollback')
    })
    expect((await visitor.get('/counter')).status).toBe(200)
  })

  test('a fault of the program shows a reference, what to do, and nothing else', async () => {
    for (const [language, words] of [
      [
        'en',
        'Something went wrong This is not your mistake. Do not give out any information until you can look it up again. If this goes on, give this reference to the Director of Jensen Memorial Library: REFERENCE Go to the start page',
      ],
      [
        'es',
        'Algo salió mal No es culpa suya. No dé ninguna información hasta que pueda volver a consultarla. Si esto sigue pasando, dé esta referencia a la Dirección de Jensen Memorial Library: REFERENCE Ir a la página de inicio',
      ],
    ] as const) {
      const { response, visitor, line } = await meets(new TypeError('a bug'), language)
      expect(response.status).toBe(500)
      expect(response.headers.has('retry-after')).toBe(false)
      expect(visitor.text.replace(line.reference, 'REFERENCE')).toContain(words)
      expect(visitor.text.length).toBeLessThan(words.length + 40)
    }
  })
})

describe('a document that is over a limit says which part is too long, or what to do', () => {
  test.each<[TypesetErrorCode, string | undefined, string, string]>([
    ['document-too-long', 'rows', 'Shorten the list', 'Acorte la lista'],
    ['document-too-long', 'else', 'Shorten it', 'Acorte el documento'],
    ['document-not-in-time', undefined, 'Try again in a minute', 'en un minuto'],
    ['document-too-big', undefined, 'Make it shorter', 'más corto'],
  ])('%s, %s', async (code, field, english, spanish) => {
    for (const [language, says] of [
      ['en', english],
      ['es', spanish],
    ] as const) {
      tested.logged.length = 0
      const { response, visitor, line } = await meets(new TypesetError(code, field), language)
      expect(response.status).toBe(413)
      expect(visitor.text).toContain(says)
      // What is only too long is no fault of the program.
      expect(line?.code).toBe(code === 'document-too-long' ? undefined : code)
    }
  })
})
