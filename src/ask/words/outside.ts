import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  who: 'Someone who asks: “Did anyone ask about me?”',
  heading: 'When someone asks: “Did anyone ask about me?”',
  says: 'Everyone gets this answer, always, whatever is true:',
  next: 'Say no more, to anyone. Do not look anything up first.',
  words: '“We cannot say whether we have or have not received any request. Everyone gets this answer.”',
})

const spanish: InSpanish<typeof english> = () => ({
  who: 'Alguien que dice: «¿Alguien preguntó por mí?»',
  heading: 'Cuando alguien dice: «¿Alguien preguntó por mí?»',
  says: 'Todos reciben esta respuesta, siempre, sea cual sea la verdad:',
  next: 'No diga más, a nadie. No busque nada antes.',
  words: '«No podemos decir si hemos recibido o no alguna solicitud. Todos reciben esta respuesta.»',
})

export const outsideWords = screenWords(english, spanish)
