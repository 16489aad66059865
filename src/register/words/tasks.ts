import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  registerLate: (since: string) =>
    `The register has not been signed since ${since}. Entries made since then may not be signed yet. Ask the person who looks after the computer to restart Carrel.`,
  registerBad: (moment: string) =>
    `The register is NOT whole. A check on ${moment} found that something is wrong.`,
  registerBadGo: 'See what it found',
  pinsNowhere: 'Nobody outside keeps watch on the register yet.',
  pinsFail: 'The daily mail that keeps watch on the register does not arrive.',
})

const spanish: InSpanish<typeof english> = () => ({
  registerLate: (since) =>
    `El registro no se firma desde el ${since}. Puede que los asientos hechos desde entonces no estén firmados todavía. Pida a quien atiende la computadora que vuelva a iniciar Carrel.`,
  registerBad: (moment) =>
    `El registro NO está completo. Una comprobación del ${moment} halló que algo está mal.`,
  registerBadGo: 'Ver qué halló',
  pinsNowhere: 'Todavía nadie de fuera vigila el registro.',
  pinsFail: 'El correo diario que vigila el registro no llega.',
})

export const registerTasksWords = screenWords(english, spanish)
