import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from '../../platform/db/home.ts'
import { newToken } from '../../platform/http/cookies.ts'

/** Begins a demo's folder; which library is one, its database says. */
export const demoMark = ({ dir }: Pick<Home, 'dir'>): string => join(dir, 'demo')

export const demoPlaces = ['front-desk', 'office'] as const
export type DemoPlace = (typeof demoPlaces)[number]
export type DemoComputers = Readonly<Record<DemoPlace, string>>

/** The tokens of its two computers. Why in a file: a browser stays where it is when the demo starts again. */
export function demoComputers({ dir }: Pick<Home, 'dir'>): DemoComputers {
  const file = join(dir, 'demo-computers.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoComputers
  const made: DemoComputers = { 'front-desk': newToken(), office: newToken() }
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  return made
}
