import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Guard } from '../guards.ts'
import { wordsForm } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, oversightRoles, sentenceWithWords } from './step.ts'

export type Receipt = { readonly what: 'receipt'; readonly words: string }

const wasProduced: Guard = {
  name: 'was-produced',
  passes: (it) => it.produced !== undefined,
  hides: (it) => it.produced === undefined,
  words: screenWords(
    () => 'No records were produced in this case.',
    () => 'En este caso no se entregaron registros.',
  ),
}

const words = screenWords(
  () => ({ label: 'Get a receipt', said: (who: string) => `${who} noted the receipt.` }),
  () => ({ label: 'Obtener un recibo', said: (who) => `${who} anotó el recibo.` }),
)

export const receipt = defineStep<Receipt>()({
  name: 'receipt',
  by: oversightRoles,
  at: ['ended'],
  guards: [wasProduced],
  change: (it) => ({ ...it, receipt: true }),
  owes: (it) => owedIf(isAt(it, 'ended') && it.produced !== undefined && !it.receipt, 'afterwards'),
  elsewhere: { answers: 'received' },
  words,
  timeline: sentenceWithWords,
  form: wordsForm('receipt', 'ending'),
})
