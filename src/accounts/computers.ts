import { enrolWorkstation, removeWorkstation } from '../store/workstations.ts'
import { act, type By, type Office } from './act.ts'

/** Makes the computer that holds a token one of the library's, in place of what it was until now. */
export async function enrolComputer(
  office: Office,
  by: By,
  computer: {
    readonly tokenHash: Buffer
    readonly name: string
    readonly place: string
    readonly replaces?: string | undefined
  },
): Promise<void> {
  await act(office, by, async (trx, note) => {
    await enrolWorkstation(trx, office.ring, { ...computer, by: by.actor, on: office.clock.today() })
    await note({ kind: 'computer-enrolled', flags: [computer.place] })
  })
}

/** From now on nothing shows on that computer. False where there was none. */
export async function removeComputer(office: Office, by: By, id: string): Promise<boolean> {
  return act(office, by, async (trx, note) => {
    const place = await removeWorkstation(trx, id)
    if (place !== null) await note({ kind: 'computer-removed', flags: [place] })
    return place !== null
  })
}
