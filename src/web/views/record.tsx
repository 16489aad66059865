/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Opened, OpenedFact } from '../../disclosure/opened.ts'
import type { Pack } from '../../policy/pack.ts'
import { dayName, dollars, wordsOf } from '../words.ts'

type Level = 2 | 3
type RecordViewProps = {
  readonly pack: Pack
  readonly opened: Opened /** Of its headings. */
  readonly level: Level
}

/** One record as far as it may be told; what may not be told is not there, not even its heading. */
export const RecordView = ({ pack, opened, level }: RecordViewProps) => {
  const { reserve } = wordsOf(pack)
  const { identity, contact, loans, charges, holds } = opened
  return (
    <div class="carrel-record">
      {(identity || contact) && (
        <dl class="carrel-facts">
          {identity && <Fact name="Card number">{cards(identity.cards)}</Fact>}
          {identity && (
            <Fact name="Born">{identity.born === undefined ? 'Not on file' : dayName(identity.born)}</Fact>
          )}
          {contact?.addresses.map((lines) => (
            <Fact name="Address">
              {lines.map((line) => (
                <span class="carrel-line">{line}</span>
              ))}
            </Fact>
          ))}
          {contact?.phones.map((phone) => (
            <Fact name="Phone">{phone}</Fact>
          ))}
          {contact?.emails.map((email) => (
            <Fact name="E-mail">{email}</Fact>
          ))}
        </dl>
      )}
      <Items level={level} title="Overdue" fact={opened.overdue} />
      <Items level={level} title="Lost" fact={opened.lost} />
      <Items level={level} title="Damaged" fact={opened.damaged} />
      <NoneOf overdue={opened.overdue} lost={opened.lost} damaged={opened.damaged} />
      {charges && (
        <section>
          <Heading level={level}>
            Owed: {charges.totalCents === 0 ? 'nothing' : dollars(charges.totalCents)}
          </Heading>
          {charges.each.length > 0 && (
            <Table
              head={['For', 'Item', 'Amount']}
              rows={charges.each.map((one) => [kinds[one.kind], one.title ?? '', dollars(one.amountCents)])}
            />
          )}
        </section>
      )}
      {loans?.length === 0 && <p>Nothing {opened.overdue?.any ? 'else ' : ''}is out now.</p>}
      {loans && <Items level={level} title="Out now" fact={{ any: loans.length > 0, titles: loans }} />}
      {holds?.any === false && <p>Nothing is on {reserve}.</p>}
      {holds?.any && (
        <section>
          <Heading level={level}>On {reserve}</Heading>
          {!holds.each && <p>Yes</p>}
          {holds.each && holds.each.length > 0 && (
            <Table
              head={['Title', 'Author', 'Now']}
              rows={holds.each.map((one) => [one.title, one.author ?? '', states[one.state] ?? ''])}
            />
          )}
        </section>
      )}
    </div>
  )
}

type NoneOfProps = Readonly<Record<string, OpenedFact | undefined>>

/** What there is none of, in one line; what may not be told is not counted among it. */
const NoneOf = (facts: NoneOfProps) => {
  const none = Object.keys(facts).filter((name) => facts[name]?.any === false)
  if (none.length === 0) return null
  return <p>Nothing is {new Intl.ListFormat('en-US', { type: 'disjunction' }).format(none)}.</p>
}

/** "Ada Berg"; only where the name may be told. */
export function nameOf(opened: Opened): string | null {
  const { identity } = opened
  return identity
    ? [identity.firstName, identity.otherNames, identity.surname].filter(Boolean).join(' ')
    : null
}

/** "Berg, Ada", for a list. */
export function listedNameOf(opened: Opened): string | null {
  const { identity } = opened
  return identity
    ? `${identity.surname}, ${[identity.firstName, identity.otherNames].filter(Boolean).join(' ')}`
    : null
}

const kinds = { overdue: 'Overdue', lost: 'Lost', damaged: 'Damaged', other: 'Other' } as const
const states: Record<string, string> = {
  placed: 'Waiting for it',
  'in-transit': 'On its way here',
  waiting: 'On the shelf',
  suspended: 'Paused',
}

function cards(all: readonly { number: string; lost: boolean }[]): Child {
  if (all.length === 0) return 'None'
  return all.map(({ number, lost }) => (
    <span class="carrel-line">
      {number}
      {lost && ' (reported lost)'}
    </span>
  ))
}

const Fact = ({ name, children }: { readonly name: string; readonly children?: Child }) => (
  <div class="carrel-fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Heading = ({ level, children }: { readonly level: Level; readonly children?: Child }) =>
  level === 2 ? (
    <h2 class="carrel-record__name">{children}</h2>
  ) : (
    <h3 class="carrel-record__name">{children}</h3>
  )

type ItemsProps = { readonly level: Level; readonly title: string; readonly fact: OpenedFact | undefined }

const Items = ({ level, title, fact }: ItemsProps) => {
  if (!fact?.any) return null
  const isDue = fact.titles?.some(({ dueOn }) => dueOn !== undefined)
  return (
    <section>
      <Heading level={level}>{title}</Heading>
      {!fact.titles?.length && <p>Yes</p>}
      {fact.titles && fact.titles.length > 0 && (
        <Table
          head={isDue ? ['Title', 'Author', 'Due'] : ['Title', 'Author']}
          rows={fact.titles.map((one) => [
            one.title,
            one.author ?? '',
            ...(isDue ? [one.dueOn === undefined ? '' : dayName(one.dueOn)] : []),
          ])}
        />
      )}
    </section>
  )
}

const Table = ({
  head,
  rows,
}: {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}) => (
  <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
    <thead>
      <tr>
        {head.map((name) => (
          <th scope="col">{name}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...others]) => (
        <tr>
          <th scope="row" data-label={head[0]}>
            {first}
          </th>
          {others.map((cell, at) => (
            <td data-label={head[at + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
