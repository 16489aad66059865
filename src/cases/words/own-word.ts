import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  first: 'You signed in a while ago, and this counts as your own word. First confirm that it is you.',
  confirm: 'Confirm that it is you',
  others:
    'You signed in a while ago, and this counts as your own word. Ask counsel or the president of the Board to say it in the case.',
  copy: 'You signed in a while ago. Copy what you wrote, confirm that it is you, and enter it again',
})

const spanish: InSpanish<typeof english> = () => ({
  first:
    'Usted inició sesión hace un rato, y esto cuenta como su propia palabra. Primero confirme que es usted.',
  confirm: 'Confirmar que es usted',
  others:
    'Usted inició sesión hace un rato, y esto cuenta como su propia palabra. Pida a la asesoría o a quien preside la Junta que lo diga en el caso.',
  copy: 'Usted inició sesión hace un rato. Copie lo que escribió, confirme que es usted y vuelva a escribirlo',
})

export const ownWordWords = screenWords(english, spanish)
