/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { KeysOfAccountRefused } from '../../accounts/own-keys.ts'
import { signUnnoted, signWithOwnKey } from '../../accounts/own-signature.ts'
import { hasPaper } from '../../casework/case.ts'
import {
  type DecisionDocument,
  type Draft,
  decisionBytes,
  draftMark,
} from '../../casework/decision-document.ts'
import { groundsHash, groundsOf } from '../../casework/grounds.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { decidesIn } from '../../disclosure/case-roles.ts'
import { PaperRead } from '../cases/case-facts.tsx'
import { lackedBy, unmetTold } from '../cases/case-told.ts'
import { asSigned, lawsPart } from '../cases/decision-draft.ts'
import { tooMany, tried, wrongTry } from '../try-rate.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit, triedFrom } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { frameWords } from '../words/frame.ts'
import { passphraseWords } from '../words/passphrase.ts'
import { wrongWith } from './case-decision.tsx'
import { caseSeen } from './case-page.tsx'
import { openAgain } from './case-sign-proof.ts'
import { notHere } from './errors.tsx'

/** `read`: the mark of what stood on the page when it was read. */
export const signatureForm = z.strictObject({
  passphrase: z.string().max(2000),
  read: z.string().max(64).default(''),
})

/** The draft, read once more before it is signed. */
export async function signPage(visit: StaffVisit): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined || !decidesIn(actorOf(visit), seen.case)) return notHere(visit)
  return shown(visit, seen, [])
}

/** Signs the draft with one's own key, and decides by it: what is signed is what was read, and what the case allows. */
export async function signDecision(
  visit: StaffVisit,
  { passphrase, read }: z.infer<typeof signatureForm>,
): Promise<Response> {
  const { house, who } = visit
  const seen = await caseSeen(visit)
  if (seen === undefined || !decidesIn(actorOf(visit), seen.case)) return notHere(visit)
  const { draft, reference } = seen
  if (draft === undefined) return visit.c.redirect(`/cases/${reference}/decision`, 303)
  if (lackedBy(visit, seen, draft.decision).length > 0) return shown(visit, seen, [])
  // Hostile: between the page and the signature somebody may have changed the words, or what the paper reaches.
  if (isStale(seen) || !isMarkOf(asSigned(visit, seen, draft), read)) return shown(visit, seen, [], 422, true)
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  // Why again: a draft from the case was never typed, and the case may name more people than when it was.
  const unfit = await wrongWith(visit, seen, draft.text)
  if (unfit !== undefined) return shown(visit, seen, [wrong(unfit)])
  const document = documentOf(visit, seen, draft)
  const by = { account: who, passphrase, from: triedFrom(visit) }
  // Why another way where it is sealed: a try that is counted is a row, and of what is sealed none is written.
  const sign = seen.sealed ? signUnnoted : signWithOwnKey
  const attempt = () =>
    signed(() => sign(house, by, (publicKey) => decisionBytes(naming(document, publicKey))))
  const signature = await tried(visit, who.signIn, attempt, (made) => made !== null && made !== 'shut')
  if (signature === tooMany) return shown(visit, seen, [wrong(passphraseWords(visit).tooMany)], 429)
  if (signature === null && seen.sealed) {
    return openAgain(visit, passphraseWords(visit).notYours)
  }
  if (signature === 'shut') return shown(visit, seen, [wrong(passphraseWords(visit).keysShut)])
  if (signature === null) return shown(visit, seen, wrongTry(visit, wrong(passphraseWords(visit).notYours)))
  const taken = await house.gate.cases.decide(actorOf(visit), {
    document: naming(document, signature.publicKey),
    ...signature,
  })
  if (taken === 'unknown') return notHere(visit)
  if ('refused' in taken) {
    return shown(
      visit,
      seen,
      unmetTold(visit, taken.refused).map((message) => ({ field: 'passphrase', message })),
    )
  }
  return visit.c.redirect(`/cases/${reference}/decision`, 303)
}

/** The text names the key that signs it: whoever has its hash from the register knows by whose key it is. */
const naming = (document: DecisionDocument, publicKey: string): DecisionDocument => ({
  ...document,
  key: createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex'),
})

/** `shut`: the passphrase is right, and does not open the key: somebody else has to give another. */
async function signed<T>(work: () => Promise<T>): Promise<T | 'shut'> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KeysOfAccountRefused) return 'shut'
    throw error
  }
}

/** Whether the case is another than when the draft was kept: it rests on what is no more. */
function isStale({ draft, case: it }: CaseSeen): boolean {
  return draft !== undefined && groundsHash(draft.grounds) !== groundsHash(groundsOf(it))
}

function isMarkOf(draft: Draft, read: string): boolean {
  const [mark, sent] = [Buffer.from(draftMark(draft)), Buffer.from(read)]
  return mark.length === sent.length && timingSafeEqual(mark, sent)
}

function documentOf(visit: StaffVisit, seen: CaseSeen, draft: Draft): DecisionDocument {
  const { who, pack, house } = visit
  const { reference, drill } = seen
  const { words: denial } = lawsPart(visit, seen, draft)
  const role = who.role === 'director' ? ('director' as const) : ('president' as const)
  return {
    ...{
      ...asSigned(visit, seen, draft),
      library: pack.library,
      case: reference,
      by: who.id,
      role,
      on: house.clock.today(),
    },
    ...(denial && { denial }),
    ...(drill && { drill }),
  }
}

async function shown(
  visit: StaffVisit,
  seen: CaseSeen,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
  changed = false,
): Promise<Response> {
  const say = casesDecisionWords(visit)
  const frame = frameWords(visit)
  const { draft, reference } = seen
  const lacks = draft === undefined ? [] : unmetTold(visit, lackedBy(visit, seen, draft.decision))
  const stale = isStale(seen)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(say.signTitle) : say.signTitle,
    <>
      <h1>{say.signTitle}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {changed && <Alert kind="warning">{say.changed}</Alert>}
      {stale && <Alert kind="warning">{say.stale}</Alert>}
      {draft === undefined ? <p>{say.noDraft}</p> : <p class="usa-intro">{say.signSays}</p>}
      {draft && <h2>{say.drafts[draft.decision]}</h2>}
      {draft && (
        <p class="carrel-written" lang={draft.language}>
          {asSigned(visit, seen, draft).text}
        </p>
      )}
      {draft && <RestsOn visit={visit} seen={seen} />}
      {lacks.length > 0 && (
        <>
          <h2>{say.stillLacks}</h2>
          <ul class="usa-list">
            {lacks.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </>
      )}
      {draft && lacks.length === 0 && !stale && (
        <form method="post" action={`/cases/${reference}/decision/sign`} class="usa-form carrel-form">
          <Word visit={visit} />
          <input type="hidden" name="read" value={draftMark(asSigned(visit, seen, draft))} />
          <TextField
            name="passphrase"
            label={say.passphrase}
            hint={say.passphraseHint}
            type="password"
            autocomplete="current-password"
            maxlength={2000}
            errors={errors}
          />
          <button type="submit" class="usa-button">
            {say.sign}
          </button>
        </form>
      )}
      <p class="carrel-back">
        <a class="usa-link" href={`/cases/${reference}/decision`}>
          {say.change}
        </a>
      </p>
    </>,
    errors.length > 0 || changed ? status : 200,
  )
}

/** What is signed with the words: the paper as it was read, what it reaches, and counsel's opinion; of nobody. */
const RestsOn = ({ visit, seen }: { readonly visit: StaffVisit; readonly seen: CaseSeen }) => {
  const say = casesDecisionWords(visit)
  const casesSteps = casesStepsWords(visit)
  const { opinion } = seen.case
  if (!hasPaper(seen.case)) return null
  return (
    <>
      <PaperRead visit={visit} seen={seen} title={say.restsOn} />
      <p>{`${say.opinion}: ${casesSteps.option.opinion[opinion ?? 'none']}`}</p>
    </>
  )
}
