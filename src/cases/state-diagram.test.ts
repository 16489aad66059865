import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { jensen } from '../../tests/policy/jensen-pack.ts'
import { stateDiagram, stepTableText } from './state-diagram.ts'
import { steps } from './steps/index.ts'

const page = 'docs/CASES.md'

/** The page with what is drawn from the steps between its marks. */
function drawn(text: string): string {
  const clauses = jensen.manifest.cases?.clauses ?? {}
  const parts = { diagram: `\`\`\`mermaid\n${stateDiagram()}\n\`\`\``, steps: stepTableText(clauses) }
  return Object.entries(parts).reduce(
    (now, [name, part]) =>
      now.replace(
        new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`),
        (_, begin: string, end: string) => `${begin}\n${part}\n\n${end}`,
      ),
    text,
  )
}

test('docs/CASES.md draws the steps as they are; UPDATE_DOCS=1 writes it', () => {
  const text = readFileSync(page, 'utf8')
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, drawn(text))
  expect(readFileSync(page, 'utf8')).toBe(drawn(text))
})

test('the list has every step of every file, once', async () => {
  const files = readdirSync('src/cases/steps').map((file) => file.replace(/\.ts$/, ''))
  const others = files.filter((file) => file !== 'index')
  // Why not for the transformer: its cache would list the files of before.
  const modules: object[] = await Promise.all(
    others.map((file) => import(/* @vite-ignore */ resolve('src/cases/steps', `${file}.ts`))),
  )
  const defined = modules.flatMap((exports) => Object.values(exports)).filter(isStep)
  expect(steps.map(({ name }) => name).sort()).toEqual(defined.map(({ name }) => name).sort())
})

const isStep = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'guards' in value && 'change' in value
