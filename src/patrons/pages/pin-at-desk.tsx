import { z } from 'zod'
import { actorOf, answerForScreen, historyLockDays, staffActorOf } from '../../gate/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  DoneLink,
  type FieldError,
  Form,
  PrintButton,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { closeLater, passScreen } from '../../platform/http/page-lifetime.tsx'
import {
  type HandedOverContext,
  type StaffContext,
  signInSource,
} from '../../platform/http/request-context.ts'
import {
  handScreen,
  limitedAttempt,
  noPatron,
  reclaimScreen,
  tooManyAttempts,
  wrongAttemptErrors,
} from '../../staff/index.ts'
import { passphraseWords, signInWords } from '../../staff/pages/index.ts'
import {
  handScreenToPatron,
  identityChecks,
  issuePatronCode,
  pinCodeDays,
  removeLostCodeApp,
} from '../self-service.ts'
import type { PatronDeskContext, PatronServices } from '../services.ts'
import { choosePinAtDesk } from '../sign-in.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { ownPinWords } from '../words/own-pin.ts'
import { recordGonePage } from './guardians.tsx'
import { NewPin, newPinError } from './my-sign-in.tsx'
import { nothingShownPage } from './patron-lookup.tsx'
import { Advice, identityCheckPage, recordedPage } from './record-parts.tsx'

export const pinOfForm = z.strictObject({ id: z.uuid(), checked: z.enum(identityChecks).optional() })
export const codeAppLostForm = z.strictObject({ id: z.uuid(), checked: z.literal('photo-id').optional() })

type PinRequest = z.infer<typeof pinOfForm>

const pinNotShown = (context: StaffContext) =>
  nothingShownPage(context, answerForScreen(context, ['existence', 'identity']))

/** From now on the session shows one page, until staff takes it back. */
export async function handToPatron(context: PatronDeskContext, { id, checked }: PinRequest) {
  const { c, services, who } = context
  if (!services.cards.mayChange(actorOf(context))) return pinNotShown(context)
  const { hand, handSays, isTold } = ownPinWords(context)
  if (checked === undefined) {
    const asked = { id, action: '/counter/pin', title: hand, says: handSays, checks: identityChecks } as const
    return identityCheckPage(context, { ...asked, told: isTold(historyLockDays) })
  }
  const handed = await handScreenToPatron(services, actorOf(context), {
    patronId: id,
    checked,
    session: who.tokenHash,
  })
  if (!handed) return recordGonePage(context, counterWords(context).notOnFile)
  services.openSessions.shut(who.tokenHash)
  passScreen({ ...context, who: null, handed: { ...who, handsTo: id } })
  return c.redirect('/handed/pin', 303)
}

/** Only this page ever shows the code. */
export async function printPinCode(context: PatronDeskContext, { id, checked }: PinRequest) {
  const { services, pack } = context
  const ownPin = ownPinWords(context)
  const cards = cardsWords(context)
  if (!services.cards.mayChange(actorOf(context))) return pinNotShown(context)
  if (checked === undefined) {
    const asked = { id, action: '/counter/pin-code', title: ownPin.print, checks: identityChecks } as const
    const says = { says: ownPin.printSays(pinCodeDays), told: ownPin.isTold(historyLockDays) }
    return identityCheckPage(context, { ...asked, ...says })
  }
  const code = await issuePatronCode(services, actorOf(context), { patronId: id, use: 'pin', checked })
  if (code === null) return recordGonePage(context, counterWords(context).notOnFile)
  closeLater(context, '/counter')
  return show(
    context,
    ownPin.printTitle,
    <>
      <h1>{ownPin.printTitle}</h1>
      <p>{ownPin.printSays(pinCodeDays)}</p>
      <div class="carrel-prints">
        <p>{pack.library}</p>
        <p>{ownPin.forReader(`${services.origin}/me/pin`)}</p>
        <p class="carrel-secret">{code}</p>
        <p class="carrel-small">{ownPin.keep}</p>
      </div>
      <PrintButton context={context} />
      <p class="carrel-recorded">{cards.recorded}</p>
      <DoneLink context={context} href="/counter" />
    </>,
  )
}

/** For a patron who lost their phone. Does not reveal whether there was one. */
export async function turnOffCodeApp(
  context: PatronDeskContext,
  { id, checked }: z.infer<typeof codeAppLostForm>,
): Promise<Response> {
  const { services } = context
  const ownPin = ownPinWords(context)
  if (!services.cards.mayChange(actorOf(context))) return pinNotShown(context)
  if (checked === undefined) {
    const asked = { id, action: '/counter/app-lost', title: ownPin.appLost, checks: ['photo-id'] } as const
    return identityCheckPage(context, {
      ...asked,
      says: ownPin.appLostSays,
      told: ownPin.isTold(historyLockDays),
    })
  }
  if (!(await removeLostCodeApp(services, actorOf(context), id)))
    return recordGonePage(context, counterWords(context).notOnFile)
  return recordedPage(context, { heading: ownPin.appOff, id })
}

export const handedPinForm = z.strictObject({ pin: z.string().max(200), repeated: z.string().max(200) })

/** For the patron: two masked fields, and nothing of any record. */
export function handedPinPage(context: HandedOverContext): Response | Promise<Response> {
  return isPatronDone(context) ? context.c.redirect('/handed/back', 303) : choosePinPage(context, [])
}

function choosePinPage(context: HandedOverContext, errors: readonly FieldError[]) {
  const ownPin = ownPinWords(context)
  return showForm(
    context,
    { title: ownPin.choose, errors, class: 'carrel-narrow carrel-big' },
    <>
      <p class="usa-intro">{ownPin.chooseSays}</p>
      <Form context={context} action="/handed/pin" class="usa-form carrel-form">
        <NewPin context={context} errors={errors} autofocus />
        <SubmitButton look="big">{ownPin.button}</SubmitButton>
      </Form>
      <BackLink href="/handed/back">{ownPin.goBack}</BackLink>
    </>,
  )
}

/** Afterward only the way back is left; no second PIN can be set. */
export async function saveHandedPin(
  context: HandedOverContext<PatronServices>,
  typed: z.infer<typeof handedPinForm>,
): Promise<Response> {
  const { c, services, handed, place } = context
  const ownPin = ownPinWords(context)
  if (isPatronDone(context)) return c.redirect('/handed/back', 303)
  const error = newPinError(context, typed)
  if (error !== null) return choosePinPage(context, [error])
  const by = staffActorOf({ who: handed, place })
  const chosen = await choosePinAtDesk(services, by, { patronId: handed.handsTo, pin: typed.pin })
  if (chosen === 'own-number') {
    return choosePinPage(context, [{ field: 'pin', message: ownPin.fault['own-number'] }])
  }
  await handScreen(
    services.app,
    services.ring,
    { accountId: handed.id, tokenHash: handed.tokenHash },
    noPatron,
  )
  passScreen({ ...context, handed: { ...handed, handsTo: noPatron } })
  const [heading, says] = chosen === 'set' ? [ownPin.set, ownPin.setSays] : [ownPin.gone, ownPin.goneSays]
  return show(
    context,
    heading,
    <div class="carrel-narrow carrel-big">
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      {chosen === 'set' && <Advice context={context} />}
      <BackLink href="/handed/back">{ownPin.toCounter}</BackLink>
    </div>,
  )
}

export const handBackForm = z.strictObject({ passphrase: z.string().max(2000) })

const isPatronDone = ({ handed }: HandedOverContext) => handed.handsTo === noPatron

/** Why a passphrase: the patron holds the screen and must not reach the counter. */
export function handBackPage(context: HandedOverContext, errors: readonly FieldError[] = [], status?: 429) {
  const ownPin = ownPinWords(context)
  const signIn = signInWords(context)
  return showForm(
    context,
    { title: ownPin.takeBack, errors, class: 'carrel-question', status },
    <>
      <p>{ownPin.takeBackSays}</p>
      <Form context={context} action="/handed/back" class="usa-form carrel-form">
        <TextField
          name="passphrase"
          label={signIn.passphrase}
          type="password"
          autocomplete="off"
          maxlength={2000}
          autofocus
          errors={errors}
        />
        <SubmitButton>{ownPin.takeBackButton}</SubmitButton>
      </Form>
      {!isPatronDone(context) && <BackLink href="/handed/pin">{ownPin.notYet}</BackLink>}
    </>,
  )
}

export async function handBack(context: HandedOverContext, { passphrase }: z.infer<typeof handBackForm>) {
  const { c, services, handed, place } = context
  const wrong = (message: string) => ({ field: 'passphrase', message })
  const back = { account: handed, session: handed.tokenHash, passphrase, from: signInSource(context) }
  const attempt = () => reclaimScreen(services, staffActorOf({ who: handed, place }), back)
  const isBack = await limitedAttempt(context, handed.signIn, attempt, Boolean)
  if (isBack === tooManyAttempts) return handBackPage(context, [wrong(passphraseWords(context).tooMany)], 429)
  if (isBack) {
    passScreen({ ...context, who: { ...handed, handsTo: null }, handed: null })
    return c.redirect('/counter', 303)
  }
  return handBackPage(context, wrongAttemptErrors(context, wrong(passphraseWords(context).notYours)))
}
