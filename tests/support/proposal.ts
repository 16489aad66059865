import type { Services } from '../../src/app/services.ts'
import { type AdoptedPolicy, adoptedPolicy } from '../../src/ask/adopted-policy.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { loadPack, type Pack } from '../../src/policy/pack.ts'

/** The pack with another text of a clause, rule, number, word and scenario, which all hold: what a library may propose. */
export function proposedFrom({ files }: Pack): Pack {
  const edited = new Map(files)
  const edit = (name: string, from: string, to: string) => {
    const text = edited.get(name) ?? ''
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
    edited.set(name, text.replace(from, to))
  }
  for (const name of ['policy.md', 'adopted.txt', 'rules/reg-4.cedar', 'duties.yaml'])
    edit(name, 'the phone in a private', 'a telephone in a private')
  edit('rules/reg-8.cedar', '"conduct", Basis::"mandated-report"', '"mandated-report", Basis::"conduct"')
  edit('pack.yaml', 'tries: 3', 'tries: 4')
  edit('es.yaml', 'la Oficina o la Sala Crane', 'la Sala Crane o la Oficina')
  edit('scenarios/reg-8.yaml', 'A mandated report goes to', 'A mandated report is made to')
  return loadPack(edited)
}

/** With a scenario that does not hold. */
export function failingFrom({ files }: Pack): Pack {
  const name = 'scenarios/reg-8.yaml'
  const text = (files.get(name) ?? '').replace('outcome: release', 'outcome: refuse')
  return loadPack(new Map([...files, [name, text]]))
}

/** As after a start of the library with that folder. */
export async function propose(
  services: Services,
  { worker }: Pick<Database, 'worker'>,
  folder: Pack | string,
): Promise<AdoptedPolicy> {
  const { ring, clock, pack } = services
  await adoptedPolicy({ worker, ring, clock }, pack)
  const policy = await adoptedPolicy({ worker, ring, clock }, folder)
  Object.assign(services, { policy })
  return policy
}
