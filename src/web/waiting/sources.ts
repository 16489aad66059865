import type { StaffVisit } from '../visit.ts'
import { actingDirector } from './acting-director.ts'
import { backups } from './backups.ts'
import { calls } from './calls.ts'
import { caseContactsMissing, newCases, openCases } from './cases.ts'
import { computer } from './computer.ts'
import { corrections } from './corrections.ts'
import { guardianChanges } from './guardians.ts'
import { imports } from './imports.ts'
import { notices } from './notices.ts'
import { ownActing } from './own-acting.ts'
import { ownCredentials } from './own-credentials.ts'
import { ownSecondStep } from './own-second-step.ts'
import { pins } from './pins.ts'
import { readings } from './readings.ts'
import { register } from './register.ts'
import { review } from './review.ts'
import { setUp } from './set-up.ts'
import { signIns } from './sign-ins.ts'
import type { Source, Waiting } from './source.ts'

/** In the order in which the start page tells them. */
export const sources: readonly Source[] = [
  newCases,
  openCases,
  setUp,
  ownActing,
  ownCredentials,
  ownSecondStep,
  computer,
  readings,
  calls,
  corrections,
  register,
  backups,
  imports,
  notices,
  pins,
  caseContactsMissing,
  signIns,
  guardianChanges,
  actingDirector,
  review,
]

/** What waits for somebody, what is wrong first. */
export async function waitingFor(visit: StaffVisit): Promise<Waiting[]> {
  const { role, president } = visit.who
  const theirs = sources.filter(({ may }) => may.includes(role) || (president && may.includes('president')))
  const found = (await Promise.all(theirs.map((source) => source.look(visit)))).flat()
  return [...found.filter(({ kind }) => kind === 'warning'), ...found.filter(({ kind }) => kind === 'info')]
}
