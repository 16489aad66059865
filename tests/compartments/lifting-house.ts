import { createHash } from 'node:crypto'
import { CellFolder } from '../../src/compartments/cell-folder.ts'
import type { Unlocked } from '../../src/compartments/unlocked.ts'
import type { Actor } from '../../src/disclosure/request.ts'
import { lastSignedIn } from '../../src/jobs/last-signed.ts'
import { currentSigner } from '../../src/jobs/register-signer.ts'
import { tick } from '../../src/jobs/tick.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

/** A tick of the real register over the real cells. */
export async function tickOf({ it, house, time }: Tested): Promise<void> {
  const { worker } = it.database
  const cells = house.compartments
  await tick(worker, {
    ...{ signer: await currentSigner(worker, house.ring), lastSigned: lastSignedIn(it.home.keysDir) },
    now: time.now,
    cells: (leaf) => cells?.valuesFor(leaf) ?? Promise.reject(new Error('no cells')),
  })
}

export async function visitorAt(tested: Tested, place: string, signIn: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(signIn)
  return visitor
}

/** A library whose Director's side is set up, with those who work with it. */
export async function startSealed() {
  const tested = await startHouse()
  const clerk = await visitorAt(tested, 'front-desk', 'desk')
  const director = await visitorAt(tested, 'office', 'director')
  const counsel = await visitorAt(tested, 'office', 'counsel')
  await director.get('/sealed/set-up')
  await director.post('/sealed/set-up', { side: 'director' })
  return { tested, clerk, director, counsel }
}

/** What is open in somebody's session. */
export function keyOf(tested: Tested, { cookies }: Visitor): Unlocked {
  const session = cookies.get('carrel-session') ?? ''
  const open = tested.house.openSessions.of(createHash('sha256').update(session).digest(), tested.time.now)
  if (open === undefined) throw new Error('nothing is open')
  return open
}

/** Opens what is theirs anew, whatever was open before. */
export async function openAnew(visitor: Visitor): Promise<void> {
  if ((await visitor.get('/sealed')).status === 303) await visitor.get('/sealed')
  await visitor.post('/sealed/shut')
  await visitor.get('/sealed')
  await visitor.post('/sealed/open', { passphrase })
  await visitor.get('/sealed')
}

/** Somebody with what is open in their session, as the gate knows them. */
export function actorOf(tested: Tested, visitor: Visitor, role: 'director' | 'counsel'): Actor {
  const unlocked = keyOf(tested, visitor)
  return { accountId: unlocked.account, role, place: 'office', unlocked }
}

export const tells = {
  ...{ who: 'officer', brought: 'paper', name: 'Agent Vexillum', agency: 'FBI' },
  wants: 'what Una read',
}

/** A paper under a gag comes to a side that is set up, and is taken in and opened by both. @returns its reference */
export async function takenIn({
  clerk,
  director,
  counsel,
}: {
  readonly clerk: Visitor
  readonly director: Visitor
  readonly counsel: Visitor
}): Promise<string> {
  await clerk.get('/report')
  await clerk.post('/report', { ...tells, sent: 'yes', secret: 'yes' })
  await openAnew(director)
  const taken = await director.post('/sealed/take', {
    ...{ side: 'director', box: '0' },
    came: /name="came" value="([^"]+)"/.exec(director.html)?.[1] ?? '',
  })
  const reference = taken.headers.get('location')?.split('/').at(-1) ?? ''
  await openAnew(director)
  await openAnew(counsel)
  for (const who of [director, counsel]) {
    await who.get(`/sealed/matter/${reference}`)
    await who.post('/sealed/matter/bound', { reference })
    await who.get(`/cases/${reference}`)
  }
  return reference
}

/** Does some work in which the next writing of this kind does not happen, as when the program is killed before it. */
export async function killedAt(
  writing: 'replaceIntake' | 'replace',
  nth: number,
  work: () => Promise<unknown>,
): Promise<void> {
  const real = CellFolder.prototype[writing] as (...of: unknown[]) => Promise<void>
  let left = nth
  const killed = async function (this: CellFolder, ...of: unknown[]): Promise<void> {
    left -= 1
    if (left <= 0) throw new Error('killed')
    return real.apply(this, of)
  }
  Object.assign(CellFolder.prototype, { [writing]: killed })
  try {
    await work().then(
      () => {
        throw new RangeError('it was not killed')
      },
      (error: unknown) => {
        if (!(error instanceof Error) || error.message !== 'killed') throw error
      },
    )
  } finally {
    Object.assign(CellFolder.prototype, { [writing]: real })
  }
}
