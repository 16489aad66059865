import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  fillIn: 'Fill it in, now or later',
  missing: (names: string) => `Not known yet: ${names}`,
  again: 'Call again',
  againAbout: (who: string) => `Call again: ${who}`,
  leftEarlier: 'They left earlier',
  tookMore: 'Add something that they took',
  gavePhone: 'They gave a phone number, or the paper shows one',
})

const spanish: InSpanish<typeof english> = () => ({
  fillIn: 'Llenarlo, ahora o después',
  missing: (names) => `Todavía no se sabe: ${names}`,
  again: 'Llamar otra vez',
  againAbout: (who) => `Llamar otra vez: ${who}`,
  leftEarlier: 'Se fueron antes',
  tookMore: 'Agregar algo que se llevaron',
  gavePhone: 'Dieron un número de teléfono, o está en el documento',
})

export const searchPageWords = screenWords(english, spanish)
