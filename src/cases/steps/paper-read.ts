import { tryOutWords } from '../../ask/index.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type InstrumentKind, instrumentKinds } from '../../policy/index.ts'
import { type Case, cameWithInstrument, hasInstrument, type InstrumentDetails, paperCount } from '../case.ts'
import { withBoardAskedAgain, withdrawnJudgments, withNewGag } from '../case-changes.ts'
import { policyAskOf } from '../decision.ts'
import {
  type Guard,
  hasPaper,
  hasUnreadInstrument,
  isByCounsel,
  mayStillBeRead,
  onePerPaper,
  ownSignIn,
  reported,
} from '../guards.ts'
import type { EventStamp } from '../stamp.ts'
import { isGagReported, isUnanswered, mooted } from '../statements.ts'
import { day, type FormContext, line, one, optional, past, tick } from './fields.ts'
import { isAt, isBeingJudged, owedIf } from './owed.ts'
import { defineStep, movesUndecided, oversightRoles, stagesBeforeDecision } from './step.ts'

type PaperRead = { readonly what: 'paper-read' } & InstrumentDetails

const stillRead: Guard = {
  name: 'still-read',
  passes: (it) => mayStillBeRead(it),
  hides: (it) => !mayStillBeRead(it),
  words: screenWords(
    () => 'The case has ended. Its paper can no longer be read.',
    () => 'El caso ya terminó. Su documento ya no se puede leer.',
  ),
}

/** To read the same order again notes none. */
const newOrder: Guard<PaperRead> = {
  ...onePerPaper,
  passes: (it, about) => {
    const { event, stamp } = about
    return !notesOrder({ ...event, stamp }, it) || onePerPaper.passes(it, about)
  },
}

/** Paper that is secret by its kind is worked in no open case; paper that only says so is withheld from lists. */
const notSealed: Guard<PaperRead> = {
  name: 'not-sealed',
  passes: (it, { event, world }) => {
    if (world.isSealed) return true
    const unsaid = { ...it, reading: event, gagged: false }
    return !world.decide(policyAskOf(unsaid, ['existence'], world.today)).sealed
  },
  words: screenWords(
    ({ counsel }) =>
      `A paper of this kind is secret by law and is not handled here. Call the Director and ${counsel}.`,
    () =>
      'Un documento de este tipo es secreto por ley y no se trata aquí. Llame a la Dirección y a la asesoría legal.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Read the paper and say what it is',
    button: 'Save',
    help: 'Is it a FISA court order or a national security letter? Then write nothing here, and phone counsel. If another paper has a nondisclosure order, say so below. You then find the case under “Cases under a nondisclosure order.”',
    said: (who: string, what: string) => `${who} read the paper. ${what}.`,
    fields: {
      instrument: 'Kind of legal paper',
      court: 'Court or agency that issued it',
      number: 'Its number',
      phone: 'Phone number on the paper, if there is one',
      issuedOn: 'Date issued',
      returnOn: 'Response due (return date)',
      servedOn: 'Date served',
      federal: 'It is a federal paper',
      gag: 'It has a nondisclosure order',
      gagUntil: 'Last day of the nondisclosure order, if it names one',
    },
  }),
  () => ({
    label: 'Leer el documento y decir qué es',
    button: 'Guardar',
    help: '¿Es una orden del tribunal FISA, o una carta de seguridad nacional? Entonces no escriba nada aquí, y llame a la asesoría. Si otro documento trae una orden de no divulgación, indíquelo abajo. Entonces el caso está en «Casos con orden de no divulgación».',
    said: (who, what) => `${who} leyó el documento. ${what}.`,
    fields: {
      instrument: 'Tipo de documento legal',
      court: 'Tribunal o agencia que lo emitió',
      number: 'Su número',
      phone: 'Teléfono en el documento, si lo hay',
      issuedOn: 'Fecha de emisión',
      returnOn: 'Fecha límite para responder (return date)',
      servedOn: 'Fecha de notificación',
      federal: 'Es un documento federal',
      gag: 'Trae una orden de no divulgación',
      gagUntil: 'Último día de la orden de no divulgación, si lo nombra',
    },
  }),
)

// Why during and after a search too: neither waits for the other.
export const paperRead = defineStep<PaperRead>()({
  name: 'paper-read',
  by: oversightRoles,
  at: [...stagesBeforeDecision, 'searching', 'searched', 'ended'],
  to: movesUndecided(...stagesBeforeDecision),
  guards: [ownSignIn, hasPaper, reported, notSealed, stillRead, newOrder],
  change: (it, event) => {
    const { what: _, stamp: __, ...reading } = event
    // INVARIANT: reading again never lifts a nondisclosure order.
    const gagged = it.gagged || reading.nondisclosure === true
    // INVARIANT: a number once printed on their paper never counts as independent.
    const { phone } = reading
    const known = withOrderNoted(it, event)
    return {
      ...known,
      ...kindsOnceRead(it, event),
      relayed: mooted(known, ({ of }) => of === 'reading'),
      // The court's day stays in sight until counsel agrees that no court asks.
      reading: isTurned(event, it)
        ? { ...(it.reading?.returnOn && { returnOn: it.reading.returnOn }), ...reading }
        : reading,
      datesRead: datesAsRead(it, event),
      gagged,
      ...(reading.nondisclosure === true && isByCounsel(event.stamp) && { gagByCounsel: true as const }),
      numbersGiven: phone === undefined ? it.numbersGiven : [...it.numbersGiven, phone],
      ...(!it.gagged && gagged && { gagUnseen: true as const }),
      ...(it.reading !== undefined && withdrawnJudgments()),
      // Why: the number that was called before may be this one.
      ...(phone !== undefined && { requesterVerified: false }),
    }
  },
  owes: (it) => owedIf(lacksReading(it), 'read'),
  elsewhere: {
    relays: {
      of: 'reading',
      // Why the order before the rest: it hides the case. A request that is one is asked about once it is read again.
      kindOf: (event, before) => (notesOrder(event, before) ? 'gag' : 'reading'),
      isReported: (event, before) =>
        notesOrder(event, before) ? !isByCounsel(event.stamp) : isTurned(event, before),
      stands: () => true,
    },
    effects: ['gag-mailed'],
  },
  words,
  timeline: ({ who, event, words, say }) =>
    words.said(who, tryOutWords(say.speaker).instrument[event.instrument]),
  form: {
    group: 'facts',
    fields: {
      instrument: one(readableInstruments, ({ speaker }) => tryOutWords(speaker).instrument),
      court: optional(line({ inLetter: true })),
      number: optional(line({ inLetter: true })),
      phone: optional(line()),
      issuedOn: optional(day()),
      returnOn: optional(day()),
      servedOn: optional(past()),
      federal: tick(),
      gag: tick(),
      gagUntil: optional(day()),
    },
    // Reading again begins with the earlier reading.
    initial: (it, { viewer }) => {
      const { reading, gagged, search } = it
      if (reading === undefined)
        return search === undefined ? {} : { instrument: 'search-warrant', court: search.court }
      const { federal, nondisclosure: _, ...read } = reading
      // Why not for counsel who is asked whether there is one: their tick confirms it.
      const isKnown = gagged && !(viewer.role === 'counsel' && isGagReported(it))
      return { ...read, ...(federal && { federal: 'yes' }), ...(isKnown && { gag: 'yes' }) }
    },
    toEvent: ({
      instrument,
      court,
      number,
      issuedOn,
      servedOn,
      returnOn,
      federal,
      gag,
      gagUntil,
      phone,
    }) => ({
      what: 'paper-read',
      court,
      number,
      issuedOn,
      servedOn,
      returnOn,
      gagUntil,
      instrument,
      federal: federal === true,
      nondisclosure: gag === true,
      ...(phone !== undefined && { phone }),
    }),
  },
})

/** INVARIANT: paper that is secret by its kind is recorded in no open case. */
function readableInstruments({ secretInstruments }: FormContext) {
  const kinds = [...new Set<InstrumentKind>(['search-warrant', ...instrumentKinds])]
  return kinds.filter((kind) => kind !== 'unread' && !secretInstruments.includes(kind))
}

/** Days that are the same stay whose they were, unless counsel reads them too. */
function datesAsRead(it: Case, event: PaperRead & { readonly stamp: EventStamp }): Case['datesRead'] {
  const { by, notedAt: at } = event.stamp
  const days = ({ returnOn, servedOn, federal }: InstrumentDetails) => `${returnOn} ${servedOn} ${federal}`
  const byCounsel = isByCounsel(event.stamp)
  const isSame = it.reading !== undefined && days(it.reading) === days(event)
  return isSame && !byCounsel ? it.datesRead : { by, at, byCounsel }
}

/** In a case that is secret already a second reading says nothing new; only counsel settles what was reported of it. */
const notesOrder = (
  { nondisclosure, stamp }: PaperRead & { readonly stamp: EventStamp },
  { gagged }: Case,
): boolean => nondisclosure === true && (!gagged || isByCounsel(stamp))

/** Counsel's own reading confirms what someone else reported. */
function withOrderNoted(it: Case, event: PaperRead & { readonly stamp: EventStamp }): Case {
  if (!notesOrder(event, it)) return it
  if (!isByCounsel(event.stamp)) return { ...it, orderNotedOn: paperCount(it) }
  const reported = it.relayed.findLastIndex((word) => word.of === 'gag' && isUnanswered(word))
  return withNewGag(withBoardAskedAgain(it, reported))
}

const judgesInstruments: readonly InstrumentKind[] = ['court-order', 'search-warrant', 'fisa-order']

/** What anyone once said of the paper holds until counsel reads it otherwise. */
function kindsOnceRead(
  it: Case,
  event: PaperRead & { readonly stamp: EventStamp },
): Pick<Case, 'kind' | 'readAsJudges' | 'onceProcess'> {
  const { instrument, stamp } = event
  const isCounsels = isByCounsel(stamp)
  const kind = kindOnceRead(it, event)
  const isAgreed = isCounsels && instrument === 'public-records-request'
  const isProcess = kind === 'process' || (!isAgreed && wasProcess(it))
  return {
    kind,
    readAsJudges: judgesInstruments.includes(instrument) ? true : isCounsels ? undefined : it.readAsJudges,
    onceProcess: isProcess ? true : undefined,
  }
}

const wasProcess = ({ kind, onceProcess }: Case): boolean =>
  kind !== 'records-request' || onceProcess === true

/** Otherwise a Director could refuse a court order in their own name, as if it were a request by anyone. */
function isTurned(event: PaperRead & { readonly stamp: EventStamp }, before: Case): boolean {
  const isRequest = event.instrument === 'public-records-request'
  const isKept = kindOnceRead(before, event) !== 'records-request'
  return isRequest && !isKept && !isByCounsel(event.stamp) && wasProcess(before)
}

/** Why not in a search: it goes on whatever its paper is taken for. */
function kindOnceRead(it: Case, { instrument }: PaperRead): Case['kind'] {
  const isSettled = it.search !== undefined || it.outcome !== undefined || instrument === 'unread'
  if (cameWithInstrument(it) && isSettled) return it.kind
  return instrument === 'public-records-request' ? 'records-request' : 'process'
}

function lacksReading(it: Case): boolean {
  if (isAt(it, 'ended')) return hasUnreadInstrument(it)
  return (
    it.reading === undefined &&
    (isAt(it, 'searching', 'searched') || (isBeingJudged(it) && hasInstrument(it)))
  )
}
