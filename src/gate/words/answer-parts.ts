import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const answerPartsEnglish = ({ findingsClause }: LibraryTerms) => ({
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
    'not-a-judicial-determination':
      'Papers of this kind are often not signed by a judge. The Director checks.',
    'compelled-not-reg-1': `The law requires this. It is not a release under ${findingsClause}.`,
    'counsel-not-reached': 'Counsel was not reached. They still have to confirm or deny it.',
    'section-215-lapsed': 'The law cited in this paper has expired.',
    gag: 'This paper has a nondisclosure order. Talk about it only with the Director and legal counsel.',
  },
  say: 'Say this',
  next: 'Then do this',
  why: 'Why',
})

const answerPartsSpanish: InSpanish<typeof answerPartsEnglish> = ({ findingsClause }) => ({
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
    'not-a-judicial-determination':
      'A menudo un documento de este tipo no lo firma un juez. La Dirección lo revisa.',
    'compelled-not-reg-1': `La ley exige esto. No es una divulgación según ${findingsClause}.`,
    'counsel-not-reached': 'No se pudo hablar con la asesoría. Todavía debe confirmarlo o negarlo.',
    'section-215-lapsed': 'La ley que cita este documento ya no está en vigor.',
    gag: 'Este documento trae una orden de no divulgación. Hable de él solo con la Dirección y la asesoría legal.',
  },
  say: 'Diga esto',
  next: 'Después haga esto',
  why: 'Por qué',
})

export const answerPartsWords = screenWords(answerPartsEnglish, answerPartsSpanish)

const readingsEnglish = ({ customers }: LibraryTerms) => ({
  title: 'Too many records in a short time',
  passphrase:
    'In the last few minutes, you opened or listed more records than desk work usually needs. This record was not opened. Enter your passphrase to continue.',
  until: (time: string) =>
    `In the last few minutes, you opened or listed more records than desk work usually needs. This record was not opened. You can open another one at ${time}.`,
  directorKnows: 'The Director has been told. If this was for work, just say so.',
  line: `If ${customers} are waiting, you can still check in items. You can also reopen a record that you opened a moment ago. For anything else, call the Director or have a coworker sign in.`,
  takeBack: 'Check in',
})

const readingsSpanish: InSpanish<typeof readingsEnglish> = ({ customers }) => ({
  title: 'Demasiados expedientes en poco tiempo',
  passphrase:
    'En los últimos minutos usted abrió o buscó más expedientes de los que suele pedir el trabajo en el mostrador. Este no se abrió. Escriba su contraseña para continuar.',
  until: (time) =>
    `En los últimos minutos usted abrió o buscó más expedientes de los que suele pedir el trabajo en el mostrador. Este no se abrió. Podrá abrir otro a las ${time}.`,
  directorKnows: 'Ya se avisó a la Dirección. Si era por trabajo, dígalo.',
  line: `Si hay ${customers} esperando, usted todavía puede recibir devoluciones. También puede reabrir un expediente que abrió hace un momento. Para lo demás, llame a la Dirección o pida que otra persona del personal inicie sesión.`,
  takeBack: 'Registrar devolución',
})

export const readingsWords = screenWords(readingsEnglish, readingsSpanish)
