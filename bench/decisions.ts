import { resolve } from 'node:path'
import { type Action, type Ask, actions, type RecordKind } from '../src/policy/ask.ts'
import { cedar, type Request } from '../src/policy/cedar.ts'
import { entity, setRecordFacts, sharedFacts } from '../src/policy/facts.ts'
import { loadPack, type Pack } from '../src/policy/pack.ts'
import { readPackFolder } from '../src/policy/pack-folder.ts'
import { actionEntity, evaluator } from '../src/policy/rule.ts'
import { CedarOracle, factSource } from '../tests/policy/cedar-oracle.ts'
import { randomAsks } from '../tests/policy/random-asks.ts'
import { peerFields, peerRules } from './peer-rules.ts'
import { casbinPeer, caslPeer } from './peers.ts'
import type { BenchRow } from './row.ts'

type Case = {
  readonly ask: Ask
  readonly record: RecordKind
  readonly action: Action
  readonly request: Request
  readonly fields: Record<string, unknown>
}

const folder = resolve(import.meta.dirname, '../policies/jensen-mgt-1')

/** Decisions a second, compared with Cedar's engine, casbin and CASL on the same rules and requests. */
export async function run(): Promise<BenchRow[]> {
  const files = readPackFolder(folder)
  const pack = loadPack(files)
  const asks = [...randomAsks(pack, { count: 2_000, seed: 1 })]
  const cases = asks.flatMap((ask) => casesOf(ask, pack))
  const evaluate = evaluator(pack.rules)
  const oracle = new CedarOracle(pack, files.get('schema.cedarschema') ?? '')
  const casl = caslPeer(peerRules(pack))
  const casbin = await casbinPeer(peerRules(pack))

  const compiled = rate(cases, ({ request }) => evaluate(request).allowed)
  const calls = cases.slice(0, 3_000).map(({ ask, record, action }) => oracle.call(ask, record, action))
  const wasm = rate(calls, (call) => cedar.statefulIsAuthorized(call))
  const rows: BenchRow[] = [
    beside('decisions', compiled, 'Cedar, statefulIsAuthorized', wasm, 100),
    beside(
      'decisions',
      compiled,
      'CASL 7.0.1',
      rate(cases, ({ action, fields }) => casl(action, fields)),
      1,
    ),
    beside(
      'decisions',
      compiled,
      'casbin 5.51.1',
      rate(cases.slice(0, 400), ({ action, fields }) => casbin(action, fields)),
      1,
    ),
    wholeAnswers(asks, pack, oracle),
    differences('from Cedar, over every action', cases, (one) => {
      const { allowed, by } = evaluate(one.request)
      const said = oracle.decide(one.ask, one.record, one.action)
      return (
        allowed === said.allowed &&
        by
          .map(({ id }) => id)
          .sort()
          .join() === said.by.join()
      )
    }),
    differences(
      'from CASL',
      cases,
      ({ action, fields, request }) => casl(action, fields) === evaluate(request).allowed,
    ),
    differences(
      'from casbin',
      cases.slice(0, 2_000),
      ({ action, fields, request }) => casbin(action, fields) === evaluate(request).allowed,
    ),
  ]
  return rows
}

function casesOf(ask: Ask, pack: Pack): Case[] {
  return ask.records.flatMap((record) =>
    actions.map((action) => {
      const request = {
        principal: entity('Recipient', ask.recipient.kind),
        action: actionEntity(action),
        resource: entity('Record', record),
        context: setRecordFacts(sharedFacts(ask, factSource(pack)), ask, record),
      }
      return { ask, record, action, request, fields: peerFields(request) }
    }),
  )
}

/** Answers with facts, words and reasons, compared with Cedar's decisions alone. */
function wholeAnswers(asks: readonly Ask[], pack: Pack, oracle: CedarOracle): BenchRow {
  const order = ['seize', 'tell', 'compel', 'refer', 'refuse'] as const
  const wasm = rate(asks.slice(0, 400), (ask) => {
    for (const record of ask.records) {
      for (const action of order) if (oracle.decide(ask, record, action).allowed) break
    }
  })
  return beside('whole answers, with words', rate(asks, pack.decide), 'Cedar, the decisions alone', wasm, 100)
}

/** Calls a second: the best of three rounds of at least 300 ms, after one that warms up. */
function rate<T>(list: readonly T[], call: (item: T) => unknown): number {
  let best = 0
  for (let round = 0; round < 4; round++) {
    const start = performance.now()
    let calls = 0
    do {
      for (const item of list) call(item)
      calls += list.length
    } while (performance.now() - start < 300)
    if (round > 0) best = Math.max(best, (calls / (performance.now() - start)) * 1_000)
  }
  return best
}

function beside(name: string, value: number, peer: string, peerValue: number, atLeast: number): BenchRow {
  const ratio = value / peerValue
  const bound = atLeast === 1 ? 'more than 1 ×' : `at least ${atLeast} ×`
  return {
    name,
    value,
    unit: 'a second',
    peer,
    peerValue,
    ratio,
    bound,
    ok: atLeast === 1 ? ratio > 1 : ratio >= atLeast,
  }
}

function differences<T>(name: string, list: readonly T[], same: (item: T) => boolean): BenchRow {
  const value = list.reduce((sum, item) => sum + (same(item) ? 0 : 1), 0)
  return { name: `differences ${name}`, value, unit: `of ${list.length}`, bound: 'none', ok: value === 0 }
}

if (process.argv[1] === import.meta.filename) {
  const { table } = await import('./row.ts')
  console.log(table(await run()))
}
