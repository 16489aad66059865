import { createHash } from 'node:crypto'
import { Alert, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { entrySentence } from '../../register/pages/index.ts'
import { accountNames, activeAccountKeys, verifiedAccounts } from '../../staff/index.ts'
import { rolesWords } from '../../staff/pages/index.ts'
import type { AccessGrant, AccessGroup, SealedMatter } from '../matter.ts'
import type { SealedSession, ShownPassphrase } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'

type AccessListProps = {
  readonly context: StaffContext
  readonly side: AccessGroup
  readonly cleared: readonly AccessGrant[]
  readonly answers: boolean
  readonly clearTo: string
  readonly revokeTo: string
  readonly hidden: Readonly<Record<string, string>>
  /** Whether each person must acknowledge the order. */
  readonly bind?: boolean
}

export async function AccessList({
  context,
  side,
  cleared,
  answers,
  clearTo,
  revokeTo,
  hidden,
  bind = false,
}: AccessListProps) {
  const { services, who } = context
  const { matter: say } = sealedWords(context)
  const formats = formatsOf(context)
  const everyone = await verifiedAccounts(services.app, services.ring)
  const nameOf = (id: string) => everyone.find((one) => one.id === id)?.name ?? id
  const others = everyone.filter(
    ({ id, role }) =>
      !cleared.some(({ account }) => account === id) && !(side === 'president' && role === 'director'),
  )
  const setUpBy = new Map(everyone.map((one) => [one.id, one.setUpBy]))
  const keysNow = new Map(
    await Promise.all(
      cleared.map(async ({ account }) => {
        const keys = await activeAccountKeys(services.app, services.ring, account)
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
              {say.since(formats.day(since.slice(0, 10)), nameOf(by))}{' '}
              {bind &&
                (boundAt === undefined ? say.notBound : say.isBound(formats.day(boundAt.slice(0, 10))))}
              <br />
              <span class="carrel-small">
                {say.keyMark(publicKeyMark(publicKey))} {setUpByText(context, setUpBy.get(account))}
              </span>
              {keysNow.get(account) !== publicKey && <strong> {say.otherKeys}</strong>}
            </div>
            {/* Nobody takes themselves off by a slip: another who answers for it does. */}
            {answers && account !== who.id && (
              <Form context={context} action={keysNow.get(account) === publicKey ? revokeTo : clearTo}>
                <Hidden />
                <SubmitButton
                  look="outline"
                  name="account"
                  value={account}
                  called={keysNow.get(account) === publicKey ? say.revokeOf(nameOf(account)) : say.otherKeys}
                >
                  {keysNow.get(account) === publicKey ? say.revoke : say.clearGo}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {answers && <p class="carrel-small">{say.revokeSays}</p>}
      {answers && others.length > 0 && (
        <Form context={context} action={clearTo} class="usa-form carrel-form">
          <Hidden />
          <h3>{say.clear}</h3>
          <p>{say.clearSays}</p>
          <label class="usa-label" for="account">
            {say.person}
          </label>
          <select class="usa-select" name="account" id="account">
            {others.map(({ id, name, role, setUpBy: by }) => (
              <option value={id}>
                {name}, {rolesWords(context).name[role]}
                {by !== null && ` (${setUpByText(context, by)})`}
              </option>
            ))}
          </select>
          <SubmitButton look="outline">{say.clearGo}</SubmitButton>
        </Form>
      )}
    </>
  )
}

export const setUpByText = (context: StaffContext, by: string | null | undefined): string =>
  by === null || by === undefined ? '' : sealedWords(context).matter.setUpBy(by)

/** Eight characters of a key's hash, to compare over the phone. */
export function publicKeyMark(publicKey: string): string {
  const text = createHash('sha256').update(publicKey).digest('hex').slice(0, 8).toUpperCase()
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

const mostChoices = 200

export async function MatterProofForm({
  context,
  matter,
  said,
  entry = '',
}: {
  readonly context: StaffContext
  readonly matter: SealedMatter
  readonly said: ShownPassphrase
  /** The earlier choice: someone who asked for one entry must not get all by submitting again. */
  readonly entry?: string | undefined
}) {
  const { matter: say } = sealedWords(context)
  const formats = formatsOf(context)
  const names = await accountNames(context.services.app)
  const choices = matter.log
    .map(({ id, entry }, nth) => {
      const { subjects, case: _, document: __, ...rest } = entry
      const listed = {
        as: 'told',
        index: BigInt(nth),
        reference: id,
        entry: { ...rest, patrons: subjects?.length ?? 0 },
      } as const
      const when = formats.moment(new Date(entry.at), context.pack.timeZone)
      return { nth, says: `${nth + 1}. ${when}: ${entrySentence(context, listed, names)}` }
    })
    .slice(-mostChoices)
  return (
    <Form context={context} action="/sealed/matter/proof" class="usa-form carrel-form">
      <input type="hidden" name="reference" value={matter.reference} />
      <label class="usa-label" for="entry">
        {say.proofOf}
      </label>
      <select class="usa-select" name="entry" id="entry">
        <option value="">{say.proofOfAll}</option>
        {choices.map(({ nth, says }) => (
          <option value={String(nth)} selected={String(nth) === entry}>
            {says}
          </option>
        ))}
      </select>
      <p class="carrel-small">{say.proofOfOne}</p>
      <Passphrase context={context} said={said} />
      <SubmitButton look="outline">{say.proofGo}</SubmitButton>
    </Form>
  )
}

type EmptyProps = {
  readonly context: StaffContext
  readonly unlocked: SealedSession
  readonly side: AccessGroup
}

export const EmptyProofForm = ({ context, unlocked, side }: EmptyProps) => {
  const say = sealedWords(context)
  return (
    <details>
      <summary>{say.showEmpty}</summary>
      <p>{say.showEmptySays}</p>
      <Form context={context} action="/sealed/proof" class="usa-form carrel-form">
        <input type="hidden" name="side" value={side} />
        <Passphrase context={context} said={unlocked.files.say(`proof ${side}`)} />
        <SubmitButton look="outline">{say.matter.proofGo}</SubmitButton>
      </Form>
    </details>
  )
}

/** The passphrase, and the mark that the form sends in its place. */
export const Passphrase = ({
  context,
  said,
}: {
  readonly context: StaffContext
  readonly said: ShownPassphrase
}) => (
  <p>
    <input type="hidden" name="said" value={said.mark} />
    {sealedWords(context).matter.proofPassphrase} <strong class="carrel-secret">{said.passphrase}</strong>
  </p>
)

/** At a computer in a public area; the same for everyone. */
export const SealedNotHere = ({ context }: { readonly context: RequestContext }) => (
  <Alert kind="info">
    {sealedWords(context).notHere(
      formatsOf(context).either(context.pack.privateRooms.map((room) => context.pack.places[room] ?? room)),
    )}
  </Alert>
)
