import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  know: 'Good to know',
  stillInForce: 'It is still in force.',
  /** For someone who speaks another language than the screen's. */
  sayIn: { en: 'In English', es: 'In Spanish' },
  flag: {
    'policy-review-overdue': 'The Board has not reviewed this policy for more than three years.',
    'reading-awaits-board': 'The Board has not yet adopted this reading of the policy.',
    'age-18-ask-counsel': 'They are eighteen. The Director asks legal counsel first.',
    'verify-emergency': 'Someone must check by phone that the emergency is real. The Director does this.',
    'outside-scope': 'The paper does not name all of this.',
    'not-a-judicial-determination': 'No judge made this paper.',
    'compelled-not-reg-1': 'The law compels this. It is not a release under Regulation 1.',
    'section-215-lapsed': 'The law this paper names has lapsed.',
    gag: 'The paper says to keep it secret. Speak only with the Director about it.',
  },
  say: 'Say this',
  next: 'Then do this',
  why: 'Why',
})

const spanish: InSpanish<typeof english> = () => ({
  know: 'Conviene saber',
  stillInForce: 'Sigue vigente.',
  sayIn: { en: 'En inglés', es: 'En español' },
  flag: {
    'policy-review-overdue': 'La Junta no ha revisado esta política en más de tres años.',
    'reading-awaits-board': 'La Junta aún no ha adoptado esta lectura de la política.',
    'age-18-ask-counsel': 'Tiene dieciocho años. La Dirección consulta primero a la asesoría legal.',
    'verify-emergency': 'Hay que comprobar por teléfono que la emergencia es real. Eso lo hace la Dirección.',
    'outside-scope': 'El documento no nombra todo esto.',
    'not-a-judicial-determination': 'Ningún juez hizo este documento.',
    'compelled-not-reg-1': 'La ley obliga a esto. No es una divulgación según la Regulación 1.',
    'section-215-lapsed': 'La ley que nombra este documento ya caducó.',
    gag: 'El documento dice que debe quedar en secreto. Hable de él solo con la Dirección.',
  },
  say: 'Diga esto',
  next: 'Después haga esto',
  why: 'Por qué',
})

export const answerPartsWords = screenWords(english, spanish)
