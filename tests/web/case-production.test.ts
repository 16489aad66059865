import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProductionForm, Scope } from '../../src/cases/case.ts'
import { CheckoutHistoryList } from '../../src/gate/checkout-history.ts'
import { insertHistory } from '../../src/gate/checkout-history-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { checkpointProved, readProof } from '../../src/register/log/entry-proof.ts'
import { leafReference } from '../../src/register/log/leaf.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { addPaper, counsel, decidedCase, receivedCase } from '../casework/decided-case.ts'
import { typed as typedRegister } from '../register/typed.ts'
import { openLockedPdf, textOfPdf } from '../support/pdf-text.ts'
import { plant } from '../support/planted.ts'
import { filesOfZip } from '../support/zip-files.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

const { CARREL_SCREENSHOTS: folder } = process.env

let tested: Tested
let director: Visitor
let lawyer: Visitor
const people: string[] = []

/** Of each of three, a word that nothing else holds in every field that there is. */
const names = ['Quixotrope', 'Zephyrandel', 'Vortiginous'] as const
const wordsOf = (name: string) => ({
  ...{ first: `${name}first`, alias: `${name}alias`, street: `${name} Street`, mail: `${name}@example.org` },
  ...{ out: `${name} Outlying`, late: `${name} Belated`, later: `=${name} Tardier`, lost: `${name} Forlorn` },
  ...{ torn: `${name} Tattered`, reserved: `${name} Awaited`, had: `${name} Bygone` },
})

beforeAll(async () => {
  tested = await startHouse()
  const { house, it } = tested
  for (const [at, name] of names.entries()) {
    const own = wordsOf(name)
    const id = await plant(it.database, house.ring, {
      ...{ surname: name, firstName: own.first, card: `2611000000000${at}`, born: `195${at}-03-1${at}` },
      ...{
        phone: `308-555-012${at}`,
        emails: [own.mail],
        address: [own.street],
        choices: { alias: own.alias },
      },
      loans: [
        { title: own.out, dueOn: `2026-12-2${at}` },
        { title: own.late, dueOn: `2026-08-1${at}` },
        { title: own.later, dueOn: `2026-10-1${at}` },
        { title: own.lost, dueOn: '2026-01-01', lost: true },
      ],
      charges: [{ kind: 'damaged', cents: 4507 + at, title: own.torn }],
      holds: [own.reserved],
    })
    people.push(id)
    await inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
      const list = new CheckoutHistoryList(house.ring, id)
      house.ring.history.make(list.owner)
      const title = await trx
        .insertInto('title')
        .values({ title: own.had, author: 'Canary, A.' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const item = await trx
        .insertInto('item')
        .values({ title_id: title.id })
        .returning('id')
        .executeTakeFirstOrThrow()
      await insertHistory(trx, [list.seal(randomUUID(), 1, { item: item.id, on: '2026-09-15' })])
    })
  }
  director = await at('director')
  lawyer = await at('counsel')
})
afterAll(() => tested?.close())

async function at(signIn: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(signIn)
  return visitor
}

const person = (nth: number) => people[nth] ?? ''
const september = { from: '2026-09-01', until: '2026-09-30' }

async function sign(): Promise<void> {
  const { worker } = tested.it.database
  const signer = await currentSigner(worker, tested.house.ring)
  await sequenceEntries(worker, {
    signer,
    lastSigned: lastSignedFile(tested.it.home.keysDir),
    now: tested.time.now,
  })
}

/** A time of the library's clock, so many minutes from an instant. */
const local = (now: Date, minutes: number) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Chicago',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(now.getTime() + minutes * 60_000))

/** What a button of the last page sends along. */
const sentBy = ({ html }: Visitor, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

/** A case that is decided, collected by the Director and checked by the lawyer. */
async function checkedCase(scope: Scope, decision: 'release' | 'compulsion' = 'release'): Promise<string> {
  const reference = await decidedCase(tested.house, scope, decision)
  await director.get(`/cases/${reference}/collect`)
  const listed = scope.subjects.length > 1 ? { listed: 'yes' } : {}
  expect((await director.post(`/cases/${reference}/collect`, listed)).status).toBe(303)
  await lawyer.get(`/cases/${reference}/check`)
  const copy = sentBy(lawyer, 'copy')
  expect((await lawyer.post(`/cases/${reference}/check`, { copy, theirs: 'yes' })).status).toBe(303)
  return reference
}

/** Makes the package, once the register has signed the copy, and saves it. @param recipient an age key; without one, the passphrase of the page opens it */
async function saved(reference: string, recipient?: string, form: ProductionForm = 'age') {
  await sign()
  await director.get(`/cases/${reference}/produce`)
  const ready = await director.post(`/cases/${reference}/produce`, { form, recipient: recipient ?? '' })
  // On paper no password is shown once, so the page can be opened again.
  if (form === 'paper') await director.get(`/cases/${reference}/produce`)
  const page = director.html
  const id = sentBy(director, 'package')
  const file = await director.post(`/cases/${reference}/produce/file`, { package: id })
  const bytes = Buffer.from(await file.arrayBuffer())
  return { ready, file, bytes, page, id }
}

async function opened(bytes: Buffer, by: { passphrase: string } | { identity: string }) {
  const decrypter = new Decrypter()
  if ('passphrase' in by) decrypter.addPassphrase(by.passphrase)
  else decrypter.addIdentity(by.identity)
  return filesOfZip(Buffer.from(await decrypter.decrypt(bytes)))
}

const passphraseOn = (page: string) => /[2-9a-z]{5}(?:-[2-9a-z]{5}){4}/.exec(page)?.[0] ?? ''

/** Every row of every table, and every file beside the database, as text. */
async function everythingKept(): Promise<string> {
  const { home, database } = tested.it
  const client = await database.connect('backup')
  const { rows: tables } = await client.query(
    // `turn` has the random numbers of locks, which no backup may read.
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'turn'",
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await client.query(`select t::text as row from "${name}" t`)
    rows.push(...found.rows.map(({ row }) => row))
  }
  await client.end()
  const files = readdirSync(home.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(home.dir, 'data')))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  return [...rows, ...files, ...tested.logged].join('\n')
}

/** A PDF that begins in the clear, as it is, in base64 or in the hex of a database. */
const clearPdf = /%PDF-1|JVBERi0x|255044462d31/i

/** All that a package says, as people and programs read it. */
function saysOf(files: Map<string, Buffer>): string {
  return [...files]
    .map(([name, bytes]) => (name.endsWith('.pdf') ? textOfPdf(bytes) : bytes.toString('utf8')))
    .join('\n')
}

describe('a package that an officer can open', () => {
  const scope = { subjects: [], records: ['overdue', 'overdue.titles'], ...september } as const
  const noteOf = (reference: string, how: string) =>
    director.post(`/cases/${reference}/produce/handed`, { to: 'Deputy Vexillum', how })

  test('as a PDF opens with its password alone, in AES-256, with what the certificate lists attached; nothing keeps the password', async () => {
    const reference = await checkedCase({ ...scope, subjects: [person(1)] })
    const { bytes, page, file } = await saved(reference, undefined, 'pdf')
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="case-${reference}.pdf"`)
    expect(file.headers.get('cache-control')).toBe('no-store')
    const password = passphraseOn(page)
    if (folder !== undefined) writeFileSync(join(folder, `locked ${password}.pdf`), bytes)
    expect(password).toHaveLength(29)
    for (const wrong of [undefined, `${password}2`, '']) expect(openLockedPdf(bytes, wrong)).toBeUndefined()
    expect(bytes.toString('latin1')).toMatch(/\/CFM ?\/AESV3/)
    const opened = openLockedPdf(bytes, password)
    expect(opened?.isTagged).toBe(true)
    const says = opened?.text ?? ''
    expect(says).toContain('Zephyrandel Belated')
    expect(says.replaceAll('Zephyrandel Belated', '')).not.toMatch(
      /Quixotrope|Zephyrandel|Vortiginous|26110000/,
    )
    const files = new Map(Object.entries(opened?.files ?? {}))
    expect([...files.keys()].sort()).toEqual([
      ...['certificate.pdf', 'manifest.json', 'records-overdue-titles.csv', 'records-overdue.csv'],
      ...['records.pdf', 'register-checkpoint.txt', 'register-proof.txt'],
    ])
    const certificate = textOfPdf(files.get('certificate.pdf') ?? Buffer.of()).replace(/\s+/g, '')
    expect(certificate).toMatch(/APDFof1page,lockedwithapassword,withthefilesbelowattachedtoit/)
    for (const name of ['records.pdf', 'records-overdue.csv', 'records-overdue-titles.csv'])
      expect(certificate).toContain(
        createHash('sha256')
          .update(files.get(name) ?? '')
          .digest('hex'),
      )
    const kept = await everythingKept()
    expect(kept).not.toContain(password)
    expect(kept).not.toMatch(clearPdf)
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).not.toContain(password)
    expect((await noteOf(reference, 'e-mail')).status).toBe(303)
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('to Deputy Vexillum: By e-mail, as a PDF with a password.')
  }, 30_000)

  test('on paper is shown to be printed and kept nowhere in the clear, and cannot be noted as sent by e-mail', async () => {
    const reference = await checkedCase({ ...scope, subjects: [person(1)] })
    const { bytes, page, file, id } = await saved(reference, undefined, 'paper')
    expect(passphraseOn(page)).toBe('')
    expect(file.headers.get('content-disposition')).toBe(`inline; filename="case-${reference}.pdf"`)
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(textOfPdf(bytes)).toContain('Zephyrandel Belated')
    const sum = createHash('sha256').update(bytes).digest('hex')
    expect(page).toContain(sum)
    // The person who meets the deputy learns first which receipt to bring.
    expect(page).toContain(
      'Then come back to this page. It then has the certificate and the receipt to print',
    )
    expect(page).not.toContain('Save the certificate (PDF)')
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).toMatch(
      /Print the certificate and the receipt too\.[\s\S]*Save the certificate \(PDF\) Delivery/,
    )
    const given = await director.post(`/cases/${reference}/produce/certificate`, { package: id })
    const pdf = Buffer.from(await given.arrayBuffer())
    if (folder !== undefined) {
      writeFileSync(join(folder, 'paper-certificate.pdf'), pdf)
      writeFileSync(join(folder, 'paper-records.pdf'), bytes)
    }
    const certificate = textOfPdf(pdf).replace(/\s+/g, ' ')
    expect(certificate).toMatch(
      /Delivered as 1 printed page, with the custodian’s initials[\s\S]*I received 1 printed page of records/,
    )
    expect(certificate.replaceAll(' ', '')).toContain(sum)
    expect(certificate).not.toMatch(/password|register-proof|csv/)
    expect(await everythingKept()).not.toMatch(clearPdf)
    await director.get(`/cases/${reference}/produce`)
    expect(director.html).not.toMatch(/name="how"[^>]*value="e-mail"/)
    expect((await noteOf(reference, 'e-mail')).status).toBe(422)
    expect(director.text).toContain('Paper or a USB stick cannot be delivered by e-mail.')
    expect((await noteOf(reference, 'in-person')).status).toBe(303)
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('opened the records to print them.')
    expect(director.text).toContain('to Deputy Vexillum: In person, on paper.')
  }, 30_000)

  test('is made only in a form that was chosen, and to a key only where it is age', async () => {
    const reference = await checkedCase({ ...scope, subjects: [person(1)] })
    await sign()
    const make = async (fields: Record<string, string>) => {
      await director.get(`/cases/${reference}/produce`)
      return (await director.post(`/cases/${reference}/produce`, fields)).status
    }
    expect(await make({ recipient: '' })).toBe(422)
    expect(director.text).toContain('Choose how the records will go')
    const recipient = await identityToRecipient(await generateX25519Identity())
    expect(await make({ form: 'paper', recipient })).toBe(422)
    expect(director.text).toContain('A public key is only for a file locked with age')
    expect(director.html).toMatch(/value="paper"[^>]*checked/)
    expect((await tested.house.cases.look(counsel, reference))?.case.production?.stage).toBe('checked')
  })
})

describe('a package', () => {
  test('of one of three, of two kinds of record and of one month holds no byte of anything else', async () => {
    const scope = { subjects: [person(1)], records: ['overdue', 'overdue.titles'], ...september } as const
    const reference = await checkedCase(scope)
    await director.get(`/cases/${reference}/produce`)
    expect((await director.post(`/cases/${reference}/produce`, { form: 'age', recipient: '' })).status).toBe(
      422,
    )
    expect(director.text).toMatch(/has not signed its entry for the copy yet.*Try again at \d+:\d\d/)
    // Pressed again, it makes the form that was chosen before.
    expect(director.html).toMatch(/value="age"[^>]*checked/)
    expect((await tested.house.cases.look(counsel, reference))?.case.production?.stage).not.toBe('packaged')
    const { bytes, page } = await saved(reference)
    const files = await opened(bytes, { passphrase: passphraseOn(page) })
    if (folder !== undefined) {
      for (const [name, file] of files) writeFileSync(join(folder, `package-${name}`), file)
      writeFileSync(join(folder, 'package.zip.age'), bytes)
    }
    expect([...files.keys()]).toEqual([
      ...[
        'manifest.json',
        'certificate.pdf',
        'records.pdf',
        'records-overdue.csv',
        'records-overdue-titles.csv',
      ],
      ...['register-proof.txt', 'register-checkpoint.txt'],
    ])
    expect(files.get('records-overdue.csv')?.toString()).toBe('person,as-of,is-so\r\n1,2026-11-24,yes\r\n')
    expect(files.get('records-overdue-titles.csv')?.toString()).toBe(
      'person,as-of,title,author,due-on\r\n1,2026-11-24,Zephyrandel Belated,"Canary, A.",2026-08-11\r\n',
    )
    const says = saysOf(files).replaceAll('Zephyrandel Belated', '')
    expect(says).not.toMatch(/Quixotrope|Zephyrandel|Vortiginous|26110000|308-555|195\d-|45\.0|Sparrow/)
    for (const id of people) expect(says).not.toContain(id)
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
    expect(manifest).toMatchObject({ case: reference, outcome: 'released', producedOn: '2026-11-24' })
    for (const { name, sha256, bytes: length } of manifest.files) {
      const file = files.get(name) ?? Buffer.alloc(0)
      expect([name, length, sha256]).toEqual([
        name,
        file.length,
        createHash('sha256').update(file).digest('hex'),
      ])
    }
    expect(manifest.files).toHaveLength(files.size - 1)
    expect(files.get('register-proof.txt')?.toString()).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
    // The proof is of the entry that the certificate says it is of, under the checkpoint that lies beside it.
    const proof = readProof(files.get('register-proof.txt') ?? Buffer.of())
    expect(leafReference(proof.leaf)).toBe(manifest.register.copied)
    expect(checkpointProved(proof)).not.toBe(null)
    expect(files.get('register-checkpoint.txt')?.toString()).toBe(proof.checkpoint)
    const certificate = textOfPdf(files.get('certificate.pdf') ?? Buffer.of()).replace(/\s+/g, ' ')
    expect(certificate).toContain('It does not show what the entry says, or that these are the files')
    const log = tested.logged.join('\n')
    expect(log).not.toMatch(/Zephyrandel/)
    expect(log).not.toContain(passphraseOn(page))
  }, 30_000)

  test('says what is not held, in which days, and by which clauses it is handed over', async () => {
    const records = ['history', 'video', 'loans', 'identity', 'contact', 'charges', 'charges.items'] as const
    const reference = await checkedCase(
      { subjects: [person(2), person(0)], records, ...september },
      'compulsion',
    )
    const identity = await generateX25519Identity()
    const { bytes, page } = await saved(reference, await identityToRecipient(identity))
    expect(passphraseOn(page)).toBe('')
    const files = await opened(bytes, { identity })
    const certificate = textOfPdf(files.get('certificate.pdf') ?? Buffer.alloc(0))
    expect(certificate).toMatch(/I, Test director, am Director of Jensen Memorial Library/)
    expect(certificate).toMatch(/Compelled by law, and not released under the policy/)
    expect(certificate).toMatch(/Deputy Vexillum, Kearney County Sheriff/)
    expect(certificate).toMatch(/true copies/)
    const plain = certificate.replace(/\s+/g, ' ')
    expect(plain).not.toContain('all that the library has')
    expect(plain).toMatch(
      /It has held records since [A-Z][a-z]+ \d+, \d{4}, and was searched as it was on November 24, 2026\./,
    )
    expect(plain).toContain('Nothing else was searched: no other system, no backup')
    expect(certificate).toMatch(/Receipt/)
    const paper = textOfPdf(files.get('records.pdf') ?? Buffer.alloc(0)).replace(/\s+/g, ' ')
    if (folder !== undefined) {
      for (const [name, file] of files) writeFileSync(join(folder, `compelled-${name}`), file)
    }
    expect(paper).toMatch(/Person 1: Vortiginousfirst Vortiginous/)
    expect(paper).toMatch(
      /in the order in which the paper lists them\. The person who made the copy confirmed that order/,
    )
    expect(paper).toMatch(/Quixotrope Bygone/)
    expect(paper).toMatch(/Person 1, what is checked out and not overdue: nothing for these days/)
    expect(plain).toContain('Items that are checked out and overdue are a separate record.')
    expect(paper).toMatch(/Person 2, security video: never kept there/)
    expect(paper).not.toMatch(/alias|Outlying|Belated|Tattered|45\.0/)
  }, 30_000)

  test('has a certificate and a receipt that can be signed on paper, once it was saved and by the person who decides; they name no one', async () => {
    const reference = await checkedCase({ subjects: [person(1)], records: ['overdue.titles'], ...september })
    await sign()
    await director.get(`/cases/${reference}/produce`)
    await director.post(`/cases/${reference}/produce`, { form: 'age', recipient: '' })
    const [id, page] = [sentBy(director, 'package'), director.html]
    const certificate = (by: Visitor) => by.post(`/cases/${reference}/produce/certificate`, { package: id })
    expect((await certificate(director)).status).toBe(422)
    await director.get(`/cases/${reference}/produce`)
    const file = await director.post(`/cases/${reference}/produce/file`, { package: id })
    await lawyer.get(`/cases/${reference}/produce`)
    expect((await certificate(lawyer)).status).toBe(404)
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).toContain('Print these. Sign the certificate')
    const given = await certificate(director)
    expect(given.headers.get('content-type')).toBe('application/pdf')
    const bytes = Buffer.from(await given.arrayBuffer())
    const files = await opened(Buffer.from(await file.arrayBuffer()), { passphrase: passphraseOn(page) })
    expect(bytes.equals(files.get('certificate.pdf') ?? Buffer.of())).toBe(true)
    const says = textOfPdf(bytes)
    expect(says).toContain('I certify the following')
    // Each is dated once, by whoever signs: a name and an agency have no day.
    expect(says).toMatch(/Please sign this page[\s\S]*Name:\s+Agency:\s+Signature:\s+on\b/)
    expect(says).not.toMatch(/Quixotrope|Zephyrandel|Vortiginous|26110000|308-555/)
    await director.get(`/cases/${reference}/produce`)
    const handed = { to: 'Clerk of the court', how: 'court' }
    expect((await director.post(`/cases/${reference}/produce/handed`, handed)).status).toBe(303)
    await director.get(`/cases/${reference}/produce`)
    expect((await certificate(director)).status).toBe(422)
  })

  test('is checked by counsel on the phone where no one else here could, and says so wherever it is told', async () => {
    const { app } = tested.house
    const reference = await decidedCase(tested.house, {
      ...{ subjects: [person(0)], records: ['overdue.titles', 'holds.titles'] },
    })
    await director.get(`/cases/${reference}/collect`)
    await director.post(`/cases/${reference}/collect`)
    const path = `/cases/${reference}/check`
    const heard = { theirs: 'yes', counsel: 'Carl Lund', words: 'It may leave.', came: '' }
    const now = new Date(tested.time.now)
    const shown = await tested.house.copies.show(counsel, reference)
    const copy = shown?.copy.id ?? ''
    const [day, time] = ['2026-11-24', (minutes: number) => local(now, minutes)]
    // Counsel has a sign-in here: nobody checks it for them.
    await director.get(path)
    expect(director.text).toContain('You made this copy, so another person must check it.')
    expect(director.html).not.toContain('name="counsel"')
    await director.post(path, { ...heard, copy, came: `${day}T${time(0)}` })
    expect(director.text).toContain('The City’s lawyer may check by phone only if no one else here can')
    const all = await app.selectFrom('account').select(['id', 'passphrase', 'role']).execute()
    const others = all.filter(({ role }) => role === 'counsel')
    await app.updateTable('account').set({ passphrase: '' }).where('role', '=', 'counsel').execute()
    try {
      // A Director who resets counsel's sign-in is not alone by that.
      await director.get(path)
      expect(director.html).not.toContain('name="counsel"')
      for (const { id } of others) {
        const lawyer = { ...counsel, accountId: id }
        expect(
          await tested.house.cases.take(lawyer, reference, { what: 'cannot-come', copy }),
        ).toHaveProperty('entry')
      }
      await tested.house.cases.take(counsel, reference, { what: 'cannot-come', copy })
      await director.get(`/cases/${reference}/collect`)
      expect(director.html).toContain(`href="${path}"`)
      await director.get(path)
      expect(director.text).toMatch(/Which items are overdue: 2 lines/i)
      const mark = /[0-9a-f]{64}/.exec(director.text)?.[0] ?? 'none'
      expect((await director.post(path, { ...heard, counsel: '', words: '', copy })).status).toBe(422)
      expect(director.text).toMatch(
        /Type the lawyer’s name When you spoke: type a day and time in the past Type what the City’s lawyer said/,
      )
      // Counsel did not check what was not collected yet.
      const early = { ...heard, copy, came: `${day}T${time(-5)}` }
      expect((await director.post(path, early)).status).toBe(422)
      expect(director.html).toMatch(/<input[^>]*name="counsel"[^>]*value="Carl Lund"/)
      expect((await director.post(path, { ...heard, copy, came: `${day}T${time(0)}` })).status).toBe(303)
      await director.get(path)
      expect(director.text).toContain('Carl Lund checked this copy by phone.')
      await director.get(`/cases/${reference}`)
      expect(director.text).toContain('recorded that Carl Lund checked the records by phone')
      expect(director.text).toContain(`Fingerprint: ${mark}`)
      const { bytes, page } = await saved(reference)
      const files = await opened(bytes, { passphrase: passphraseOn(page) })
      const certificate = textOfPdf(files.get('certificate.pdf') ?? Buffer.alloc(0)).replace(/\s+/g, ' ')
      expect(certificate).toContain('Legal counsel, Carl Lund, checked them by phone on November 24, 2026')
      expect(certificate.replaceAll(' ', '')).toContain(mark)
    } finally {
      for (const { id, passphrase } of others) {
        await app.updateTable('account').set({ passphrase }).where('id', '=', id).execute()
      }
    }
  }, 30_000)

  test('is checked by phone where counsel says at a sign-in of their own that they cannot come; elsewhere no copy shows, and why', async () => {
    const reference = await decidedCase(tested.house, {
      ...{ subjects: [person(0)], records: ['overdue.titles'] },
    })
    await director.get(`/cases/${reference}/collect`)
    await director.post(`/cases/${reference}/collect`)
    const atCityHall = new Visitor(tested.app())
    await atCityHall.signIn('counsel')
    expect((await atCityHall.get(`/cases/${reference}/check`)).status).toBe(200)
    expect(atCityHall.text).toContain('Copies of records can be viewed only at the library')
    expect(atCityHall.html).not.toContain(names[0])
    expect((await director.get(`/cases/${reference}/check`)).status).toBe(200)
    expect(director.html).not.toContain('name="counsel"')
    await atCityHall.get(`/cases/${reference}`)
    expect(atCityHall.text).toContain('I cannot come, so I will check it by phone')
    expect((await atCityHall.post(`/cases/${reference}`, { step: 'cannot-come' })).status).toBe(303)
    const copy = (await tested.house.copies.show(counsel, reference))?.copy.id ?? ''
    // The lawyer who advised cannot come either.
    await tested.house.cases.take(counsel, reference, { what: 'cannot-come', copy })
    await director.get(`/cases/${reference}/check`)
    expect(director.text).toContain('The City’s lawyer noted here that they cannot come')
    const came = `2026-11-24T${local(new Date(tested.time.now), 0)}`
    const heard = { theirs: 'yes', counsel: 'Carl Lund', words: 'It may leave.', came, copy }
    expect((await director.post(`/cases/${reference}/check`, heard)).status).toBe(303)
    await director.get(`/cases/${reference}/check`)
    expect(director.text).toContain('Carl Lund checked this copy by phone.')
    // What is collected anew they check anew.
    await director.get(`/cases/${reference}/collect`)
    await director.post(`/cases/${reference}/collect`)
    await director.get(`/cases/${reference}/check`)
    expect(director.html).not.toContain('name="counsel"')
  }, 30_000)

  test('runs nothing in a spreadsheet, is saved again until it was handed over, by the person who decides', async () => {
    const reference = await checkedCase({ subjects: [person(0)], records: ['overdue.titles'] })
    await director.get(`/cases/${reference}/produce`)
    expect((await lawyer.post(`/cases/${reference}/produce`, { form: 'age', recipient: '' })).status).toBe(
      404,
    )
    const odd = await director.post(`/cases/${reference}/produce`, { form: 'age', recipient: 'age1odd' })
    expect([odd.status, director.text.includes('This is not a public key')]).toEqual([422, true])
    expect(director.html).toMatch(/<input[^>]*name="recipient"[^>]*value="age1odd"/)
    const { bytes, page, id, file } = await saved(reference)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="case-${reference}.zip.age"`)
    const files = await opened(bytes, { passphrase: passphraseOn(page) })
    expect(files.get('records-overdue-titles.csv')?.toString()).toContain("'=Quixotrope Tardier")
    expect(page).toContain(createHash('sha256').update(bytes).digest('hex'))
    // Beside it goes the proof that the register has this very file, once it was signed.
    await director.get(`/cases/${reference}/produce`)
    expect(director.html).toContain(`href="/cases/${reference}/produce/proof"`)
    expect((await director.get(`/cases/${reference}/produce/proof`)).status).toBe(303)
    await sign()
    const given = await (await director.get(`/cases/${reference}/produce/proof`)).text()
    const at = mkdtempSync(join(tmpdir(), 'carrel-package-'))
    const beside = (name: string, what: string | Buffer) => {
      writeFileSync(join(at, name), what)
      return join(at, name)
    }
    const verify = ['verify', beside('proof.txt', given), '--document']
    const held = await typedRegister(at, ...verify, beside('it.zip.age', bytes))
    expect([held.code, held.out]).toEqual([0, expect.stringMatching(/has the SHA-256 of the document/)])
    expect(held.out).toMatch(new RegExp(`marks +packaged[\\s\\S]*case +${reference}`))
    for (const patron of people) expect(held.out).not.toContain(patron)
    expect(
      (await typedRegister(at, ...verify, beside('other', Buffer.concat([bytes, Buffer.of(0)])))).code,
    ).toBe(1)
    rmSync(at, { recursive: true })
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).toContain('The case ends only then')
    // What left is handed over or destroyed, before the case takes any other way.
    expect(director.text).toContain('It will not be delivered')
    await director.get(`/cases/${reference}`)
    const gone = { words: 'The drive was wiped.' }
    expect((await director.post(`/cases/${reference}`, { step: 'withdrawn', ...gone })).status).toBe(422)
    expect(director.text).toContain('A saved file has left.')
    expect((await director.post(`/cases/${reference}`, { step: 'package-destroyed', ...gone })).status).toBe(
      303,
    )
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('noted that the saved file was destroyed')
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).not.toContain('Note the delivery')
    const again = await director.post(`/cases/${reference}/produce/file`, { package: id })
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true)
    await director.get(`/cases/${reference}/produce`)
    const path = `/cases/${reference}/produce/handed`
    const wrong = { to: '', receipt: '', came: '0001-01-01T10:00' }
    expect((await director.post(path, wrong)).status).toBe(422)
    expect(director.text).toMatch(/Type the recipient’s name Choose how it was delivered/)
    // What was typed stands in the form again, whatever was wrong with it.
    const typed = { to: 'Clerk Ondine', how: 'mail', receipt: 'B. Oslo "today"', came: '2027-01-01T10:00' }
    expect((await director.post(path, typed)).status).toBe(422)
    expect(director.html).toMatch(/<input[^>]*name="to"[^>]*value="Clerk Ondine"/)
    expect(director.html).toMatch(/<input[^>]*value="mail"[^>]*checked/)
    expect(director.html).toMatch(/<input[^>]*name="receipt"[^>]*value="B. Oslo &quot;today&quot;"/)
    expect(director.html).toMatch(/<input[^>]*name="came"[^>]*value="2027-01-01T10:00"/)
    expect((await lawyer.post(path, { to: 'x', how: 'mail' })).status).toBe(404)
    const early = { to: 'Deputy Vexillum', how: 'in-person', came: '2026-11-24T08:00' }
    expect([
      (await director.post(path, early)).status,
      director.text.includes('Save the file first'),
    ]).toEqual([...[422, true]])
    expect(director.html).toMatch(/<input[^>]*name="to"[^>]*value="Deputy Vexillum"/)
    // A paper came since: that is said, and nobody hands it over without having read so.
    await addPaper(tested.house.cases, counsel, reference)
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).toContain('a new paper came in')
    expect((await director.post(path, { ...early, came: '' })).status).toBe(422)
    expect((await director.post(path, { ...early, came: '', despite: 'yes' })).status).toBe(303)
    await director.get(`/cases/${reference}/produce`)
    expect(director.heading).toBe('The records were produced')
    expect(director.text).toContain('to Deputy Vexillum. In person, as a file locked with age.')
    const late = await director.post(`/cases/${reference}/produce/file`, { package: id })
    expect([late.status, director.text.includes('cannot be saved again')]).toEqual([422, true])
    expect((await director.post(`/cases/${reference}/produce`, { form: 'age', recipient: '' })).status).toBe(
      422,
    )
    await director.get(`/cases/${reference}/produce`)
    await director.post(`/cases/${reference}/produce/receipt`, { words: 'Deputy Vexillum, today' })
    // What counsel chose elsewhere the Director writes down at the case, with whose choice it was and how; not as their own.
    await director.get(`/cases/${reference}/produce`)
    expect(director.html).not.toContain('name="choice"')
    expect((await director.post(`/cases/${reference}/produce/notice`, { choice: 'not' })).status).toBe(422)
    expect(director.text).toContain('The City’s lawyer makes this choice.')
    await director.get(`/cases/${reference}`)
    const heard = { step: 'notice-chosen', choice: 'not', way: 'phone', counsel: 'Carl Lund' }
    expect((await director.post(`/cases/${reference}`, { ...heard, counsel: '' })).status).toBe(422)
    expect((await director.post(`/cases/${reference}`, heard)).status).toBe(303)
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('As Carl Lund chose by phone.')
    await lawyer.get(`/cases/${reference}/produce`)
    await lawyer.post(`/cases/${reference}/produce/notice`, { choice: 'wait', on: '2027-01-05' })
    const seen = await tested.house.cases.look(counsel, reference)
    expect(seen?.case).toMatchObject({
      outcome: 'released',
      receipt: true,
      notice: 'wait',
      noticeOn: '2027-01-05',
    })
    const copies = () => tested.house.ring.copies.ids().length
    const before = copies()
    await tested.house.copies.endDue()
    expect(copies()).toBe(before - 1)
  }, 30_000)
})

describe('the pages', () => {
  test('show what would leave and nothing else, to those who may know of the case alone', async () => {
    const scope = { subjects: [person(1)], records: ['overdue.titles'], ...september } as const
    const reference = await decidedCase(tested.house, scope)
    await director.get(`/cases/${reference}/collect`)
    await director.post(`/cases/${reference}/collect`)
    for (const [visitor, page] of [
      [director, 'collect'],
      [lawyer, 'check'],
    ] as const) {
      await visitor.get(`/cases/${reference}/${page}`)
      expect(visitor.text).toMatch(/Person 1 .*Zephyrandel Belated/)
      expect(visitor.text).toContain('Person 1 Zephyrandelfirst Zephyrandel 26110000000001')
      const besides = visitor.text.replaceAll(/Zephyrandel Belated|Zephyrandelfirst Zephyrandel /g, '')
      expect(besides).not.toMatch(/Zephyrandel|Quixotrope|Vortiginous|2611000000000[02]/)
    }
    // The copy is compared with the paper.
    expect(lawyer.html).toContain(`/cases/${reference}/paper/`)
    await director.get(`/cases/${reference}/check`)
    expect(director.text).toContain('You made this copy, so another person must check it.')
    const copy = sentBy(lawyer, 'copy')
    expect((await director.post(`/cases/${reference}/check`, { copy, theirs: 'yes' })).status).toBe(422)
    expect(director.text).toContain('You made this copy. Another person must check it.')
    const clerk = await at('desk')
    const statuses = await Promise.all(
      ['collect', 'check', 'produce', 'preserve'].map((page) => clerk.get(`/cases/${reference}/${page}`)),
    )
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await director.get('/cases/2222-2222-2222/collect')).status).toBe(404)
  })

  test('name whom the copy is of, and the person who checks says that the paper names them, or nothing leaves', async () => {
    const scope = { subjects: [person(2), person(0)], records: ['overdue'] } as const
    const reference = await decidedCase(tested.house, scope)
    await director.get(`/cases/${reference}/collect`)
    expect(director.text).toMatch(
      /Person 1 Vortiginousfirst Vortiginous .*Person 2 Quixotropefirst Quixotrope /,
    )
    // Whoever gets it has nothing but the order of the paper to tell them apart by.
    expect((await director.post(`/cases/${reference}/collect`)).status).toBe(422)
    expect(director.text).toContain('check the box if they are in its order')
    expect((await tested.house.cases.look(counsel, reference))?.case.production).toBeUndefined()
    await director.post(`/cases/${reference}/collect`, { listed: 'yes' })
    expect((await tested.house.cases.look(counsel, reference))?.case.production?.copy.asListed).toBe(true)
    await lawyer.get(`/cases/${reference}/check`)
    const copy = sentBy(lawyer, 'copy')
    expect((await lawyer.post(`/cases/${reference}/check`, { copy })).status).toBe(422)
    expect(lawyer.text).toContain('check the box if these are the people')
    expect((await tested.house.cases.look(counsel, reference))?.case.production?.stage).toBe('collected')
    const named = async (place: string) =>
      (await tested.house.caseSubjects.named({ ...counsel, place }, reference)).length
    expect([await named('office'), await named('public-area'), await named('elsewhere')]).toEqual([2, 0, 0])
  })

  test('keep a copy of what was typed, as long as the case names nothing, and end it', async () => {
    const reference = await receivedCase(tested.house)
    const path = `/cases/${reference}/preserve`
    await director.get(path)
    expect(director.html).toContain('value="90"')
    const wrong = { cards: '1\n99', records: ['', 'loans'], from: '2026-13-01', days: '0' }
    expect((await director.post(path, wrong)).status).toBe(422)
    expect(director.text).toMatch(/Type a date, such as .* Type a number of days from 1 to 730/)
    await director.post(path, { cards: '99', records: ['', 'loans'], days: '30' })
    expect(director.text).toContain('Card 99 cannot be looked up here.')
    const right = { cards: '26110000000001\r\n', records: ['', 'loans', 'overdue.titles'], days: '30' }
    expect((await director.post(path, right)).status).toBe(303)
    await director.get(path)
    // Or they would press again and keep two copies.
    expect(director.text).toMatch(/Saved at .* preserved a sealed copy until .*December 24/)
    expect(director.text).toContain('Ends automatically on December 24, 2026')
    expect(director.text).not.toMatch(/Zephyrandel/)
    // While the request stands only counsel ends it.
    expect((await director.post(`${path}/end`, { copy: sentBy(director, 'copy') })).status).toBe(422)
    const [kept = ''] = (await tested.house.cases.look(counsel, reference))?.case.preserved.keys() ?? []
    await tested.house.copies.end(counsel, reference, kept)
    await director.get(path)
    expect(director.text).toContain('There are no preserved copies.')
  })
})

describe('other systems that hold records', () => {
  const scope = { subjects: [], records: ['overdue', 'overdue.titles'], ...september } as const
  const listed = (name: string) => ({
    ...{ name, holds: 'loans', kept: 'one year', contract: 'with a vendor', searcher: 'the vendor' },
  })
  const idsOnPage = () =>
    [...director.html.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id]) => id)

  test('are listed by the Director; production waits for a line of each, and the certificate says exactly that', async () => {
    await director.get('/systems')
    expect(director.text).toContain('No other system is listed')
    expect((await director.post('/systems', { ...listed('E-books'), kept: '' })).status).toBe(422)
    expect(director.html).toContain('value="E-books"')
    await director.post('/systems', listed('E-books'))
    await director.post('/systems', listed('Cameras'))
    expect((await lawyer.get('/systems')).status).toBe(404)

    const reference = await checkedCase({ ...scope, subjects: [person(0)] })
    // What is listed later was not in use when these records were collected.
    await director.get('/systems')
    await director.post('/systems', listed('Sign-up sheets'))
    await sign()
    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('Note what was done in each other system')
    await director.get(`/cases/${reference}/produce`)
    expect(director.text).not.toContain('Sign-up sheets')
    expect([...director.html.matchAll(/Not noted yet/g)]).toHaveLength(2)
    expect((await director.post(`/cases/${reference}/produce`, { form: 'pdf', recipient: '' })).status).toBe(
      422,
    )
    expect(director.text).toContain('Note for each other system what was done in it.')
    const [cameras = '', books = ''] = [...director.html.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(
      ([, id]) => id,
    )
    const note = async (fields: Record<string, string>) => {
      await director.get(`/cases/${reference}/produce`)
      return director.post(`/cases/${reference}/produce/system`, {
        ...{ system: '', by: '', on: tested.time.today, words: '' },
        ...fields,
      })
    }
    expect((await note({ system: books, result: 'found', words: 'Two loans' })).status).toBe(422)
    expect(director.text).toContain('Type who searched it.')
    expect(director.html).toContain('Two loans')
    expect((await note({ system: books, result: 'not-searched' })).status).toBe(422)
    await note({ system: books, result: 'found', by: 'The vendor', words: 'Two loans, given apart' })
    await note({ system: cameras, result: 'not-searched', words: 'They keep one day.' })
    await director.get(`/cases/${reference}/produce`)
    const ready = await director.post(`/cases/${reference}/produce`, { form: 'paper', recipient: '' })
    expect(ready.status).toBe(303)
    await director.get(`/cases/${reference}/produce`)
    const id = sentBy(director, 'package')
    await director.post(`/cases/${reference}/produce/file`, { package: id })
    await director.get(`/cases/${reference}/produce`)
    const given = await director.post(`/cases/${reference}/produce/certificate`, { package: id })
    const pdf = Buffer.from(await given.arrayBuffer())
    if (folder) writeFileSync(join(folder, 'systems-certificate.pdf'), pdf)
    const certificate = textOfPdf(pdf).replace(/\s+/g, ' ')
    for (const said of ['Other systems of the library', 'E-books The vendor', 'Two loans, given apart'])
      expect(certificate).toContain(said)
    expect(certificate).toMatch(/Cameras not searched .*They keep one day\./)
    expect(certificate).toContain('Nothing else was searched.')
    expect(certificate).not.toMatch(/no other system|Sign-up sheets/)
  })

  test('a preservation has a line for each as well; a system that is no longer in use leaves the list, and no case', async () => {
    const reference = await receivedCase(tested.house, {})
    await director.get(`/cases/${reference}/preserve`)
    await director.post(`/cases/${reference}/preserve`, {
      ...{ cards: '26110000000000', records: 'loans', from: '', until: '', days: '30' },
    })
    await director.get(`/cases/${reference}/preserve`)
    expect([...director.html.matchAll(/Not noted yet/g)]).toHaveLength(3)
    const [first = ''] = [...director.html.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id]) => id)
    await director.post(`/cases/${reference}/preserve/system`, {
      ...{ system: first, result: 'nothing', by: 'A. Clerk', on: tested.time.today, words: '' },
    })
    await director.get('/systems')
    for (const id of idsOnPage()) await director.post('/systems/end', { id: id ?? '' })
    await director.get('/systems')
    expect(director.text).toContain('No other system is listed')
    await director.get(`/cases/${reference}/preserve`)
    expect([...director.html.matchAll(/Not noted yet/g)]).toHaveLength(2)
    expect(director.text).toContain('Searched by A. Clerk')
  })
})
