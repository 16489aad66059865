import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  know: 'Note',
  stillInForce: 'It is still in effect.',
  /** For someone who speaks another language than the screen's. */
  sayIn: { en: 'In English', es: 'In Spanish' },
  flag: {
    'policy-review-overdue': 'The Board has not reviewed this policy for more than three years.',
    'reading-awaits-board': 'The Board has not yet adopted this interpretation of the policy.',
    'age-18-ask-counsel': 'This person is eighteen. The Director must ask legal counsel first.',
    'verify-emergency': 'The emergency must be confirmed by phone. The Director makes that call.',
    'outside-scope': 'The legal paper does not cover all of this.',
    'not-a-judicial-determination': 'This legal paper was not issued by a judge.',
    'compelled-not-reg-1': 'The law requires this. It is not a release under Regulation 1.',
    'section-215-lapsed': 'The law cited in this paper has expired.',
    gag: 'This paper has a nondisclosure order. Talk about it only with the Director.',
  },
  say: 'Say this',
  next: 'Then do this',
  why: 'Why',
})

const spanish: InSpanish<typeof english> = () => ({
  know: 'Conviene saber',
  stillInForce: 'Sigue en vigor.',
  sayIn: { en: 'En inglés', es: 'En español' },
  flag: {
    'policy-review-overdue': 'La Junta no ha revisado esta política en más de tres años.',
    'reading-awaits-board': 'La Junta aún no ha adoptado esta interpretación de la política.',
    'age-18-ask-counsel':
      'Esta persona tiene dieciocho años. La Dirección debe consultar primero a la asesoría legal.',
    'verify-emergency': 'La emergencia se debe confirmar por teléfono. Esa llamada la hace la Dirección.',
    'outside-scope': 'El documento legal no abarca todo esto.',
    'not-a-judicial-determination': 'Este documento legal no lo emitió un juez.',
    'compelled-not-reg-1': 'La ley exige esto. No es una divulgación según la Regulación 1.',
    'section-215-lapsed': 'La ley que cita este documento ya no está en vigor.',
    gag: 'Este documento trae una orden de no divulgación. Hable de él solo con la Dirección.',
  },
  say: 'Diga esto',
  next: 'Después haga esto',
  why: 'Por qué',
})

export const answerPartsWords = screenWords(english, spanish)
