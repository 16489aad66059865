import { createHash } from 'node:crypto'
import type { StaffActor } from '../../src/gate/actor.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import type { AccessGroup } from '../../src/sealed/matter.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'
import { createAccount } from '../../src/staff/accounts.ts'
import { asOwner } from '../links/as-owner.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

const given = 'first words given'
/** What whoever is served types. */
export const tells = {
  who: 'officer',
  brought: 'paper',
  name: 'Agent Vexillum',
  agency: 'FBI',
  wants: 'what Una read',
}

/** A tick of the real register over the real cells. */
export async function tickOf({ it, house, time }: Tested): Promise<void> {
  const { worker } = it.database
  const cells = house.compartments
  await sequenceEntries(worker, {
    ...{ signer: await currentSigner(worker, house.ring), lastSigned: lastSignedFile(it.home.keysDir) },
    now: time.now,
    cells: (leaf) => cells?.valuesFor(leaf) ?? Promise.reject(new Error('no cells')),
  })
}

/** Does some work in which the next writing of this kind does not happen, as when the program is killed before it. */
export async function killedAt(
  writing: 'replaceIntake' | 'replace',
  nth: number,
  work: () => Promise<unknown>,
): Promise<void> {
  const real = SlotFolder.prototype[writing] as (...of: unknown[]) => Promise<void>
  let left = nth
  const killed = async function (this: SlotFolder, ...of: unknown[]): Promise<void> {
    left -= 1
    if (left <= 0) throw new Error('killed')
    return real.apply(this, of)
  }
  Object.assign(SlotFolder.prototype, { [writing]: killed })
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
    Object.assign(SlotFolder.prototype, { [writing]: real })
  }
}

/** What people do with sealed matters at their screens. */
export class SealedHouse {
  readonly tested: Tested

  constructor(tested: Tested) {
    this.tested = tested
  }

  /** A library whose Director's side is set up, with those who work with it. */
  static async start(options: { readonly countsReadings?: boolean } = {}) {
    const tested = await startHouse('http://127.0.0.1:8080', options)
    const house = new SealedHouse(tested)
    const clerk = await house.at('front-desk', 'desk')
    const director = await house.at('office', 'director')
    const counsel = await house.at('office', 'counsel')
    await setUpGroup(director, 'director')
    return { tested, house, clerk, director, counsel }
  }

  async at(place: string, signIn: string, typed = passphrase): Promise<Visitor> {
    const visitor = new Visitor(this.tested.app())
    visitor.cookies.set('carrel-computer', await this.tested.computerAt(place))
    await visitor.signIn(signIn, typed)
    return visitor
  }

  /** Opens what their passphrase opens, and leaves them on that page. */
  async open(visitor: Visitor, typed = passphrase): Promise<void> {
    if ((await visitor.get('/sealed')).status === 303) await visitor.get('/sealed')
    if (this.keyOf(visitor) !== undefined) await visitor.post('/sealed/shut')
    await visitor.get('/sealed')
    await visitor.post('/sealed/open', { passphrase: typed })
    await visitor.get('/sealed')
  }

  /** What is open in somebody's session. */
  keyOf({ cookies }: Visitor): SealedSession | undefined {
    const hash = createHash('sha256')
      .update(cookies.get('carrel-session') ?? '')
      .digest()
    return this.tested.house.openSessions.of(hash, this.tested.time.now)
  }

  /** The same, where something has to be. */
  opened(visitor: Visitor): SealedSession {
    const unlocked = this.keyOf(visitor)
    if (unlocked === undefined) throw new Error('nothing is open')
    return unlocked
  }

  /** Somebody with what is open in their session, as the gate knows them. */
  actor(visitor: Visitor, role: StaffActor['role']): StaffActor {
    const unlocked = this.opened(visitor)
    return { accountId: unlocked.account, role, place: 'office', unlocked }
  }

  async report(visitor: Visitor, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    await visitor.get('/report')
    return visitor.post('/report', { ...tells, sent: 'yes', secret: 'yes', ...more })
  }

  /** Takes in what lies in a box. @returns the matter's reference */
  async take(visitor: Visitor, { side = 'director', box = '0' } = {}): Promise<string> {
    await visitor.get('/sealed')
    const taken = await visitor.post('/sealed/take', {
      ...{ side, box },
      came: cameOn(visitor),
    })
    return taken.headers.get('location')?.split('/').at(-1) ?? ''
  }

  /** A paper under a gag comes, and is taken in and opened by both. @returns its reference */
  async takenIn(people: Record<'clerk' | 'director' | 'counsel', Visitor>): Promise<string> {
    const { clerk, director, counsel } = people
    await this.report(clerk)
    await this.open(director)
    const reference = await this.take(director)
    for (const who of [director, counsel]) {
      await this.open(who)
      await this.bind(who, reference)
      await who.get(`/cases/${reference}`)
    }
    return reference
  }

  async bind(visitor: Visitor, reference: string): Promise<void> {
    await visitor.get(`/sealed/matter/${reference}`)
    await visitor.post('/sealed/matter/bound', { reference })
    await visitor.get(`/sealed/matter/${reference}`)
  }

  async idOf(signIn: string): Promise<string> {
    const { rows } = await asOwner(
      this.tested.it,
      (owner) => owner.query<{ id: string }>('select id from account where sign_in = $1', [signIn]),
      'superuser',
    )
    return rows[0]?.id ?? ''
  }

  /** Makes a sign-in as the Director does, whose owner then chose a passphrase of their own. */
  async madeByDirector(
    signIn: string,
    role: StaffActor['role'],
  ): Promise<{ visitor: Visitor; passphrase: string }> {
    const by = { accountId: await this.idOf('director'), role: 'director', place: 'office' } as const
    await createAccount(this.tested.house, by, {
      ...{ signIn, name: `Made ${signIn}`, role, passphrase: given, president: false, given: true },
    })
    const own = `chosen by ${signIn} alone`
    const visitor = await this.at('office', signIn, given)
    await visitor.get('/sign-in/passphrase')
    await visitor.post('/sign-in/passphrase', { passphrase: own, repeated: own })
    await visitor.get('/')
    return { visitor, passphrase: own }
  }
}

/** What lies in the first box on somebody's page. */
export const cameOn = ({ html }: Visitor): string => /name="came" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** The passphrase of a file as the page says it, and the mark that its form sends. */
export const saidOn = ({ html }: Visitor, action = ''): { passphrase: string; said: string } => {
  const form = html.slice(html.indexOf(`action="${action}`))
  return {
    passphrase: /[2-9a-z]{5}(?:-[2-9a-z]{5}){4}/.exec(form)?.[0] ?? '',
    said: /name="said" value="([^"]+)"/.exec(form)?.[1] ?? '',
  }
}

/** The key of the sheet that somebody sees. */
export const keyOnSheet = ({ html }: Visitor): string =>
  (/<ol class="carrel-key-groups">[\s\S]*?<\/ol>/.exec(html)?.[0] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Types the last group of the sheet that somebody sees. @returns its key */
export async function checkSheet(visitor: Visitor, side: AccessGroup): Promise<string> {
  const key = keyOnSheet(visitor)
  await visitor.get('/sealed/set-up')
  await visitor.post('/sealed/sheet/check', { side, lastGroup: key.split(' ').at(-1) ?? '' })
  return key
}

/** Sets a group up: who has access, the sheet, and its last group typed back. */
export async function setUpGroup(visitor: Visitor, side: AccessGroup): Promise<string> {
  await visitor.get('/sealed/set-up')
  await visitor.post('/sealed/set-up', { side })
  return checkSheet(visitor, side)
}

/** A new sheet for a group that is set up, checked. */
export async function newSheetOf(visitor: Visitor, side: AccessGroup): Promise<string> {
  await visitor.get('/sealed/set-up')
  await visitor.post('/sealed/sheet', { side })
  return checkSheet(visitor, side)
}
