import { randomUUID } from 'node:crypto'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSealedProof } from '../../src/sealed/proof.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse, saidOn, tickOf } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
let counsel: Visitor
beforeAll(async () => {
  ;({ tested, house, clerk, director, counsel } = await SealedHouse.start())
})
afterAll(() => tested?.close())

async function proofIn(response: Response, secret: string) {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
  const decrypter = new Decrypter()
  decrypter.addPassphrase(secret)
  return readSealedProof(await decrypter.decrypt(new Uint8Array(await response.arrayBuffer())))
}

describe('proofs that are asked for on a page', () => {
  test('that the free places of a side are empty, once a tick has come, and for no one else', async () => {
    await house.open(director)
    await director.get('/sealed/evidence')
    const { said } = saidOn(director)
    expect((await director.post('/sealed/proof', { side: 'director', said })).status).toBe(422)
    expect(director.text).toContain('The audit log signs within a minute')
    await tickOf(tested)
    await director.get('/sealed/evidence')
    const { passphrase } = saidOn(director)
    const proof = await proofIn(await director.post('/sealed/proof', { side: 'director', said }), passphrase)
    expect(proof).toMatchObject({ kind: 'empty' })
    expect(proof.kind === 'empty' && proof.cells.map(({ cell }) => cell)).toEqual([1, 2, 3, 4, 5, 6])
    await house.open(clerk)
    expect((await clerk.post('/sealed/proof', { side: 'director', said })).status).toBe(404)
  })

  test('of all of a matter, and of one entry alone', async () => {
    const reference = await house.takenIn({ clerk, director, counsel })
    await tickOf(tested)
    await director.get('/sealed/evidence')
    const { log } = await house.opened(director).read(reference)
    expect(director.html).toContain(`<option value="${log.length - 1}">`)
    const asked = async (entry: string) => {
      await director.get('/sealed/evidence')
      const { passphrase, said } = saidOn(director, '/sealed/matter/proof')
      return proofIn(await director.post('/sealed/matter/proof', { reference, entry, said }), passphrase)
    }
    expect(await asked('')).toMatchObject({ kind: 'compartment', entries: log })
    const one = await asked('1')
    expect(one).toMatchObject({ kind: 'entry', index: 1, entry: log[1] })
    expect(JSON.stringify(one)).not.toContain(log[0]?.id)
    // What was chosen stands there still where the page comes again: a second press gives no more than the first would have.
    await director.get('/sealed/evidence')
    await director.post('/sealed/matter/proof', { reference, entry: '1', said: randomUUID() })
    expect(director.html).toMatch(/<option value="1" selected/)
    await director.get('/sealed/evidence')
    const beyond = { reference, entry: '9999999', said: saidOn(director, '/sealed/matter/proof').said }
    expect((await director.post('/sealed/matter/proof', beyond)).status).toBe(404)
  })
})
