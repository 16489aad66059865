import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ theCustomer }: LibraryTerms) => ({
  particular: 'They want something in particular',
  guardian: 'A parent or guardian is asking',
  customer: `${capitalize(theCustomer)} is asking about their own record`,
  onPhone: 'They are on the phone',
  here: 'They are here in person',
})

const spanish: InSpanish<typeof english> = ({ theCustomer }) => ({
  particular: 'Quieren algo en particular',
  guardian: 'Pregunta un padre, una madre o un tutor',
  customer: `${capitalize(theCustomer)} pregunta por su propio expediente`,
  onPhone: 'Están al teléfono',
  here: 'Están aquí en persona',
})

export const shortWaysWords = screenWords(english, spanish)
