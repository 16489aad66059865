import { describe, expect, test } from 'vitest'
import { coverageText, faultsOf, interpretationsOf, interpretationsText } from '../../src/policy/explain.ts'
import { loadPack, type PackFiles } from '../../src/policy/pack.ts'
import { PackError } from '../../src/policy/source-text.ts'
import { jensen, jensenFiles, jensenInEnglish } from './jensen-pack.ts'

/** The pack with one file changed. */
function changed(file: string, change: (text: string) => string): PackFiles {
  const text = jensenFiles.get(file) ?? ''
  expect(change(text)).not.toBe(text)
  return new Map([...jensenFiles, [file, change(text)]])
}

function refusal(files: PackFiles): string {
  try {
    loadPack(files)
  } catch (error) {
    if (error instanceof PackError) return error.message
    throw error
  }
  return 'loaded'
}

describe('the page as adopted, the clauses that are shown, and the text above the rules are one', () => {
  const faults = (files: PackFiles) => faultsOf(loadPack(files), files)

  test('a clause that the adopted page does not have is a fault', () => {
    const files = changed('adopted.txt', (text) => text.replace('without an order', 'with an order'))
    expect(faults(files)).toContain(
      'adopted.txt does not have the clause Guideline word for word, after the clause before it.',
    )
  })

  test('what the adopted page says and no clause has is a fault', () => {
    const files = changed('adopted.txt', (text) =>
      text.replace('MGT-1 (CONT.)', 'Staff may tell the police.'),
    )
    expect(faults(files)).toEqual([
      'adopted.txt has words that policy.md leaves out: "Staff may tell the police."',
    ])
  })

  test.each([
    [
      'MGT-1 (CONT.)',
      'Staff may tell police',
      'has words that policy.md leaves out: "Staff may tell police"',
    ],
    [
      'Approved: 07/11/2012',
      'Approved: 07/11/2022',
      'has the day 2022-07-11; pack.yaml has 2012-07-11 and 2015-06-09: "Approved: 07/11/2022"',
    ],
    [
      'Approved: 07/11/2012',
      'Amended 06/09/2015: police may see all',
      'has words that policy.md leaves out: "Amended 06/09/2015: police may see all"',
    ],
  ])('a line of the adopted page is its title, a heading or its days: %s is not %s', (was, is, fault) => {
    const files = changed('adopted.txt', (text) => text.replace(was, is))
    expect(faults(files)).toEqual([`adopted.txt ${fault}`])
  })

  test('who approved it may be named with the day', () => {
    const files = changed('adopted.txt', (text) =>
      text.replace('Approved:', 'Approved by the Board of Trustees:'),
    )
    expect(faults(files)).toEqual([])
  })

  test('clauses in another order than adopted, and a pack without its page, are faults', () => {
    const files = changed(
      'adopted.txt',
      (text) => `${text.split('Regulations')[1]}${text.split('Regulations')[0]}`,
    )
    expect(faults(files)).toContainEqual(expect.stringContaining('adopted.txt does not have the clause'))
    const without = new Map([...jensenFiles].filter(([file]) => file !== 'adopted.txt'))
    expect(faults(without)).toEqual([
      'The pack lacks adopted.txt: the page as it was adopted, word for word.',
    ])
  })
})

test.each([
  ['nested 100 deep', `${'('.repeat(100)}true${')'.repeat(100)}`],
  ['2000 conditions long', `${'context.owes && '.repeat(2000)}true`],
  ['a chain of 3000 names', `context${'.a'.repeat(3000)} == 1`],
])('a rule that is %s is refused, and leaves Cedar able to read the adopted version', (_, when) => {
  const head = '@id("x") @clause("Reg 3") @reason("x") permit (principal, action == Action::"tell", resource)'
  const files = new Map([...jensenFiles, ['rules/deep.cedar', `${head} when { ${when} };`]])
  expect(refusal(files)).toBe('rules/deep.cedar:1: this rule is too long or too deep')
  expect(refusal(jensenFiles)).toBe('loaded')
})

test('a pack whose library is never open does not load', () => {
  const closed = 'weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]'
  const files = changed('pack.yaml', (text) => text.replace('weekdays: [saturday, sunday]', closed))
  expect(refusal(files)).toBe('pack.yaml: cases.closed.weekdays: leave no day on which the library is open')
})

test('a pack of a format that this program does not run says so; without a number it is the first', () => {
  const format = (text: string) => changed('pack.yaml', (all) => all.replace('format: 2\n', text))
  expect(refusal(format('format: 3\n'))).toBe(
    'pack.yaml: format: this program runs packs of format 1 to 2, and not 3',
  )
  expect(loadPack(format('')).manifest.format).toBe(1)
})

describe('the pack is whole', () => {
  test('the words for the private rooms name each of them, in each language, so that no one is sent past one', () => {
    const said = changed('pack.yaml', (text) =>
      text.replace('rooms: the Office or the Crane Room', 'rooms: the Office'),
    )
    expect(refusal(said)).toBe('pack.yaml: words.rooms: add Crane Room, which is in places.private-rooms')
    const unsaid = changed('es.yaml', (text) => text.replace('la Oficina o la Sala Crane', 'la Oficina'))
    expect(() => loadPack(unsaid).in('es')).toThrow(
      'es.yaml: words.rooms: add Sala Crane, which is in places.private-rooms',
    )
  })

  test('every clause has a rule, a screen and a scenario, every rule a clause, and every scenario holds', () => {
    expect(faultsOf(jensen, jensenFiles)).toEqual([])
  })

  test('COVERAGE.md is what the pack says now', () => {
    expect(jensenFiles.get('COVERAGE.md')).toBe(coverageText(jensen))
  })

  test('a clause without a screen is a fault', () => {
    const files = changed('pack.yaml', (text) => text.replaceAll('Definition, ', ''))
    expect(faultsOf(loadPack(files), files)).toContain('The clause Definition is served by no screen.')
  })

  test('a clause without a rule is a fault', () => {
    const files = new Map([...jensenInEnglish].filter(([file]) => file !== 'rules/definition.cedar'))
    expect(faultsOf(loadPack(files), files)).toContain('The clause Definition has no rule.')
  })

  test('a clause without a scenario is a fault', () => {
    const files = new Map([...jensenFiles].filter(([file]) => file !== 'scenarios/definition.yaml'))
    expect(faultsOf(loadPack(files), files)).toContain('The clause Definition has no scenario.')
  })

  test('a clause that is not quoted above its rules is a fault', () => {
    const files = changed('rules/reg-4.cedar', (text) => text.replace('phone in a', 'phone in some'))
    expect(faultsOf(loadPack(files), files)).toEqual([
      'No file of rules begins with the clause Reg 4 and its text, word for word.',
    ])
  })

  test('a scenario that does not hold is a fault that says what differs', () => {
    const files = changed('scenarios/reg-8.yaml', (text) =>
      text.replace('outcome: release', 'outcome: refuse'),
    )
    expect(faultsOf(loadPack(files), files)).toEqual([
      expect.stringContaining('does not hold: outcome: "release" instead of "refuse"'),
    ])
  })
})

describe('what a pack calls its clauses', () => {
  test('is their heading in the language of the policy, and another word in a translation', () => {
    expect(jensen.words['findings-clause']).toBe('Regulation 1')
    expect(jensen.in('es').words['decision-clause']).toBe('la Regulación 7')
    const renamed = changed('policy.md', (text) =>
      text.replace('## Reg 7: Regulation 7', '## Reg 7: Of problems'),
    )
    expect(loadPack(renamed).words['decision-clause']).toBe('Of problems')
  })

  test('is asked for where the library works cases, and must be a clause of the policy', () => {
    const without = changed('pack.yaml', (text) => text.replace('  decision: Reg 7\n', ''))
    expect(refusal(without)).toContain('clauses.decision: missing')
    const unknown = changed('pack.yaml', (text) =>
      text.replace('  findings: Reg 1\n', '  findings: Reg 99\n'),
    )
    expect(refusal(unknown)).toContain('clauses.findings: the policy has no clause Reg 99')
  })
})

test('no opinion of counsel is adopted here; one has a day, who gave it and the vote, or the pack refuses to start', () => {
  expect(jensen.manifest['standing-opinion']).toBeUndefined()
  const adopted = (opinion: string) =>
    refusal(changed('pack.yaml', (text) => `${text}\nstanding-opinion: ${opinion}\n`))
  expect(adopted('{ on: 2027-01-12, by: L. Brief, citation: Board vote }')).toBe('loaded')
  expect(adopted('{ on: 2027-01-12, by: L. Brief }')).toContain('standing-opinion')
  expect(adopted('{ on: soon, by: L. Brief, citation: Board vote }')).toContain('standing-opinion')
})

describe('an invalid pack refuses to start, and says where', () => {
  test('a word that the schema does not know names the file and line', () => {
    const files = changed('rules/reg-8.cedar', (text) => text.replace('Basis::"none" };', 'Basis::"nine" };'))
    expect(refusal(files)).toMatch(/^rules\/reg-8\.cedar:\d+: .*nine/)
  })

  test('text that is no Cedar names the file and line', () => {
    const files = changed('rules/definition.cedar', (text) => text.replace('forbid (', 'forbid (('))
    expect(refusal(files)).toMatch(/^rules\/definition\.cedar:\d+: /)
  })

  test('an expression that the compiler does not know names the file, the line and the expression', () => {
    const files = changed('rules/definition.cedar', (text) =>
      text.replace('resource);', 'resource)\nwhen { principal is Recipient };'),
    )
    expect(refusal(files)).toMatch(/^rules\/definition\.cedar:\d+: .*"is"/)
  })

  test('a rule without a clause, without a name, or citing a clause that the policy has not', () => {
    const cut = (line: string) => changed('rules/definition.cedar', (text) => text.replace(line, ''))
    expect(refusal(cut('@clause("Definition")\n'))).toMatch(/definition\.cedar:\d+: .*cites no @clause/)
    expect(refusal(cut('@id("no-purpose-is-asked-for")\n'))).toMatch(/definition\.cedar:\d+: .*no @id/)
    const files = changed('rules/definition.cedar', (text) =>
      text.replace('@clause("Definition")', '@clause("Reg 9")'),
    )
    expect(refusal(files)).toMatch(/definition\.cedar:\d+: .*cites Reg 9/)
  })

  test('an annotation that nothing reads', () => {
    const files = changed('rules/definition.cedar', (text) =>
      text.replace('@reason', '@because("x")\n@reason'),
    )
    expect(refusal(files)).toMatch(/@because/)
  })

  test('a word in braces that the pack lacks', () => {
    const files = changed('rules/statement.cedar', (text) => text.replaceAll('{library}', '{libary}'))
    expect(refusal(files)).toMatch(/statement\.cedar:\d+: .*\{libary\}/)
  })

  test('a schema that knows less than an ask can say', () => {
    const files = changed('schema.cedarschema', (text) => text.replace('"text", ', ''))
    expect(refusal(files)).not.toBe('loaded')
  })

  test('a schema that forgets a fact', () => {
    const files = changed('schema.cedarschema', (text) =>
      text.replace('emergencyClaimed: Bool', 'hurried: Bool'),
    )
    expect(refusal(files)).not.toBe('loaded')
  })

  test('rules that leave a person without an answer', () => {
    const files = changed('rules/guideline.cedar', (text) => text.replace('@otherwise\n', ''))
    expect(refusal(files)).toMatch(/no @otherwise rule refuses existence to justice-agency/)
  })

  test('a missing file, a wrong date, a key that nothing reads', () => {
    expect(refusal(new Map([...jensenFiles].filter(([file]) => file !== 'policy.md')))).toMatch(
      /^policy\.md: /,
    )
    expect(refusal(changed('pack.yaml', (text) => text.replace('2015-06-09', '2015-06-31')))).toMatch(
      /reviewed/,
    )
    expect(refusal(changed('pack.yaml', (text) => `${text}\ncolour: red\n`))).toMatch(/pack\.yaml: .*colour/)
  })
})

describe('the readings', () => {
  test('every interpretation is printed once, numbered, under its clause', () => {
    const all = interpretationsOf(jensen).flatMap(({ readings }) => readings)
    expect(all.length).toBe(jensen.rules.flatMap(({ readings }) => readings).length)
    const written = [...jensenFiles].filter(([file]) => file.startsWith('rules/'))
    expect(all.length).toBe(written.flatMap(([, text]) => text.match(/^\/\/ Reading:/gm) ?? []).length)
    const printed = interpretationsText(jensen)
    expect(printed.match(/\[ \] Adopt {3}\[ \] Strike/g)?.length).toBe(all.length)
  })

  test('they speak in the library’s own words', () => {
    expect(interpretationsText(jensen)).toContain('customer')
    expect(interpretationsText(jensen)).not.toMatch(/[{}]/)
  })
})

test('the hash changes with any letter of any file', () => {
  const files = changed('policy.md', (text) => text.replace('customer', 'Customer'))
  expect(loadPack(files).hash).not.toBe(jensen.hash)
  expect(loadPack(jensenFiles).hash).toBe(jensen.hash)
})
