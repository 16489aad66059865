import { createRequire } from 'node:module'
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs'
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { PackRefused } from './refused.ts'

export type { Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'

/** Cedar's own engine: parses and validates at start-up, and is the oracle that the compiled rules are held to. */
export const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as typeof Cedar

/** Where a rule's text stands in its file. */
export type Source = { readonly file: string; readonly line: number; readonly text: string }

/** The JSON form of one rule. Throws PackRefused where the text is no rule. */
export function parseRule(source: Source): PolicyJson {
  const answer = cedar.policyToJson(source.text)
  if (answer.type === 'success') return answer.json
  const [error] = answer.errors
  throw new PackRefused(source.file, lineOf(source, error), error?.message ?? 'this is no Cedar rule')
}

/** Validates all rules against the schema, strictly. Throws PackRefused; a warning refuses too. */
export function validateRules(
  schema: { readonly file: string; readonly text: string },
  rules: ReadonlyMap<string, Source>,
): void {
  const staticPolicies = Object.fromEntries([...rules].map(([id, source]) => [id, source.text]))
  const answer = cedar.validate({ schema: schema.text, policies: { staticPolicies } })
  if (answer.type === 'failure') {
    const [error] = answer.errors
    throw new PackRefused(
      schema.file,
      lineOf({ ...schema, line: 1 }, error),
      error?.message ?? 'not a Cedar schema',
    )
  }
  const [fault] = [...answer.validationErrors, ...answer.validationWarnings]
  if (fault === undefined) return
  const source = rules.get(fault.policyId)
  if (source === undefined) throw new PackRefused(schema.file, undefined, fault.error.message)
  const help = fault.error.help === null ? '' : ` (${fault.error.help})`
  throw new PackRefused(source.file, lineOf(source, fault.error), `${fault.error.message}${help}`)
}

function lineOf(source: Source, error: Cedar.DetailedError | undefined): number {
  const start = error?.sourceLocations?.[0]?.start
  if (start === undefined) return source.line
  // Why: the engine counts bytes of UTF-8.
  const before = Buffer.from(source.text).subarray(0, start).toString()
  return source.line + before.split('\n').length - 1
}
