// Measures the shape of the source: files, lines, imports, how many of them stay in their folder, cycles.
// `node bench/structure.js [FOLDER] [--cycles]`
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

const args = process.argv.slice(2)
const root = resolve(args.find((arg) => !arg.startsWith('--')) ?? '.')
const source = join(root, 'src')

const isTest = (/** @type {string} */ file) => /\.test\.tsx?$/.test(file)
const filesIn = (/** @type {string} */ folder) =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .sort()

const textOf = new Map(filesIn(source).map((file) => [file, readFileSync(file, 'utf8')]))
const tests = [...textOf.keys()].filter(isTest)
const files = [...textOf.keys()].filter((file) => !isTest(file))

/** The files of ours that a file imports, types included, each once. */
function importsOf(/** @type {string} */ file) {
  const text = textOf.get(file) ?? ''
  const named = text.matchAll(/(?:^|[\s;}])(?:from|import)\s*\(?\s*'(\.[^']+)'/g)
  return [...new Set([...named].map(([, path]) => resolve(dirname(file), path ?? '')))].filter((path) =>
    textOf.has(path),
  )
}

const imports = new Map(files.map((file) => [file, importsOf(file)]))
const importers = new Map(files.map((file) => [file, 0]))
for (const path of [...imports.values()].flat()) importers.set(path, (importers.get(path) ?? 0) + 1)

const topOf = (/** @type {string} */ file) => relative(source, file).split(sep)[0] ?? ''
const all = [...imports].flatMap(([from, paths]) => paths.map((to) => ({ from, to })))
const outsidePlatform = all.filter(({ to }) => topOf(to) !== 'platform')

/** Groups of files that import each other in a circle (Tarjan's strongly connected components). */
function cycles() {
  const index = new Map()
  const low = new Map()
  const stack = /** @type {string[]} */ ([])
  const found = /** @type {string[][]} */ ([])
  const visit = (/** @type {string} */ file) => {
    index.set(file, index.size)
    low.set(file, index.get(file))
    stack.push(file)
    for (const to of imports.get(file) ?? []) {
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) low.set(file, Math.min(low.get(file), low.get(to)))
    }
    if (low.get(file) !== index.get(file)) return
    const group = stack.splice(stack.indexOf(file))
    if (group.length > 1) found.push(group)
  }
  for (const file of files) if (!index.has(file)) visit(file)
  return found
}

const linesOf = (/** @type {string} */ file) => (textOf.get(file) ?? '').split('\n').length - 1
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, one) => total + one, 0)
const percent = (/** @type {number} */ part, /** @type {number} */ of) =>
  `${((100 * part) / of).toFixed(1)} %`

const lines = sum(files.map(linesOf))

/** Lines with a word in them that are no comment and no import: what someone had to write and has to read. */
function significantLines(/** @type {readonly string[]} */ paths) {
  const isCode = (/** @type {string} */ line) => /[A-Za-z0-9]/.test(line) && !/^\s*(\/\/|\/\*|\*)/.test(line)
  const withoutImports = (/** @type {string} */ path) =>
    readFileSync(path, 'utf8').replace(/^(import|export)\b[^;'=]*?from '[^']+'$/gm, '')
  return sum(paths.map((path) => withoutImports(path).split('\n').filter(isCode).length))
}

/** Decisions left out. */
function wordsOfDocuments() {
  const folder = join(root, 'docs')
  const paths = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : []
  return sum(paths.map((name) => readFileSync(join(folder, name), 'utf8').split(/\s+/).length))
}

const found = cycles()
const inPlatform = files.filter((file) => topOf(file) === 'platform')
const rows = [
  ['source files (tests left out)', files.length],
  ['source lines', lines],
  ['significant lines of source', significantLines(files)],
  ['significant lines of tests', significantLines([...tests, ...filesIn(join(root, 'tests'))])],
  ['words in docs/, decisions left out', wordsOfDocuments()],
  ['lines of a file, mean', (lines / files.length).toFixed(1)],
  ['files of 40 lines or fewer', files.filter((file) => linesOf(file) <= 40).length],
  ['files imported by exactly one file', [...importers.values()].filter((count) => count === 1).length],
  ['folders with source', new Set(files.map(dirname)).size],
  ['imports of ours', all.length],
  [
    'imports inside the same folder',
    percent(all.filter(({ from, to }) => dirname(from) === dirname(to)).length, all.length),
  ],
  [
    'imports inside the same top folder, those to platform/ left out',
    percent(
      outsidePlatform.filter(({ from, to }) => topOf(from) === topOf(to)).length,
      outsidePlatform.length,
    ),
  ],
  ['lines in platform/', percent(sum(inPlatform.map(linesOf)), lines)],
  ['cycles, types too', found.length],
  ['files in cycles', sum(found.map((group) => group.length))],
  ['unit tests beside the source, files', tests.length],
  ['integration tests, files', filesIn(join(root, 'tests')).filter(isTest).length],
]
for (const [what, figure] of rows) console.log(`${String(what).padEnd(66)}${String(figure).padStart(9)}`)
if (args.includes('--cycles')) {
  for (const group of found) console.log(`\n${group.map((file) => relative(root, file)).join('\n')}`)
}
