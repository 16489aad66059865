import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  backTitle: 'Call them back',
  noOne: 'Nobody with that card is on file.',
  onTheList: (rooms: string) => `It is first on the list under Calls. Make the call from ${rooms}.`,
})

const spanish: InSpanish<typeof english> = () => ({
  backTitle: 'Devuelva la llamada',
  noOne: 'No consta nadie con esa tarjeta.',
  onTheList: (rooms) => `Está primero en la lista, en Llamadas. Llame desde ${rooms}.`,
})

export const callBackWords = screenWords(english, spanish)
