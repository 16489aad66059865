/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { isWrong } from '../../contact/phone-number.ts'
import type { Opened, OpenedFact } from '../../disclosure/opened.ts'
import { callsWords } from '../words/calls.ts'
import { recordsWords } from '../words/records.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'
import { Heading, type Level } from './heading.tsx'
import { Table } from './table.tsx'

type RecordViewProps = {
  readonly speaker: Speaker
  readonly opened: Opened /** Of its headings. */
  readonly level: Level
}

/** One record as far as it may be told; what may not be told is not there, not even its heading. */
export const RecordView = ({ speaker, opened, level }: RecordViewProps) => {
  const records = recordsWords(speaker)
  const told = formatsOf(speaker)
  const { identity, contact, loans, charges, holds } = opened
  return (
    <div class="carrel-record">
      {(identity || contact) && (
        <dl class="carrel-facts">
          {identity && <Fact name={records.card}>{cards(identity.cards, records)}</Fact>}
          {identity && (
            <Fact name={records.born}>
              {identity.born === undefined ? records.notOnFile : told.day(identity.born)}
            </Fact>
          )}
          {contact?.addresses.map((lines) => (
            <Fact name={records.address}>
              {lines.map((line) => (
                <div class="carrel-line">{line}</div>
              ))}
            </Fact>
          ))}
          {contact?.phones.map((phone) => (
            <Fact name={records.phone}>
              {phone}
              {isWrong(phone, contact.wrongNumbers ?? []) && ` (${callsWords(speaker).wrong})`}
            </Fact>
          ))}
          {contact?.emails.map((email) => (
            <Fact name={records.email}>{email}</Fact>
          ))}
        </dl>
      )}
      <Items speaker={speaker} level={level} title={records.overdue} fact={opened.overdue} />
      <Items speaker={speaker} level={level} title={records.lost} fact={opened.lost} />
      <Items speaker={speaker} level={level} title={records.damaged} fact={opened.damaged} />
      <NoneOf speaker={speaker} opened={opened} />
      {charges && (
        <section>
          <Name level={level}>
            {records.owed(charges.totalCents === 0 ? records.nothing : told.dollars(charges.totalCents))}
          </Name>
          {charges.each.length > 0 && (
            <Table
              head={[records.for, records.item, records.amount]}
              rows={charges.each.map((one) => [
                records.chargeKind[one.kind],
                one.title === null ? records.titleGone : (one.title ?? ''),
                told.dollars(one.amountCents),
              ])}
            />
          )}
        </section>
      )}
      {loans?.length === 0 && <p>{opened.overdue?.any ? records.nothingElseOut : records.nothingOut}</p>}
      {loans && (
        <Items
          speaker={speaker}
          level={level}
          title={records.outNow}
          fact={{ any: loans.length > 0, titles: loans }}
        />
      )}
      {holds?.any === false && <p>{records.nothingReserved}</p>}
      {holds?.any && (
        <section>
          <Name level={level}>{records.onReserve}</Name>
          {!holds.each && <p>{records.yes}</p>}
          {holds.each && holds.each.length > 0 && (
            <Table
              head={[records.title, records.author, records.now]}
              rows={holds.each.map((one) => [
                one.title ?? records.titleGone,
                one.author ?? '',
                records.holdState[one.state],
              ])}
            />
          )}
        </section>
      )}
    </div>
  )
}

const facts = ['overdue', 'lost', 'damaged'] as const

/** What there is none of, in one line; what may not be told is not counted among it. */
const NoneOf = ({ speaker, opened }: { readonly speaker: Speaker; readonly opened: Opened }) => {
  const none = facts.filter((fact) => opened[fact]?.any === false)
  if (none.length === 0) return null
  return (
    <p>
      {recordsWords(speaker).nothingIs(
        formatsOf(speaker).either(none.map((fact) => recordsWords(speaker).state[fact])),
      )}
    </p>
  )
}

/** "Ada Berg"; only where the name may be told. */
export function nameOf(opened: Opened): string | null {
  return opened.identity ? fullName(opened.identity) : null
}

type FullName = { readonly firstName: string; readonly otherNames?: string; readonly surname: string }
/** "Ada Maria Berg" */
export const fullName = ({ firstName, otherNames, surname }: FullName): string =>
  [firstName, otherNames, surname].filter(Boolean).join(' ')

/** "Berg, Ada", for a list. */
export function listedNameOf(opened: Opened): string | null {
  const { identity } = opened
  return identity
    ? `${identity.surname}, ${[identity.firstName, identity.otherNames].filter(Boolean).join(' ')}`
    : null
}

function cards(
  all: readonly { number: string; lost: boolean }[],
  records: ReturnType<typeof recordsWords>,
): Child {
  if (all.length === 0) return records.none
  return all.map(({ number, lost }) => (
    <div class="carrel-line">
      {number}
      {lost && ` (${records.reportedLost})`}
    </div>
  ))
}

const Fact = ({ name, children }: { readonly name: string; readonly children?: Child }) => (
  <div class="carrel-fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Name = ({ level, children }: { readonly level: Level; readonly children?: Child }) => (
  <Heading level={level} class="carrel-record__name">
    {children}
  </Heading>
)

type ItemsProps = {
  readonly speaker: Speaker
  readonly level: Level
  readonly title: string
  readonly fact: OpenedFact | undefined
}

const Items = ({ speaker, level, title, fact }: ItemsProps) => {
  if (!fact?.any) return null
  const records = recordsWords(speaker)
  const told = formatsOf(speaker)
  const isDue = fact.titles?.some(({ dueOn }) => dueOn !== undefined)
  return (
    <section>
      <Name level={level}>{title}</Name>
      {!fact.titles?.length && <p>{records.yes}</p>}
      {fact.titles && fact.titles.length > 0 && (
        <Table
          head={[records.title, records.author, ...(isDue ? [records.due] : [])]}
          rows={fact.titles.map((one) => [
            one.title ?? records.titleGone,
            one.author ?? '',
            ...(isDue ? [one.dueOn === undefined ? '' : told.day(one.dueOn)] : []),
          ])}
        />
      )}
    </section>
  )
}
