import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'

import { sealField, token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { marked } from '../../src/platform/crypto/row-mark.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { unhurried } from '../support/unhurried.ts'

// A program of its own, on the library of CARREL_HOME, that adds patrons, changes their names and looks each of them
// up through the gate, all the time, until it hears a line. It prints how often, and what it was told wrongly.
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home)
const ring = new KeyRing(home.keysDir)
const gate = new Gate({
  app: database.app,
  ring,
  pack: unhurried(loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))),
  names: new NameIndex(),
  clock: { now: () => new Date(), today: () => '2026-11-24' },
})
const surnames = new Map<string, string>()
const wrong: string[] = []
const counts = { added: 0, changed: 0, seen: 0 }

async function write(id: string, surname: string): Promise<void> {
  await inContext(database.app, { actor: 'test', place: 'test' }, async (trx) => {
    const name = sealField(ring, 'patron.name', id, { surname, firstName: 'Una' })
    if (surnames.has(id)) {
      await trx.updateTable('patron').set({ name }).where('id', '=', id).execute()
      return
    }
    const cardId = randomUUID()
    await trx.insertInto('patron').values({ id, name }).execute()
    await trx
      .insertInto('card')
      .values(
        marked(ring, 'card', {
          id: cardId,
          patron_id: id,
          barcode: sealField(ring, 'card.barcode', cardId, surname),
          barcode_index: token(ring, 'card.barcode', surname),
          state: 'active' as const,
          kept: false,
        }),
      )
      .execute()
  })
  surnames.set(id, surname)
}

async function look(id: string): Promise<void> {
  const actor = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
  const { told } = await gate.view({ actor, patron: { id }, basis: 'in-hand' })
  const surname = told[0]?.opened.identity?.surname
  if (surname !== surnames.get(id)) wrong.push(`${id} is ${surname} and should be ${surnames.get(id)}`)
}

let over = false
// Its input also ends when the test that started it is killed: it must not go on alone.
const input = createInterface({ input: process.stdin })
for (const event of ['line', 'close']) input.once(event, () => (over = true))
console.log('ready')
while (!over) {
  try {
    const id = randomUUID()
    await write(id, `Canary ${counts.added++}`)
    const known = [...surnames.keys()]
    const other = known[Math.floor(Math.random() * known.length)] ?? id
    await write(other, `Changed ${counts.changed++}`)
    for (const one of [id, other]) await look(one)
    counts.seen += 2
  } catch (error) {
    wrong.push(String(error))
  }
}
console.log(JSON.stringify({ ...counts, wrong, surnames: [...surnames] }))
await database.close()
