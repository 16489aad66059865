/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { createHash } from 'node:crypto'
import type { Cleared } from '../../compartments/compartment.ts'
import type { Side } from '../../compartments/side.ts'
import { liveKeys } from '../../store/accounts-keys.ts'
import { markedAccounts } from '../../store/accounts-marked.ts'
import type { StaffVisit } from '../visit.ts'
import { rolesWords } from '../words/roles.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { Word } from './form.tsx'

type Props = {
  readonly visit: StaffVisit
  readonly side: Side
  readonly cleared: readonly Cleared[]
  /** Whether whoever looks clears others. */
  readonly answers: boolean
  readonly clearTo: string
  readonly revokeTo: string
  readonly hidden: Readonly<Record<string, string>>
  /** Where each says for themselves that they are bound. */
  readonly bind?: boolean
}

/** Who may open it, and, for those who answer for it, the forms by which others may, or may no more. */
export async function SealedPeopleList({
  visit,
  side,
  cleared,
  answers,
  clearTo,
  revokeTo,
  hidden,
  bind = false,
}: Props) {
  const { house, who } = visit
  const { matter: say } = sealedWords(visit)
  const told = formatsOf(visit)
  const everyone = await markedAccounts(house.app, house.ring)
  const nameOf = (id: string) => everyone.find((one) => one.id === id)?.name ?? id
  const others = everyone.filter(
    ({ id, role }) =>
      !cleared.some(({ account }) => account === id) && !(side === 'president' && role === 'director'),
  )
  const setUpBy = new Map(everyone.map((one) => [one.id, one.setUpBy]))
  const keysNow = new Map(
    await Promise.all(
      cleared.map(async ({ account }) => {
        const keys = await liveKeys(house.app, house.ring, account)
        return [account, keys?.sealingPublic.toString('base64')] as const
      }),
    ),
  )
  const Hidden = () => (
    <>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
  return (
    <>
      <ul class="carrel-computers">
        {cleared.map(({ account, publicKey, since, by, boundAt }) => (
          <li class="carrel-computer">
            <div>
              <strong>{nameOf(account)}</strong> {account === who.id && say.you}
              <br />
              {say.since(told.day(since.slice(0, 10)), nameOf(by))}{' '}
              {bind && (boundAt === undefined ? say.notBound : say.isBound(told.day(boundAt.slice(0, 10))))}
              <br />
              <span class="carrel-small">
                {say.keyMark(markOfKey(publicKey))} {setUpBySaid(visit, setUpBy.get(account))}
              </span>
              {keysNow.get(account) !== publicKey && <strong> {say.otherKeys}</strong>}
            </div>
            {/* Nobody takes themselves off by a slip: another who answers for it does. */}
            {answers && account !== who.id && (
              <form method="post" action={keysNow.get(account) === publicKey ? revokeTo : clearTo}>
                <Word visit={visit} />
                <Hidden />
                <button
                  type="submit"
                  name="account"
                  value={account}
                  class="usa-button usa-button--outline"
                  aria-label={
                    keysNow.get(account) === publicKey ? say.revokeOf(nameOf(account)) : say.otherKeys
                  }
                >
                  {keysNow.get(account) === publicKey ? say.revoke : say.clearGo}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {answers && <p class="carrel-small">{say.revokeSays}</p>}
      {answers && others.length > 0 && (
        <form method="post" action={clearTo} class="usa-form carrel-form">
          <Word visit={visit} />
          <Hidden />
          <h3>{say.clear}</h3>
          <p>{say.clearSays}</p>
          <label class="usa-label" for="account">
            {say.person}
          </label>
          <select class="usa-select" name="account" id="account">
            {others.map(({ id, name, role, setUpBy: by }) => (
              <option value={id}>
                {name}, {rolesWords(visit).name[role]}
                {by !== null && ` (${setUpBySaid(visit, by)})`}
              </option>
            ))}
          </select>
          <button type="submit" class="usa-button usa-button--outline">
            {say.clearGo}
          </button>
        </form>
      )}
    </>
  )
}

/** Who set up somebody's sign-in, where another did. */
export const setUpBySaid = (visit: StaffVisit, by: string | null | undefined): string =>
  by === null || by === undefined ? '' : sealedWords(visit).matter.setUpBy(by)

/** Eight letters and digits of a key's hash, by which two people compare it on the telephone. */
export function markOfKey(publicKey: string): string {
  const text = createHash('sha256').update(publicKey).digest('hex').slice(0, 8).toUpperCase()
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
