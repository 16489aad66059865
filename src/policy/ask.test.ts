import { describe, expect, test } from 'vitest'
import { readAsks } from './ask.ts'
import { MalformedAskError } from './source-text.ts'

const rooms = { privateRooms: ['office', 'crane-room'] }
const read = (text: string) => readAsks(text, '2026-11-24', rooms)

function refusal(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof MalformedAskError) return error.path
    throw error
  }
  return 'read'
}

const plain = 'recipient: {kind: public}\nrecords: [loans]\n'

describe('what is left out', () => {
  test('lists are empty, truths false, the day is today, the relation none, in person, elsewhere', () => {
    expect(read(plain)).toEqual({
      stream: false,
      asks: [
        {
          on: '2026-11-24',
          recipient: { kind: 'public', relation: 'none', liable: false, verified: [] },
          subject: { married: false, emancipated: false, liabilities: [] },
          records: ['loans'],
          channel: 'in-person',
          place: 'elsewhere',
          done: [],
          emergencyClaimed: false,
        },
      ],
    })
  })
})

describe('one ask, a stream or an array', () => {
  test.each([
    ['one YAML document', plain, false, 1],
    ['one document between marks', `---\n${plain}...\n`, false, 1],
    ['a YAML stream', `${plain}---\n${plain}`, true, 2],
    ['a list in YAML', '- recipient: {kind: public}\n  records: [loans]\n', true, 1],
    ['one ask in JSON', '{"recipient":{"kind":"public"},"records":["loans"]}', false, 1],
    ['a JSON array', '[{"recipient":{"kind":"public"},"records":["loans"]}]', true, 1],
    [
      'JSON indented by tabs',
      '{\n\t"recipient": {\n\t\t"kind": "public"\n\t},\n\t"records": ["loans"]\n}',
      false,
      1,
    ],
    ['an empty array', '[]', true, 0],
    ['a byte order mark and CRLF', `\ufeff${plain.replaceAll('\n', '\r\n')}`, false, 1],
    [
      'a JSON array after a byte order mark',
      '\ufeff[{"recipient":{"kind":"public"},"records":["loans"]}]',
      true,
      1,
    ],
    [
      'an alias to a list',
      `recipient: {kind: public}\nrecords: &r [loans]\ninstrument: {kind: subpoena, scope: *r}`,
      false,
      1,
    ],
  ])('%s', (_, text, stream, count) => {
    const result = read(text)
    expect({ stream: result.stream, count: result.asks.length }).toEqual({ stream, count })
  })

  test('a long list in YAML is no bomb', () => {
    expect(read('- recipient: {kind: public}\n  records: [loans]\n'.repeat(2_000)).asks.length).toBe(2_000)
  })
})

describe('a malformed ask is refused by the path of its field', () => {
  const json = (ask: string) => `[{"recipient":{"kind":"public"},"records":["loans"]},${ask}]`
  test.each([
    ['an unknown key', `${plain}colour: red`, 'colour'],
    ['an unknown key inside', 'recipient: {kind: public, colour: red}\nrecords: [loans]', 'recipient.colour'],
    ['an unknown value', 'recipient: {kind: king}\nrecords: [loans]', 'recipient.kind'],
    ['an unknown record', 'recipient: {kind: public}\nrecords: [loans, lions]', 'records[1]'],
    ['a missing recipient', 'records: [loans]', 'recipient.kind'],
    ['a missing recipient of the second', json('{"records":["loans"]}'), '[1].recipient.kind'],
    ['a missing kind', 'recipient: {}\nrecords: [loans]', 'recipient.kind'],
    ['missing records', 'recipient: {kind: public}', 'records'],
    ['no records', 'recipient: {kind: public}\nrecords: []', 'records'],
    ['staff without a role', 'recipient: {kind: staff}\nrecords: [loans]', 'recipient.role'],
    ['null', `${plain}subject:`, 'subject'],
    ['null inside', `${plain}subject: {born: ~}`, 'subject.born'],
    ['a wrong type', 'recipient: {kind: public}\nrecords: loans', 'records'],
    ['a truth that is text', `${plain}emergency-claimed: yes`, 'emergency-claimed'],
    ['a truth that is a number', `${plain}emergency-claimed: 1`, 'emergency-claimed'],
    ['a date that is a number', `${plain}on: 2026`, 'on'],
    ['an impossible date', `${plain}on: 2026-02-30`, 'on'],
    ['a date with a time', `${plain}on: 2026-11-24T10:00:00Z`, 'on'],
    ['born after the day', `${plain}subject: {born: 2026-11-25}`, 'subject.born'],
    ['born after a day given', `${plain}on: 2015-01-01\nsubject: {born: 2015-01-02}`, 'subject.born'],
    [
      'put on file after the day',
      'recipient: {kind: guardian, added: 2026-11-25}\nrecords: [loans]',
      'recipient.added',
    ],
    [
      'a relation shown by word alone',
      'recipient: {kind: guardian, relation-shown: known-to-staff}\nrecords: [loans]',
      'recipient.relation-shown',
    ],
    ['an instrument without a kind', `${plain}instrument: {scope: [loans]}`, 'instrument.kind'],
    ['an empty instrument', `${plain}instrument: {}`, 'instrument.kind'],
    ['a place that the pack has not', `${plain}place: garden`, 'place'],
    [
      'an unknown finding',
      `${plain}instrument: {kind: subpoena, findings: [guilt]}`,
      'instrument.findings[0]',
    ],
    ['a key given twice', `${plain}channel: text\nchannel: text`, 'channel'],
    [
      'a key given twice in a stream',
      `${plain}---\nrecipient: {kind: public, kind: vendor}\nrecords: [loans]`,
      '[1].recipient.kind',
    ],
    [
      'a key given twice in JSON',
      json('{"recipient":{"kind":"public","kind":"staff"},"records":["loans"]}'),
      '[1].recipient.kind',
    ],
    [
      'a key given twice in JSON, once escaped',
      json('{"records":["loans"],"rec\\u006frds":["loans"]}'),
      '[1].records',
    ],
    [
      'a field of the third',
      json(
        '{"recipient":{"kind":"public"},"records":["loans"]},{"recipient":{"kind":"public"},"records":["loans"],"instrument":{"kind":"x"}}',
      ),
      '[2].instrument.kind',
    ],
    ['an empty document in a stream', `${plain}---\n`, '[1]'],
    ['a list in a stream', `${plain}---\n- 1\n`, '[1]'],
    ['a list in a list', '[[]]', '[0]'],
    ['text', '"loans"', ''],
    ['null alone', 'null', ''],
    ['nothing', '', ''],
    ['a comment', '# nothing\n', ''],
    ['no YAML', 'recipient: {kind: public\nrecords: [', ''],
    ['a merge key', `recipient: &r {kind: public}\nrecords: [loans]\nsubject: {<<: *r}`, 'subject.<<'],
    ['__proto__', `${plain}__proto__: {recipient: 1}`, '__proto__'],
    ['__proto__ in JSON', '{"recipient":{"kind":"public"},"records":["loans"],"__proto__":{}}', '__proto__'],
    ['constructor', `${plain}constructor: 1`, 'constructor'],
    ['a key that is no word', `${plain}1: x`, ''],
    ['a tag', 'recipient: {kind: public}\nrecords: !!set {loans}', ''],
    ['YAML 1.1, where yes were true', `%YAML 1.1\n---\n${plain}emergency-claimed: yes`, 'emergency-claimed'],
  ])('%s', (_, text, path) => {
    expect(refusal(text)).toBe(path)
  })
})

describe('hostile text', () => {
  test('aliases of aliases are refused long before they fill the memory', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`,
    )
    expect(refusal(`l0: &l0 [loans]\n${levels.join('\n')}\n`)).not.toBe('read')
  })

  test('a list that holds itself is refused', () => {
    expect(refusal('recipient: {kind: public}\nrecords: &a [*a]')).toMatch(/^records/)
  })

  test('deep nesting is refused, in YAML and in JSON', () => {
    expect(refusal(`a: ${'['.repeat(30_000)}`)).toBe('')
    expect(refusal(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).not.toBe('read')
  })
})
