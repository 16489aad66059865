import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { writeRegister } from '../../src/cli/register-export.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext, type Trx } from '../../src/platform/db/context.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { isCommitmentsLeaf } from '../../src/register/log/leaf.ts'
import { readVerifierKey } from '../../src/register/log/note.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import {
  findEntry,
  newestCheckpoint,
  pendingCount,
  readLeaves,
  withRegisterSnapshot,
} from '../../src/register/log-store.ts'
import { wholeReference } from '../../src/register/newest-checkpoint.ts'
import { logHeads } from '../../src/register/public-export.ts'
import { allAccounts } from '../../src/staff/account-store.ts'
import { filesOf } from '../register/small-log.ts'
import { openedEntry } from './entries.ts'
import type { Journal, Line } from './journal.ts'

type Seen = Extract<Line, { seen: unknown }>

/** How a page, or an entry, is told from others: what was done, by whom, about whom. */
const sameAs = (doing: string, by: string, patrons: readonly string[]) =>
  `${doing} ${by} ${[...patrons].sort().join(' ')}`

/**
 * Holds a running library against the journal of what it acknowledged. Everything that it returns is a sentence that
 * says what is wrong; none is a library that kept its word.
 */
export class Audit {
  entries = 0
  readonly #home: Home
  readonly #journal: Journal
  /** Journal lines that were held against the register already. */
  #read = 0
  #nextIndex = 0n
  readonly #seen = new Map<string, number>()
  readonly #asked = new Map<string, number>()
  readonly #recorded = new Map<string, number>()
  readonly #recordedByDoing = new Map<string, number>()
  readonly #accountsAdded = new Map<string, number>()
  /** Every checkpoint that was ever seen, the newest last. */
  readonly checkpoints: string[] = []

  constructor(home: Home, journal: Journal) {
    this.#home = home
    this.#journal = journal
  }

  /** The program runs, and nobody asks it anything meanwhile. */
  async run(): Promise<string[]> {
    const database = await openDatabase(this.#home)
    try {
      const before = await this.#acknowledged(database)
      const ticked = await this.#afterTick(database)
      return [...before, ...ticked, ...(await this.#rows(database)), ...this.#folders()]
    } finally {
      await database.close()
    }
  }

  /** Before any wait: what has a reference is in the register at once, placed or waiting. */
  async #acknowledged({ app, worker }: Database): Promise<string[]> {
    const lines = this.#journal.lines.slice(this.#read)
    this.#read = this.#journal.lines.length
    const wrong: string[] = []
    for (const line of lines) if ('asked' in line) count(this.#asked, `${line.asked} ${line.by}`)
    const ring = new KeyRing(this.#home.keysDir)
    for (const line of lines) {
      if (!('seen' in line)) continue
      count(this.#seen, sameAs(line.seen, line.by, line.patrons))
      if (line.reference !== undefined) wrong.push(...(await this.#one(worker, ring, line, line.reference)))
    }
    const accounts = await allAccounts(app)
    for (const line of this.#journal.lines) {
      const is = 'added' in line && accounts.some(({ signIn }) => signIn === line.added)
      if ('added' in line && !is) wrong.push(`the sign-in ${line.added} is gone`)
    }
    return wrong
  }

  async #one(worker: Database['worker'], ring: KeyRing, line: Seen, reference: string): Promise<string[]> {
    const whole = await wholeReference(worker, reference)
    const stored = whole === undefined ? undefined : await findEntry(worker, Buffer.from(whole, 'base64url'))
    if (stored === undefined) return [`acknowledged as ${reference} and not in the register: ${line.seen}`]
    const entry = openedEntry(ring, stored)
    if (typeof entry === 'string') return [`${reference} ${entry}`]
    const named = entry.subjects ?? []
    const fits =
      entry.kind === line.seen && entry.actor === line.by && line.patrons.every((id) => named.includes(id))
    return fits ? [] : [`the entry ${reference} is of another ${entry.kind} than what was shown`]
  }

  /** The tick gives what waits its place; then every page that was seen has its entry, and no entry is there twice. */
  async #afterTick({ app, worker }: Database): Promise<string[]> {
    // Before the wait: what adds each of them is in the register by its end.
    const accounts = await allAccounts(app)
    const deadline = Date.now() + 60_000
    while ((await pendingCount(worker)) > 0n || (await newestCheckpoint(worker, 1)) === undefined) {
      if (Date.now() > deadline) return ['entries wait for a tick that does not come']
      await sleep(30)
    }
    const wrong: string[] = []
    // Why one snapshot: the program signs a leaf every minute, which here is a second.
    const signed = await withRegisterSnapshot(worker, async (trx) => {
      wrong.push(...(await this.#newEntries(trx)))
      return signedRegister(trx)
    })
    for (const [what, times] of this.#seen) {
      const recorded = what.startsWith('answer ') ? this.#containing(what) : (this.#recorded.get(what) ?? 0)
      if (recorded < times) wrong.push(`shown ${times} times and recorded ${recorded} times: ${what}`)
    }
    for (const [what, times] of this.#recordedByDoing) {
      const [doing = ''] = what.split(' ')
      const asked = this.#asked.get(what)
      if (['view', 'search', 'answer'].includes(doing) && (asked ?? 0) < times) {
        wrong.push(`recorded ${times} times and asked ${asked} times: ${what}`)
      }
    }
    for (const { id, signIn } of accounts) {
      const times = this.#accountsAdded.get(id) ?? 0
      if (signIn.startsWith('added-') && times !== 1)
        wrong.push(`${signIn} was added, and that is recorded ${times} times`)
    }
    return [...wrong, ...(await this.#register(signed))]
  }

  /** Counts what the register has gained since the last audit. */
  async #newEntries(trx: Trx): Promise<string[]> {
    const wrong: string[] = []
    const ring = new KeyRing(this.#home.keysDir)
    for (;;) {
      const leaves = await readLeaves(trx, { log: 1, first: this.#nextIndex, most: 2000 })
      if (leaves.length === 0) return wrong
      for (const stored of leaves) {
        // A tick's own leaf is no entry.
        if (isCommitmentsLeaf(stored.leaf)) {
          this.#nextIndex++
          continue
        }
        const entry = openedEntry(ring, stored)
        if (typeof entry === 'string') wrong.push(`entry ${this.#nextIndex} ${entry}`)
        else {
          count(this.#recorded, sameAs(entry.kind, entry.actor, entry.subjects ?? []))
          count(this.#recordedByDoing, `${entry.kind} ${entry.actor}`)
          if (entry.kind === 'account-added') count(this.#accountsAdded, entry.account ?? '')
        }
        this.#nextIndex++
        this.entries++
      }
    }
  }

  /** An answer's page may name fewer than its entry. */
  #containing(what: string): number {
    const [doing, by, ...patrons] = what.split(' ').filter(Boolean)
    let times = 0
    for (const [recorded, count] of this.#recorded) {
      const [kind, actor, ...subjects] = recorded.split(' ').filter(Boolean)
      if (kind === doing && actor === by && patrons.every((id) => subjects.includes(id))) times += count
    }
    return times
  }

  /** The register verifies, also against the checkpoint seen before, which itself was held against the one before. */
  async #register({ files, heads }: SignedRegister): Promise<string[]> {
    const head = heads.at(-1)
    if (head === undefined) return ['nothing is signed']
    const wrong: string[] = []
    if (head.size !== this.#nextIndex)
      wrong.push(`signed ${head.size} entries, and ${this.#nextIndex} are there`)
    const before = this.checkpoints.at(-1)
    const verdict = await verifyExport(filesOf(files), {
      verifier: readVerifierKey(head.key),
      against: before === undefined ? undefined : Buffer.from(before),
    })
    if (!verdict.ok) wrong.push(`the register does not verify: ${JSON.stringify(verdict.fault)}`)
    if (head.note !== before) this.checkpoints.push(head.note)
    return wrong
  }

  async #rows({ app, worker }: Database): Promise<string[]> {
    const wrong: string[] = []
    const ring = new KeyRing(this.#home.keysDir)
    const names = new NameIndex()
    const { unreadable } = await names.build(ring, sealedPatronNames(app))
    if (unreadable > 0) wrong.push(`${unreadable} names do not open`)
    const { rows } = await sql<{ bare: bigint }>`
      select count(*) as bare from register_pending join register_leaf using (id)`.execute(worker)
    if (rows[0]?.bare !== 0n) wrong.push('an entry is placed and waits')
    // Every patron of the invented library has a card: one without is a row that landed by half.
    const cardless = await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
      sql<{ n: bigint }>`select count(*) as n from patron
        where not exists (select from card where card.patron_id = patron.id)`.execute(trx),
    )
    if (cardless.rows[0]?.n !== 0n) wrong.push(`${cardless.rows[0]?.n} patrons have lost their cards`)
    return wrong
  }

  #folders(): string[] {
    const data = readdirSync(this.#home.dataDir).filter((name) => name !== 'postgres')
    const months = join(this.#home.keysDir, 'register', 'months')
    const keys = existsSync(months) ? readdirSync(months).filter((name) => !isKnown(name)) : []
    return [
      ...data.map((name) => `${name} is left in the data folder`),
      ...(keys.length > maxDebris ? [`${keys.length} files of no use gather among the keys`] : []),
    ]
  }
}

/** A kill in the making of a key leaves one; they open nothing. */
const maxDebris = 5
const isKnown = (name: string) => /^\d{4}-\d\d$/.test(name)

type SignedRegister = Awaited<ReturnType<typeof signedRegister>>

/** The register as its export writes it, with the head of each of its logs. */
async function signedRegister(trx: Trx) {
  const files = new Map<string, Buffer>()
  const heads = await logHeads(trx)
  await writeRegister(trx, heads, async (path, bytes) => {
    files.set(path, Buffer.from(bytes))
  })
  return { files, heads }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}
