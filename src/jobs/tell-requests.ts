import type { Kysely } from 'kysely'
import type { Pack } from '../policy/pack.ts'
import { tellYears } from '../reports/requests.ts'
import type { Schema } from '../store/schema.ts'
import type { NightStep } from './night.ts'

/** Once a night: a year whose day has come is told in numbers. Why not by whoever looks first: they would choose the day. */
export function tellRequestsStep({
  app,
  pack,
}: {
  readonly app: Kysely<Schema>
  readonly pack: Pack
}): NightStep {
  const { cases } = pack.manifest
  return {
    name: 'requests-told',
    run: async (day) => {
      if (cases !== undefined) await tellYears(app, day, cases.told)
    },
  }
}
