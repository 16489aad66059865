import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  isSealed: 'This matter is sealed. Only people with access may know about it.',
  toMatter: 'People with access, proof, and closing',
  toProof: 'Proof of what was done while it was sealed',
})

const spanish: InSpanish<typeof english> = () => ({
  isSealed: 'Este asunto está sellado. Solo pueden saber de él las personas con acceso.',
  toMatter: 'Personas con acceso, prueba y cierre',
  toProof: 'Prueba de lo hecho mientras estuvo sellado',
})

export const sealedCaseWords = screenWords(english, spanish)
