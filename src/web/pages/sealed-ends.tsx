/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { NothingToProve } from '../../compartments/proof.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { caseReference } from '../../disclosure/case-reference.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { sealedShown } from './sealed.tsx'
import { boundTo } from './sealed-matter.tsx'
import { sealedFile } from './sealed-proofs.ts'

const ofMatter = { reference: z.string().regex(caseReference) }
export const moveForm = z.strictObject(ofMatter)
export const archiveFileForm = z.strictObject({ ...ofMatter, said: z.uuid() })
export const archiveForm = z.strictObject(ofMatter)

/** A matter turned out to be about the Director: it goes where the Director is not. */
export function moveMatter(
  visit: StaffVisit,
  { reference }: z.infer<typeof moveForm>,
): Promise<Response> | Response {
  return withMatter(visit, reference, async (unlocked) => {
    const { moves } = visit.house.gate.sealed
    const done = await moves.aboutDirector(actorOf(visit), unlocked, reference)
    return done === 'done' ? undefined : sealedWords(visit).ends.refused[done]
  })
}

/** A closed matter, whole, for the City's safe. */
export async function archiveMatterFile(
  visit: StaffVisit,
  { reference, said }: z.infer<typeof archiveFileForm>,
): Promise<Response> {
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const { unlocked } = bound
  const actor = actorOf(visit)
  const say = sealedWords(visit)
  const refused = (message: string) => sealedShown(visit, [{ field: 'main', message }])
  const secret = unlocked.files.passphraseOf(`archive ${reference}`, said)
  if (secret === undefined) return refused(say.otherPassphrase)
  try {
    const file = await visit.house.gate.sealed.moves.archiveFile(actor, unlocked, reference, secret)
    if (file === undefined) return refused(say.ends.notClosed)
    return sealedFile(visit, file)
  } catch (error) {
    if (error instanceof NothingToProve) return refused(say.matter.proofWaits)
    throw error
  }
}

/** Somebody who answers for it says that the file is saved: its sealed place is free. */
export function archiveMatter(
  visit: StaffVisit,
  { reference }: z.infer<typeof archiveForm>,
): Promise<Response> | Response {
  return withMatter(visit, reference, async (unlocked) => {
    const { moves } = visit.house.gate.sealed
    const isDone = await moves.archive(actorOf(visit), unlocked, reference)
    return isDone ? undefined : sealedWords(visit).ends.notSaved
  })
}

async function withMatter(
  visit: StaffVisit,
  reference: string,
  work: (unlocked: Unlocked) => Promise<string | undefined>,
): Promise<Response> {
  const bound = await boundTo(visit, reference)
  if (bound instanceof Response) return bound
  const message = await work(bound.unlocked)
  if (message === undefined) return visit.c.redirect('/sealed', 303)
  return sealedShown(visit, [{ field: 'main', message }])
}
