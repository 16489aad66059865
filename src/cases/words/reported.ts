import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/* What someone recorded as the word of counsel or of the Board, and whether they confirmed it. */

const english = ({ customer }: LibraryTerms) => ({
  asksCounsel: 'Someone recorded what you said in a case. Confirm or deny it.',
  asksBoard: (many: number) =>
    many === 1
      ? 'Someone recorded that the Board was consulted. Confirm or deny it.'
      : `Someone recorded ${many} times that the Board was consulted. Confirm or deny each.`,
  go: 'Confirm or deny',

  heading: 'Consultation',
  headingSays:
    'What someone else recorded is reported. It is confirmed once the person says so at their own sign-in.',
  of: {
    advice: 'Counsel’s advice',
    debrief: 'Counsel’s review of the search',
    'gag-end': 'End of the nondisclosure order',
    notice: `Counsel’s choice whether to tell the ${customer}`,
    finding: 'Counsel took back a finding',
    search: 'The search was a mistake',
    board: 'The Board was consulted',
  },
  reported: (who: string, when: string) => `Reported by ${who}, ${when}.`,
  waits: 'Not confirmed yet.',
  confirmed: (who: string, when: string) => `Confirmed by ${who}, ${when}.`,
  denied: (who: string, when: string) => `Denied by ${who}, ${when}. It does not count.`,
  moot: 'Nothing to confirm any more: the case changed.',
  own: (who: string, when: string) => `By ${who} at their own sign-in, ${when}.`,
  stage: 'Counsel is reported to have found the paper valid',

  title: 'Confirm what was recorded of the Board',
  intro:
    'Someone recorded that the Board was consulted about a case. Check the numbers against the minutes of the Board. Then confirm or deny it.',
  introSays: `This page shows only numbers and dates. It names no ${customer}, and no one who asked. It does not show what the case is about.`,
  nothing: 'Nothing waits for your answer.',
  case: 'Case',
  recordedBy: 'Recorded by',
  on: 'The Board met on',
  motion: 'Motion number',
  session: 'Closed meeting reference',
  confirm: 'I confirm it',
  deny: 'I deny it: it did not happen, or not so',
  denySays: 'If you deny it, the case opens again, and any decision in it is void.',
  back: 'Back to cases',
  saved: 'Your answer is saved.',
  gone: 'That was answered in the meantime, or the case changed.',
})

const spanish: InSpanish<typeof english> = ({ customer }) => ({
  asksCounsel: 'Alguien anotó lo que usted dijo en un caso. Confírmelo o niéguelo.',
  asksBoard: (many) =>
    many === 1
      ? 'Alguien anotó que se consultó a la Junta. Confírmelo o niéguelo.'
      : `Alguien anotó ${many} veces que se consultó a la Junta. Confirme o niegue cada una.`,
  go: 'Confirmar o negar',

  heading: 'Consultas',
  headingSays:
    'Lo que anotó otra persona está reportado. Está confirmado cuando la persona lo dice con su propia cuenta.',
  of: {
    advice: 'La opinión de la asesoría',
    debrief: 'El repaso del cateo con la asesoría',
    'gag-end': 'El fin de la orden de no divulgación',
    notice: `Si la asesoría eligió avisar al ${customer}`,
    finding: 'La asesoría retiró un punto',
    search: 'El cateo se anotó por error',
    board: 'Se consultó a la Junta',
  },
  reported: (who, when) => `Lo reportó ${who}, ${when}.`,
  waits: 'Todavía sin confirmar.',
  confirmed: (who, when) => `Lo confirmó ${who}, ${when}.`,
  denied: (who, when) => `Lo negó ${who}, ${when}. No cuenta.`,
  moot: 'Ya no hay nada que confirmar: el caso cambió.',
  own: (who, when) => `De ${who} con su propia cuenta, ${when}.`,
  stage: 'Se reportó que la asesoría halló válido el documento',

  title: 'Confirmar lo que se anotó de la Junta',
  intro:
    'Alguien anotó que se consultó a la Junta sobre un caso. Compare los números con el acta de la Junta. Después confírmelo o niéguelo.',
  introSays: `Esta página muestra solo números y fechas. No nombra a ningún ${customer} ni a quien preguntó. No muestra de qué trata el caso.`,
  nothing: 'Nada espera su respuesta.',
  case: 'Caso',
  recordedBy: 'Lo anotó',
  on: 'La Junta se reunió el',
  motion: 'Número de la moción',
  session: 'Referencia de la sesión cerrada',
  confirm: 'Lo confirmo',
  deny: 'Lo niego: no pasó, o no fue así',
  denySays: 'Si lo niega, el caso se abre otra vez, y toda decisión en él queda sin efecto.',
  back: 'Volver a los casos',
  saved: 'Su respuesta se guardó.',
  gone: 'Eso se respondió entretanto, o el caso cambió.',
})

export const reportedWords = screenWords(english, spanish)
