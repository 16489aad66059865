import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { outputs } from '../../src/app/what-leaves.tsx'
import { type Asked, surfaces } from '../leak/surfaces.ts'
import { readTable } from '../leak/table.ts'
import { startHouse, type Tested } from './house.ts'
import { noPage } from './screens.ts'
import { Visitor } from './visitor.ts'

const root = join(import.meta.dirname, '../..')
const listed = new Set(outputs.flatMap(({ from }) => from))
const missing = (names: readonly string[]) => [...new Set(names)].filter((name) => !listed.has(name)).sort()

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested?.close())

test('every page and form without a sign-in is on the list', () => {
  expect(
    missing(routes.filter(({ may }) => may === 'anyone').map(({ method, path }) => `${method} ${path}`)),
  ).toEqual([])
})

test('so is every address whose answer is a file, and every paper that a form makes', () => {
  const files = Object.entries(noPage).flatMap(([path, why]) => (why === 'a file' ? [`GET ${path}`] : []))
  expect(files.length).toBeGreaterThan(10)
  expect(missing(files)).toEqual([])
  const made = formsThatMakeFiles()
  expect(made).toContain('POST /letters/print')
  expect(made).toContain('POST /cases/:reference/produce/file')
  expect(missing(made)).toEqual([])
})

test('so is what shows to a customer of themselves, and each letter and statement about one', () => {
  const about = Object.entries(surfaces).flatMap(([name, { path, forms }]) =>
    /^Their own page/.test(name)
      ? [`${forms({} as Asked).length > 0 ? 'POST' : 'GET'} ${path.split('?')[0]}`]
      : /^(Letter|Statement):/.test(name)
        ? [`POST ${path}`]
        : [],
  )
  expect(about.length).toBeGreaterThan(8)
  expect(missing(about)).toEqual([])
})

test('so is every mail, text, paper, file and log that goes out or stays behind, and each report command', () => {
  const { out, commands } = readTable()
  expect(missing(out.flatMap(({ names }) => names))).toEqual([])
  const writes = /^carrel (report|backup|register export|register prove|doctor|import)/
  expect(missing(commands.flatMap(({ names }) => names).filter((name) => writes.test(name)))).toEqual([])
})

test('nothing on the list has gone: its addresses, lines, commands and test files are there', () => {
  const table = readTable()
  const there = new Set([
    ...routes.map(({ method, path }) => `${method} ${path}`),
    ...table.out.flatMap(({ names }) => names),
    ...table.commands.flatMap(({ names }) => names),
  ])
  expect([...listed].filter((name) => !there.has(name))).toEqual([])
  const tests = outputs.flatMap((output) => output.tests)
  expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([])
  expect(outputs.filter((output) => output.tests.length === 0 || output.from.length === 0)).toEqual([])
})

test('a trustee reads it all, and it is the same whatever cases there are', async () => {
  const trustee = new Visitor(tested.app())
  await trustee.signIn('trustee')
  await trustee.get('/reports/leaves')
  expect(trustee.heading).toBe('What leaves the library')
  expect([...trustee.html.matchAll(/<article/g)]).toHaveLength(outputs.length)
  for (const said of [
    'small-number suppression',
    'Denial letters',
    'The phone book',
    'The promise holds in part.',
  ])
    expect(trustee.text).toContain(said)
})

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
)
const textOf = (path: string) => readFileSync(join(root, 'src', path), 'utf8')

/** The forms whose handler, or a function of its page that it calls, answers with a file. */
function formsThatMakeFiles(): string[] {
  const makers = new Set<string>()
  for (const path of sources.filter((one) => /^\w+\/pages\/[^/]+\.tsx$/.test(one))) {
    const parts = textOf(path)
      .split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)
      .map((text) => ({
        text,
        name: /^(?:export )?(?:async )?(?:function|const) (\w+)/.exec(text)?.[1] ?? '',
      }))
    const makes = new Set(
      parts.flatMap(({ text, name }) =>
        /\b(?:pdfDownload|fileDownload)\(|'Content-Disposition'/.test(text) ? [name] : [],
      ),
    )
    for (const { text, name } of parts)
      if ([...makes].some((one) => one !== '' && new RegExp(`\\b${one}\\b`).test(text))) makers.add(name)
    for (const name of makes) makers.add(name)
  }
  makers.delete('')
  return sources
    .filter((one) => /^\w+\/routes\.ts$/.test(one))
    .flatMap((path) => {
      return [
        ...textOf(path).matchAll(/\b(?:form|fileForm|ownForm|openForm)\(\s*'([^']+)',([^']*?)\)(?=,|\n)/gs),
      ].flatMap(([, address = '', rest = '']) =>
        [...rest.matchAll(/\w+/g)].some(([word]) => makers.has(word)) ? [`POST ${address}`] : [],
      )
    })
}
