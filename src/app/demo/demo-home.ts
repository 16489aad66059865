import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from '../../platform/db/home.ts'
import { newToken } from '../../platform/http/cookies.ts'
import { isOwnHost, type ListenAt } from '../../platform/http/network.ts'

export const demoMark = ({ dir }: Pick<Home, 'dir'>): string => join(dir, 'demo')

/** Its sign-ins are known to everyone: only a folder marked as a demo, and only for this computer. */
export function mayDemonstrate(home: Pick<Home, 'dir'>, listen: ListenAt): boolean {
  return existsSync(demoMark(home)) && 'host' in listen && isOwnHost(listen.host)
}

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
