import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { textOfPdf } from '../../../tests/support/pdf-text.ts'
import { searchInventoryPdf } from '../../cases/documents-pdf.ts'
import { letterPdf } from './letter.ts'
import { type TypesetLimits, Typesetter } from './typesetter.ts'

const letter = (name: string) =>
  letterPdf({
    library: 'Library',
    from: ['Minden'],
    reach: [],
    language: 'en',
    title: 'Letter',
    on: 'November 24, 2026',
    to: [name, '1 Sod House Road'],
    parts: [{ text: `Dear ${name}` }],
    footer: 'Reference',
  })

/** Characters of which most computers here have no glyph: as many as a form can send. */
const rare = Array.from({ length: 9600 }, (_, nth) => String.fromCodePoint(0x4e00 + nth)).join('')

describe('no character keeps a page from being set', () => {
  const each = {
    Korean: '김',
    Karen: 'ကညီ',
    Amharic: 'አማ',
    Thai: 'ไทย',
    control: 'a\u0001\u0085b',
    noncharacter: 'a\uffff\u{1fffe}b',
    half: 'a\ud800b',
    unassigned: '\u0378',
    alone: '\u1031\u0301',
  }
  test.each(Object.entries(each))('%s', async (_of, name) => {
    const pdf = await letter(name)
    expect(pdf.toString('latin1')).toContain('pdfuaid:part')
    expect(textOfPdf(pdf)).toContain('1 Sod House Road')
  })

  test('and what can be read stays as it is next to one that cannot', async () => {
    const text = textOfPdf(await letter('Zoë Łuczak Ωμέγα Жук 김 ကညီ “O’Neill”\tJr\u0007.'))
    expect(text).toMatch(/Zoë Łuczak Ωμέγα Жук [□?] [□?]{2,3} “O’Neill” Jr\./)
    expect(text).not.toContain('김')
  })

  test('nor do as many as a form can send, and other work goes on meanwhile', async () => {
    let turns = 0
    const counting = setInterval(() => turns++, 5)
    onTestFinished(() => clearInterval(counting))
    const pdf = await letter(rare)
    expect(turns).toBeGreaterThan(0)
    expect(textOfPdf(pdf)).toMatch(/Dear\s[□?]/)
  })
})

describe('another process typesets', () => {
  const small = { source: '#set document(title: "t")\n#sys.inputs.at("page")', page: '"Minden"' }
  /** It goes on until it is ended. */
  const endless = {
    ...small,
    source: `${small.source}\n#{ for a in range(100000) { for b in range(100000) { [] } } }`,
  }
  const hungry = { ...small, source: `${small.source}\n#for n in range(90000) [#box[#str(n)] ]` }
  const typesetter = (limits: Partial<TypesetLimits> = {}) => {
    const one = new Typesetter({ idleMs: 500, ...limits })
    onTestFinished(() => vi.waitFor(() => expect(isThere(one.pid)).toBe(false), { timeout: 20_000 }))
    return one
  }

  test('and this one never loads the typesetter', async () => {
    await letter('Minden')
    const { sharedObjects } = process.report.getReport() as { sharedObjects: string[] }
    expect(
      sharedObjects.filter((path) => path.includes('argon2') || path.includes('typst')),
    ).not.toContainEqual(expect.stringContaining('typst'))
  })

  test('is killed where a document takes too long, and the next one is set', async () => {
    const one = typesetter({ documentMs: 3000 })
    await one.set(small)
    const first = one.pid
    const waits = one.set(endless)
    await expect(waits).rejects.toMatchObject({ name: 'TypesetError', code: 'document-not-in-time' })
    await vi.waitFor(() => expect(isThere(first)).toBe(false))
    expect((await one.set(small)).subarray(0, 5).toString()).toBe('%PDF-')
    expect(one.pid).not.toBe(first)
  })

  test('ends in the middle of a document that takes too much memory, and the next one is set', async () => {
    const one = typesetter({ mostMib: 300 })
    await one.set(small)
    const first = one.pid
    await expect(one.set(hungry)).rejects.toMatchObject({ name: 'TypesetError', code: 'document-too-big' })
    expect(isThere(first)).toBe(false)
    expect((await one.set(small)).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('gives way to a new one after so many documents, and ends when no one prints', async () => {
    const one = typesetter({ recycleAfter: 2, idleMs: 200 })
    const pids: unknown[] = []
    for (let nth = 0; nth < 3; nth++) {
      await one.set(small)
      pids.push(one.pid)
    }
    expect(pids[0]).toBeTypeOf('number')
    expect(pids[1]).toBeUndefined()
    expect(pids[2]).not.toBe(pids[0])
    await vi.waitFor(() => expect(isThere(pids[2] as number)).toBe(false), { timeout: 20_000 })
  })

  test('gives way to a new one after a document that left it large', async () => {
    const one = typesetter({ recycleMib: 1 })
    await one.set(small)
    expect(one.pid).toBeUndefined()
    await one.set(small)
  })

  test('those who come at once each get their own page', async () => {
    const one = typesetter()
    const pages = ['Axtell', 'Minden', 'Hildreth'].map((page) =>
      one.set({ ...small, page: JSON.stringify(page) }),
    )
    expect((await Promise.all(pages)).map((pdf) => textOfPdf(pdf).match(/[A-Z][a-z]+/)?.[0])).toEqual([
      ...['Axtell', 'Minden', 'Hildreth'],
    ])
  })

  test('a short page waits for one long one at most, however many there are', async () => {
    const one = typesetter()
    await one.set(small)
    const done: string[] = []
    const longPage = JSON.stringify('x'.repeat(20_000))
    const long = Array.from({ length: 5 }, () =>
      one.set({ ...small, page: longPage }).then(() => done.push('long')),
    )
    const short = one.set(small).then(() => done.push('short'))
    await Promise.all([...long, short])
    expect(done).toHaveLength(6)
    expect(done.indexOf('short')).toBeLessThan(2)
  })

  test('says of a document at which it runs out of its stack that it is too big, and sets the next one', async () => {
    await expect(letter('\u2060'.repeat(60_000))).rejects.toMatchObject({ code: 'document-too-big' })
    expect((await letter('Minden')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test.runIf(existsSync('/proc/self/environ'))(
    'and is given no secret where others can read it',
    async () => {
      vi.stubEnv('DATABASE_URL', 'postgres://app:Vzqumildox@127.0.0.1/carrel')
      vi.stubEnv('CARREL_SMTP_URL', 'smtp://carrel:Vzqumildox@127.0.0.1')
      onTestFinished(() => void vi.unstubAllEnvs())
      const one = typesetter()
      await one.set({ ...small, page: '"Vzqumildox"' })
      for (const file of ['environ', 'cmdline'])
        expect(readFileSync(`/proc/${one.pid}/${file}`, 'utf8')).not.toContain('Vzqumildox')
    },
  )

  test('ends with its parent, in the middle of a document too', async () => {
    const script = `
      import { Typesetter } from ${JSON.stringify(resolve('src/platform/pdf/typesetter.ts'))}
      const one = new Typesetter()
      await one.set(${JSON.stringify(small)})
      process.stdout.write(one.pid + '\\n')
      await one.set(${JSON.stringify(endless)})`
    const parent = spawn(
      process.execPath,
      ['--import', resolve('bin/from-source.js'), '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const [said] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(said.toString())
    await new Promise((settle) => setTimeout(settle, 500))
    expect(isThere(pid)).toBe(true)
    parent.kill('SIGKILL')
    await vi.waitFor(() => expect(isThere(pid)).toBe(false), { timeout: 20_000 })
  })
})

test('a document is refused before it is set where it is too long, by the field that is', async () => {
  const inventory = searchInventoryPdf({
    library: 'L',
    from: [],
    reach: [],
    language: 'en',
    drill: '',
    title: 'T',
    says: 'S',
    facts: [],
    head: ['a', 'b'],
    none: 'n',
    rows: Array.from({ length: 2000 }, () => ['1', 'x'.repeat(300)]),
    struck: { title: 's', rows: [] },
    receipt: { title: 'r', says: 's', signs: [], library: 'l' },
    register: { title: 'r', says: 's', pin: [] },
    footer: 'f',
  })
  await expect(inventory).rejects.toMatchObject({ code: 'document-too-long', field: 'rows' })
})

function isThere(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}
