import { createHash, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  archiveFile,
  canonicalEntry,
  commitmentsLeaf,
  compactFingerprint,
  type Entry,
  emptyProofFile,
  entryKeyOf,
  fingerprintLines,
  firstLeafFile,
  identityBytes,
  KeyRing,
  leafHash,
  leafReference,
  makeAccountKeys,
  matterProofFile,
  newEntryId,
  newLibraryKeyPart,
  newLogLeaf,
  newMatterEntry,
  newPaperKey,
  openAccountKeys,
  originOf,
  privateOf,
  publicEndFile,
  publicEndText,
  publicOfPrivate,
  rawPublicKey,
  recoveryKeyOf,
  SealedMatters,
  SlotFolder,
  sealEntry,
  withEntries,
  writeProof,
} from './current.ts'
import { everyField, kindEntries, long, overlong } from './entries.ts'
import { counsel, director } from './people.ts'
import { accountPassphrases, filePassphrase } from './secrets.ts'
import { SmallLog } from './small-log.ts'
import { base64, pack } from './vectors.ts'

/** Small: eight of them are kept. */
const cellBytes = 40 * 1024
const [matter, second] = ['AAAA-BBBB', 'CCCC-DDDD'] as const

/** Bytes of chance that are the same each time. */
const drawn = (of: string, count: number) => createHash('sha256').update(of).digest().subarray(0, count)

/**
 * A home folder with sealed matters, and a register of two logs whose leaves commit to them: with its exports, proofs and
 * pins.
 */
export async function makeRegister(): Promise<Readonly<Record<string, unknown>>> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-golden-home-'))
  const ring = new KeyRing(join(dir, 'keys'))
  const time = { at: '2026-10-31T23:40:00Z' }
  const clock = { now: () => new Date(time.at), today: () => time.at.slice(0, 10) }
  const minute = () => {
    time.at = `${new Date(Date.parse(time.at) + 60_000).toISOString().slice(0, 19)}Z`
  }

  const accounts: Record<string, object> = {}
  const cleared = []
  let opens: KeyObject | undefined
  for (const [account, role] of [
    [director, 'director'],
    [counsel, 'counsel'],
  ] as const) {
    const passphrase = accountPassphrases[role]
    const libraryPart = newLibraryKeyPart()
    const keys = await makeAccountKeys({ accountId: account, generation: 1 }, { passphrase, libraryPart })
    ring.accounts.make(account, libraryPart)
    const { sealingPublic, signingPublic, salt, wrapped } = keys
    const bytes = { sealingPublic, signingPublic, salt, wrapped }
    accounts[role] = {
      ...{ accountId: account, generation: 1, house: libraryPart.id.toString('hex') },
      ...Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, base64(value)])),
    }
    cleared.push({ account, role, publicKey: base64(sealingPublic), since: time.at, by: director })
    opens ??= (await openAccountKeys(keys, { passphrase, libraryPart }))?.sealing
  }
  if (opens === undefined) throw new Error('keys that were just made do not open')
  const paper = await newPaperKey()
  ring.noteRecovery('pending', JSON.stringify(recoveryKeyOf(paper, '2026-10-01')))
  ring.noteRecovery('current', JSON.stringify(recoveryKeyOf(paper, '2026-10-01')))
  const recovery = base64(publicOfPrivate(privateOf(identityBytes(paper.identity))))

  const first = ring.registerSigner()
  const past = new SmallLog({ name: originOf(first.publicKey), ...first })
  let log = past
  const signed = async () => ({ log: log.signer.name, size: log.leaves.length })
  const folder = new SlotFolder(join(dir, 'cells'), ring, cellBytes)
  await folder.ensure()
  const compartments = new SealedMatters({ folder, ring, clock, signed })
  for (const side of ['director', 'president'] as const) await compartments.setUp(side, { cleared, recovery })

  const record = (entry: Omit<Entry, 'at'>) =>
    log.add({ ...entry, at: time.at }, ring.registerMonthKey(time.at.slice(0, 7)))
  const ticks = async (count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      minute()
      const id = newEntryId()
      log.leaves.push(commitmentsLeaf(id, await compartments.valuesFor({ id, month: time.at.slice(0, 7) })))
    }
  }
  const entry = (flag: string): Entry => ({ kind: 'case-step', at: time.at, actor: director, flags: [flag] })
  const open = await compartments.unlock(opens, director)
  const takeIn = async (reference: string) => {
    const came = { logged: newMatterEntry(entry('came')), wants: 'what Una read' }
    await compartments.leave('director', came)
    await open.takeIn('director', 0, () => ({
      ...{ reference, file: { wants: 'what Una read' } },
      log: [came.logged, newMatterEntry({ ...entry('taken-in'), case: reference })],
    }))
  }
  const work = (reference: string, flag: string) =>
    open.change(reference, async (it) => ({ becomes: withEntries(it, entry(flag)), gives: undefined }))

  record({ kind: 'set-up-done', actor: director })
  record({ kind: 'view', actor: director, role: 'director', place: 'office', subjects: everyField.subjects })
  await ticks(3)
  await takeIn(matter)
  await ticks(2)
  await work(matter, 'read')
  await ticks(1)
  record({ kind: 'backup-taken', actor: 'system' })
  await ticks(1)
  const held = past.tree()
  const heldLeaves = past.leaves.length
  record({ kind: 'signed-in', actor: director })
  record({ kind: 'signed-in', actor: counsel })
  const known = past.tree()
  const lastKnown = past.checkpoint()
  past.leaves.splice(heldLeaves)

  minute()
  const next = ring.makeRegisterSigner()
  log = new SmallLog({ name: originOf(next.publicKey), ...next })
  const statement = { at: time.at, from: '2026-10-31T23:48:00Z', before: { key: past.key, held, known } }
  log.leaves.push(newLogLeaf(statement, newEntryId()))
  await ticks(20)
  await work(matter, 'after-the-restore')
  await takeIn(second)
  await ticks(2)
  const middle = log.leaves.length
  for (const one of [everyField, long, overlong, ...kindEntries.slice(0, 24)]) record(one)
  const proved = log.leaves.length - 1
  const marked = proved + 1
  await ticks(212)
  await compartments.leave('director', { logged: newMatterEntry(entry('waits')), wants: 'a list' })

  const files = new Map([...log.files(), ...past.files('past/1/')])
  const publicFiles = new Map([...files].filter(([path]) => !/(^|\/)(tile\/entries|overflow)\//.test(path)))
  publicFiles.set(firstLeafFile, log.leaves[0] ?? Buffer.alloc(0))
  publicFiles.set(
    publicEndFile,
    Buffer.from(publicEndText({ day: '2026-11-01', timeZone: 'America/Chicago' })),
  )

  const key = ring.registerMonthKey('2026-11')
  const proofOf = async (index: number, handedOver: boolean) => {
    const leaf = log.leaves[index] ?? Buffer.alloc(0)
    const id = leaf.subarray(8, 24)
    const path = await log.path(index)
    const publicKey = rawPublicKey(log.signer.publicKey)
    const proof = { leaf, index: BigInt(index), path, checkpoint: log.checkpoint(), publicKey }
    if (!handedOver) return Buffer.from(writeProof(proof))
    const overflow = log.overflows.get(id.toString('hex'))
    return Buffer.from(writeProof({ ...proof, entryKey: entryKeyOf(key, id), overflow }))
  }
  const bodies = allEntries.map((one, nth) => entryBody(one, nth, key))

  const matters = []
  for (const reference of open.references) {
    const it = await open.read(reference)
    matters.push({ reference, cell: open.cellNumber(reference), it })
  }
  const pin = log.tree(middle)
  const made: Record<string, unknown> = {
    'register.json': {
      ...{ key: log.key, pastKey: past.key, lastKnown, middle, proved, marked },
      statement: { at: statement.at, from: statement.from },
      ...{ held: base64(held.root), known: base64(known.root), root: base64(log.tree().root) },
      pin: compactFingerprint({ origin: log.signer.name, ...pin }),
      pinLines: fingerprintLines({ origin: log.signer.name, ...pin }),
      newest: { at: time.at, values: base64(log.leaves.at(-1) ?? Buffer.alloc(0)) },
    },
    'entries.json': bodies,
    'proof-sealed.txt': await proofOf(proved, false),
    'proof-handed-over.txt': await proofOf(proved, true),
    'proof-overflow.txt': await proofOf(middle + 2, true),
    'proof-of-commitments.txt': await proofOf(marked, false),
    'matter-proof.age': await matterProofFile(open, matter, ring, filePassphrase),
    'matter-entry-proof.age': await matterProofFile(open, matter, ring, filePassphrase, 1),
    'matter-empty-proof.age': await emptyProofFile(
      open,
      { side: 'director', cells: [5] },
      ring,
      filePassphrase,
    ),
    'matter-archive.age': (await archiveFile(open, second, ring, filePassphrase)).file,
    'matters.json': { ...{ matters, waiting: await open.waiting('director') } },
    'accounts.json': { ...accounts, paper },
    'home-keys.json': pack(join(dir, 'keys')),
  }
  for (const [path, bytes] of files) made[`register/${path}`] = bytes
  for (const [path, bytes] of publicFiles) {
    if (!files.has(path)) made[`register-public/${path}`] = bytes
  }
  const cells = join(dir, 'cells', 'files')
  for (const name of Object.keys(pack(cells))) made[`cells/${name}`] = readFileSync(join(cells, name))
  return made
}

export const allEntries: readonly Entry[] = [everyField, long, overlong, ...kindEntries]

/** One of them as it is sealed; its random parts are drawn from what it is. */
export function entryBody(one: Entry, nth: number, monthKey: Buffer) {
  const text = canonicalEntry(one)
  const [id, nonce] = [drawn(`id ${nth} ${text}`, 16), drawn(`nonce ${nth} ${text}`, 12)]
  const { leaf, overflow } = sealEntry(one, { id, nonce, month: '2026-11', monthKey })
  return {
    ...{ text, id: base64(id), nonce: base64(nonce), reference: leafReference(leaf) },
    leafHash: base64(leafHash(leaf)),
    ...(nth < 3 && { leaf: base64(leaf) }),
    ...(overflow !== undefined && { overflow: base64(overflow) }),
  }
}
