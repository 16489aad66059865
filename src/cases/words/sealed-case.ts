import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  isSealed: 'This matter is sealed. Nobody may be told of it but those who are cleared.',
  toMatter: 'Who may open it, its proof, and its end',
  toProof: 'Proof of what was done while it was sealed',
})

const spanish: InSpanish<typeof english> = () => ({
  isSealed: 'Este asunto está sellado. No se le puede contar a nadie más que a quienes están autorizados.',
  toMatter: 'Quién puede abrirlo, su prueba y su fin',
  toProof: 'Prueba de lo hecho mientras estuvo sellado',
})

export const sealedCaseWords = screenWords(english, spanish)
