import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  type Case,
  currentPackage,
  type DeliveryMethod,
  deliveryMethodsOf,
  type ProductionForm,
} from '../case.ts'
import { type Guard, isDecider, isUnchangedSinceDecision, ownSignIn, packagedThis } from '../guards.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep } from './step.ts'

type Produced = {
  readonly what: 'produced'
  readonly document: string
  readonly to: string
  readonly how: DeliveryMethod
  readonly form?: ProductionForm | undefined
  /** The person delivering was told that the case changed since. */
  readonly despite?: boolean | undefined
}

const wasSaved: Guard = {
  name: 'was-saved',
  passes: (it, { stamp }) => {
    const savedAt = it.outside.get(currentPackage(it)?.document ?? '')
    return savedAt !== undefined && savedAt <= stamp.at
  },
  words: screenWords(
    () => 'Save the file first. A file must be saved before it is delivered.',
    () => 'Guarde primero el archivo. Hay que guardarlo antes de entregarlo.',
  ),
}

const fitsForm: Guard<Produced> = {
  name: 'fits-form',
  passes: (it, { event }) => deliveryMethodsOf(currentPackage(it)?.form ?? 'age').includes(event.how),
  words: screenWords(
    () => 'Paper or a USB stick cannot be delivered by e-mail. Choose another way.',
    () => 'El papel o una memoria USB no se pueden entregar por correo electrónico. Elija otra forma.',
  ),
}

/** The case is as decided, or the person knows that it is not: what left cannot be recalled. */
const knowsOfChange: Guard<Produced> = {
  name: 'knows-of-change',
  passes: (it, { event }) => isUnchangedSinceDecision(it) || event.despite === true,
  words: screenWords(
    () => 'The case changed after the file was saved. Check the box to confirm that you know this.',
    () => 'El caso cambió después de que se guardó el archivo. Marque que lo sabe.',
  ),
}

export const isUnderSeal = ({ decision }: Case): boolean => decision?.underSeal === true

/** As two people agreed who complied without counsel. */
const underSeal: Guard<Produced> = {
  name: 'under-seal',
  passes: (it, { event }) => !isUnderSeal(it) || event.how === 'court',
  words: screenWords(
    () => 'The court allows records under seal. Deliver them to the court, and to no one else.',
    () => 'El tribunal permite entregar los registros bajo sello. Entréguelos al tribunal, y a nadie más.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Deliver the file and note it',
    said: (who: string, to: string, how: string) =>
      `${who} noted that the records were delivered to ${to}: ${how}.`,
    saidAs: (how: string, form: string) => `${how}, ${form}`,
  }),
  () => ({
    label: 'Entregar el archivo y anotarlo',
    said: (who, to, how) => `${who} anotó que los registros se entregaron a ${to}: ${how}.`,
    saidAs: (how, form) => `${how}, ${form}`,
  }),
)

// Why no guard asks the policy: the copy left when it was saved, and its delivery must go on record.
export const produced = defineStep<Produced>()({
  name: 'produced',
  by: decidingRoles,
  at: ['packaged'],
  to: ['ended'],
  guards: [ownSignIn, isDecider, packagedThis, wasSaved, fitsForm, underSeal, knowsOfChange],
  change: (it, { document, stamp }) => ({
    ...it,
    produced: { document, at: stamp.at },
    outside: new Map(),
    outcome: it.decision?.decision === 'compulsion' ? 'compelled' : 'released',
  }),
  takenBy: 'service',
  page: 'produce',
  owes: (it) => [...owedIf(it.outside.size > 0, 'void-and-gone'), ...owedIf(isAt(it, 'packaged'), 'go-on')],
  elsewhere: { answers: 'received' },
  words,
  timeline: ({ who, event: { to, how, form }, words, say }) => {
    const { hows, formSaid } = caseCopiesWords(say.speaker).produce
    return words.said(who, to, form === undefined ? hows[how] : words.saidAs(hows[how], formSaid[form]))
  },
})
