import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compactFingerprint, openCheckpoint } from '../../src/register/log/checkpoint.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { checkProof, keyInProof, readProof, writeProof } from '../../src/register/log/entry-proof.ts'
import { spokenReference } from '../../src/register/log/leaf.ts'
import { verifierOf } from '../../src/register/log/note.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { registerOf } from './library.ts'
import { newSigner, view } from './small-log.ts'
import { typed } from './typed.ts'

let library: TestDatabase
let register: ReturnType<typeof registerOf>
const folder = mkdtempSync(join(tmpdir(), 'carrel-one-entry-'))
const patron = '0b5c1f5e-7d0a-4c38-9a53-4b9f5a8a3c11'
const looked: Entry = { ...view, subjects: [patron], records: ['loans'] }
/** Fills more than a leaf holds, so that it has a second part. */
const long: Entry = {
  ...view,
  subjects: Array.from({ length: 20 }, () => crypto.randomUUID()),
  flags: Array.from({ length: 64 }, () => crypto.randomUUID()),
}
const referenceOf = (leaf?: Buffer) => leaf?.subarray(8, 24).toString('base64url') ?? ''
let references: string[]
let longReference: string

beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
  const leaves = await register.record(300, looked)
  // One in 64 begins with a dash, so of 300 sometimes none.
  while (!leaves.some((leaf) => referenceOf(leaf).startsWith('-')))
    leaves.push(...(await register.record(100, looked)))
  const [longLeaf] = await register.record(1, long)
  await register.tick()
  references = leaves.map(referenceOf)
  longReference = referenceOf(longLeaf)
})
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (...args: string[]) => typed(library.home.dir, ...args)
const outside = (...args: string[]) => typed(join(folder, 'nowhere'), ...args)
const reference = () => references[7] ?? ''
let file = 0
const newFile = () => join(folder, `${file++}.tlog-proof`)

/** What is not yet signed, opened. */
async function waiting(): Promise<Entry[]> {
  const { rows } = await register.asOwner((client) =>
    client.query<{ leaf: Buffer; overflow: Buffer | null }>('select leaf, overflow from register_pending'),
  )
  const { KeyRing } = await import('../../src/platform/crypto/key-ring.ts')
  const ring = new KeyRing(library.home.keysDir)
  return rows.flatMap(({ leaf, overflow }) => {
    const opened = openEntry(
      leaf,
      ring.registerMonthKey(leaf.toString('latin1', 24, 31)),
      overflow ?? undefined,
    )
    return 'entry' in opened ? [opened.entry] : []
  })
}

describe('carrel register show', async () => {
  it('says what an entry says, and the register has it first that it was shown, and about whom', async () => {
    const said = await run('show', reference())
    expect(said.out).toContain('what                 view\n')
    expect(said.out).toContain(`about                ${patron}\n`)
    const json = JSON.parse((await run('show', reference(), '--json')).out)
    expect(json).toMatchObject({ reference: reference(), status: 'opened', log: 1, entry: looked })
    const aloud = await run('show', spokenReference(reference()), '--json')
    expect(JSON.parse(aloud.out)).toMatchObject({ reference: reference(), entry: looked })
    expect((await run('show', '0000-0000-0000')).err).toContain('the register has no such entry')
    const noted = (await waiting()).filter(({ kind }) => kind === 'entry-shown')
    expect(noted).toHaveLength(3)
    expect(noted[0]).toMatchObject({ actor: 'system', entry: reference(), subjects: [patron] })
  })

  it('shows nothing where that it was shown cannot be recorded', async () => {
    await register.asOwner((client) =>
      client.query('alter table register_pending add constraint no_room check (false) not valid'),
    )
    const said = await run('show', reference())
    await register.asOwner((client) => client.query('alter table register_pending drop constraint no_room'))
    expect(said.code).toBe(1)
    expect(said.out + said.err).not.toContain(patron)
  })

  it('opens the second part of a long entry too', async () => {
    expect(JSON.parse((await run('show', longReference, '--json')).out).entry).toEqual(long)
  })

  it('knows no entry that is not there, and takes nothing that is no reference', async () => {
    expect(await run('show', 'AAAAAAAAAAAAAAAAAAAAAA')).toMatchObject({
      code: 1,
      err: 'carrel register show: REFERENCE: the register has no such entry [entry-not-shown]\n',
    })
    for (const wrong of ['', 'short', '-short', `${reference()}A`, `${reference().slice(0, 21)}B`]) {
      expect((await run('show', wrong)).err).toContain('carrel register show: REFERENCE: ')
    }
  })
})

describe('carrel register prove', async () => {
  it('writes a proof that anyone can check, and that opens nothing', async () => {
    const out = newFile()
    expect((await run('prove', reference(), '--out', out)).code).toBe(0)
    const said = await outside('verify', out)
    expect(said).toMatchObject({ code: 0, err: '' })
    const aloud = spokenReference(reference())
    expect(said.out).toContain(
      `The proof holds.\n  reference ${reference()}, read aloud as ${aloud}\n  register  carrel/test\n`,
    )
    expect((await outside('verify', out, '--reference', aloud.toLowerCase())).out).toContain(
      'Checked: it is the entry with the reference that was given.',
    )
    expect(said.out).toContain('\nSealed: ')
    expect(said.out).not.toContain(patron)
    expect(readFileSync(out, 'utf8')).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra /)
  })

  it('hands one entry over: the file opens it and no other, and that it was is on record', async () => {
    const out = newFile()
    expect((await run('prove', longReference, '--out', out, '--hand-over')).code).toBe(0)
    expect(statSync(out).mode & 0o077).toBe(0)
    expect(JSON.parse((await outside('verify', out, '--json')).out)).toMatchObject({
      verified: true,
      entry: long,
    })
    expect(await waiting()).toContainEqual(
      expect.objectContaining({ kind: 'entry-handed-over', entry: longReference, subjects: long.subjects }),
    )
    // The key is of this entry alone: put to another leaf, it is refused.
    const given = readProof(readFileSync(out))
    const other = newFile()
    await run('prove', reference(), '--out', other)
    const mixed = newFile()
    writeFileSync(mixed, writeProof({ ...readProof(readFileSync(other)), entryKey: given.entryKey }))
    expect((await outside('verify', mixed)).out).toContain(
      'does NOT hold.\n  the key in it does not open its entry (wrong-key)',
    )
  })

  it('is compared with the key that was published, and with a pin', async () => {
    const out = newFile()
    await run('prove', reference(), '--out', out)
    const note = (await register.lastSigned.read()) ?? ''
    const pin = openCheckpoint(note, verifierOf(register.signer))
    expect(
      (
        await outside(
          ...[
            'verify',
            out,
            '--key',
            register.key,
            '--against',
            compactFingerprint(pin),
            '--reference',
            reference(),
          ],
        )
      ).out,
    ).not.toContain('Not checked')
    expect((await outside('verify', out, '--reference', longReference)).out).toContain(
      `it is of the entry ${reference()}, and not of ${longReference}`,
    )
    const uncompared = await outside(
      'verify',
      out,
      '--against',
      compactFingerprint({ ...pin, size: pin.size + 1n }),
    )
    expect(uncompared).toMatchObject({ code: 3 })
    expect(uncompared.out).toContain('The proof could NOT be compared as asked.')
    const foreign = newSigner('carrel/test')
    const { verifierKey } = await import('../../src/register/log/note.ts')
    expect((await outside('verify', out, '--key', verifierKey('carrel/test', foreign.publicKey))).code).toBe(
      1,
    )
    const forked = compactFingerprint({ ...pin, root: Buffer.alloc(32, 1) })
    expect((await outside('verify', out, '--against', forked)).out).toContain('there are two registers')
  })

  it('writes over nothing, and proves nothing that waits', async () => {
    const out = newFile()
    writeFileSync(out, 'mine')
    expect((await run('prove', reference(), '--out', out)).code).toBe(2)
    expect(readFileSync(out, 'utf8')).toBe('mine')
    const [late] = await register.record(1)
    expect(
      (await run('prove', late?.subarray(8, 24).toString('base64url') ?? '', '--out', newFile())).err,
    ).toContain('is not yet signed')
  })

  it('hands over and writes nothing that would not hold: a tile that was changed, or another entry under the reference', async () => {
    const both = [reference(), longReference].map((one) => Buffer.from(one, 'base64url').toString('hex'))
    const swap = `update register_leaf set id = gen_random_uuid() where id = '${both[0]}';
      update register_leaf set id = '${both[0]}' where id = '${both[1]}'`
    const [mine] = (
      await register.asOwner((client) =>
        client.query<{ index: string }>('select index from register_leaf where id = $1', [both[0]]),
      )
    ).rows
    const [theirs] = (
      await register.asOwner((client) =>
        client.query<{ index: string }>('select index from register_leaf where id = $1', [both[1]]),
      )
    ).rows
    const flip = `update register_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0`
    for (const [spoil, fix, says] of [
      [flip, flip, 'the stored register is damaged'],
      [
        swap,
        `update register_leaf set id = gen_random_uuid() where index = ${theirs?.index};
          update register_leaf set id = '${both[0]}' where index = ${mine?.index};
          update register_leaf set id = '${both[1]}' where index = ${theirs?.index}`,
        'is another entry: someone changed the audit log',
      ],
    ] as const) {
      const handedOver = async () =>
        (await waiting()).filter(({ kind }) => kind === 'entry-handed-over' || kind === 'entry-shown').length
      const before = await handedOver()
      await register.tamper(spoil)
      const out = newFile()
      const said = await run('prove', reference(), '--out', out, '--hand-over')
      const shown = spoil === swap ? await run('show', reference()) : undefined
      await register.tamper(fix)
      expect(said).toMatchObject({ code: 1, err: expect.stringContaining(says) })
      if (shown !== undefined) expect(shown).toMatchObject({ code: 1, err: expect.stringContaining(says) })
      expect(existsSync(out)).toBe(false)
      expect(await handedOver()).toBe(before)
    }
    expect((await run('prove', reference(), '--out', newFile())).code).toBe(0)
  })

  it('holds at no other place, for no other entry, and with no byte changed', async () => {
    const out = newFile()
    await run('prove', reference(), '--out', out, '--hand-over')
    const text = readFileSync(out)
    const verifier = verifierOf(register.signer)
    expect(checkProof(readProof(text), verifier).size).toBe(BigInt(references.length + 1))
    const holds = (bytes: Buffer) => {
      try {
        const proof = readProof(bytes)
        // The key beside the proof is the sender's word, and is not what is checked here.
        return keyInProof(proof) !== '' && checkProof(proof, verifier).size > 0n ? proof : undefined
      } catch (error) {
        expect((error as Error).name).toBe('MalformedError')
        return undefined
      }
    }
    const good = readProof(text)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const spoilt = Buffer.from(text)
        spoilt[at] = (spoilt[at] ?? 0) ^ change
        const proof = holds(spoilt)
        // What still holds, holds of the very same entry at the very same place.
        if (proof !== undefined) expect([proof.leaf, proof.index]).toEqual([good.leaf, good.index])
      }),
      { numRuns: 600 },
    )
    fc.assert(
      fc.property(fc.nat(text.length - 1), (end) => {
        expect(holds(text.subarray(0, end))).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    expect(() => checkProof({ ...good, index: good.index + 1n }, verifier)).toThrow('does not lead')
  })

  it('takes a reference that begins with a dash, as one in 64 does', async () => {
    const dashed = references.find((each) => each.startsWith('-')) ?? ''
    expect(dashed).not.toBe('')
    expect((await run('show', dashed)).out).toContain(dashed)
    const proof = newFile()
    expect((await run('prove', '--out', proof, dashed)).code).toBe(0)
    expect((await outside('verify', proof, '--reference', dashed)).code).toBe(0)
  })
})
