import { describe, expect, test } from 'vitest'
import { letterPdf } from '../../src/kits/letter.ts'
import { readsPdf, textOfPdf } from '../support/pdf-text.ts'

const letter = (name: string) =>
  letterPdf({
    ...{ library: 'Library', from: ['Minden'], language: 'en', title: 'Letter', on: 'November 24, 2026' },
    ...{ to: [name, '1 Sod House Road'], parts: [{ text: `Dear ${name}` }], footer: 'Reference' },
  })

describe('no character keeps a page from being set', () => {
  const each = {
    ...{ Korean: '김', Karen: 'ကညီ', Amharic: 'አማ', Thai: 'ไทย', control: 'a\u0001\u0085b' },
    ...{ noncharacter: 'a\uffff\u{1fffe}b', half: 'a\ud800b', unassigned: '\u0378', alone: '\u1031\u0301' },
  }
  test.each(Object.entries(each))('%s', (_of, name) => {
    const pdf = letter(name)
    expect(pdf.toString('latin1')).toContain('pdfuaid:part')
    if (readsPdf) expect(textOfPdf(pdf)).toContain('1 Sod House Road')
  })

  test.runIf(readsPdf)('and what can be read stays as it is beside one that cannot', () => {
    const text = textOfPdf(letter('Zoë Łuczak Ωμέγα Жук 김 “O’Neill”\tJr\u0007.'))
    expect(text).toMatch(/Zoë Łuczak Ωμέγα Жук [□?] “O’Neill” Jr\./)
    expect(text).not.toContain('김')
  })
})
