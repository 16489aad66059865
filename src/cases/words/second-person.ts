import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/* What a second person is asked, who has no access to the case: a court order without counsel, special counsel, a call about a letter. */

const english = ({ customer, counsel }: LibraryTerms) => ({
  task: 'A court order is due, and counsel cannot be reached. Someone asks for your agreement.',
  taskSpecial: 'Someone asks you to agree about special counsel for a case.',
  go: 'See what is asked',
  title: 'What needs a second person',
  taskLetter: 'Counsel sent a letter in a case. Someone must call counsel about it.',
  intro: `A court order is due by tomorrow, and no one could reach ${counsel}. The person who decides asks you to agree to comply with it. Call them before you press anything.`,
  introCheck:
    'You agreed to comply with a court order. Check what was collected for it before it leaves the library.',
  introSays: `This page shows what the order asks for, but no ${customer} and no record. If you do not agree, press nothing and call the person who asks. Complying late can be contempt of court.`,
  nothing: 'Nothing waits for you.',
  heading: { agree: 'Agree to comply without counsel', check: 'Check what was collected' },
  case: 'Case',
  askedBy: 'Asked by',
  court: 'Court',
  number: 'Its number',
  due: 'Response due',
  records: 'Records it names',
  people: 'People it names',
  days: 'Days',
  seal: 'Under seal',
  sealSays: { yes: 'Yes: it goes to the court alone', no: 'No: the court does not allow it' },
  tried: 'Tried and not reached',
  triedAt: (counsel: string, times: string) => `${counsel}, at these times: ${times}`,
  agree: 'I agree to comply',
  agreeSays:
    'The records are produced in your name and theirs. It is recorded as: complied under court order, counsel not reached. Counsel confirms or denies it afterward.',
  checkSays:
    'Call the person who collected the records. Compare the numbers with the order on the phone. No record shows here.',
  checkElsewhere:
    'Check this at a computer of the library: what was collected can be compared only there. If you cannot come in time, call the person who asks.',
  collected: 'Collected',
  mark: 'Fingerprint of what was collected',
  check: 'It is what the order names, and no more',
  back: 'Back to the start page',
  saved: 'Your answer is saved.',
  gone: 'That is no longer asked, or the case changed.',
  special: { add: 'Add special counsel to a case', end: 'End the work of special counsel' },
  specialSays:
    'The person who decides asks you to agree. Special counsel sees this case alone, and what they say in it counts as the word of counsel. Call the lawyer first, at a number that you found yourself, and ask who hired them. If you do not agree, press nothing.',
  lawyer: 'Lawyer',
  conflicted: 'The library’s lawyers with a conflict of interest',
  noConflict: 'None has said so',
  specialAgree: 'I agree about special counsel',
})

const spanish: InSpanish<typeof english> = ({ customer, counsel }) => ({
  task: 'Vence una orden de un tribunal y no se puede hablar con la asesoría. Alguien pide que usted acepte.',
  taskSpecial: 'Alguien pide que usted acepte algo sobre la asesoría especial de un caso.',
  go: 'Ver lo que se pide',
  title: 'Tareas para una segunda persona',
  taskLetter: 'La asesoría envió una carta en un caso. Alguien debe llamarla por eso.',
  intro: `Una orden de un tribunal vence mañana a más tardar, y nadie pudo hablar con ${counsel}. Quien decide le pide aceptar que se cumpla. Llame a esa persona antes de oprimir nada.`,
  introCheck:
    'Usted aceptó cumplir una orden de un tribunal. Revise lo que se reunió para ella antes de que salga de la biblioteca.',
  introSays: `Esta página muestra lo que pide la orden, pero a ningún ${customer} ni ningún registro. Si no acepta, no oprima nada y llame a quien lo pide. Cumplir tarde puede ser desacato.`,
  nothing: 'No hay nada pendiente para usted.',
  heading: { agree: 'Aceptar que se cumpla sin la asesoría', check: 'Revisar lo que se reunió' },
  case: 'Caso',
  askedBy: 'Lo pide',
  court: 'Tribunal',
  number: 'Su número',
  due: 'Respuesta para',
  records: 'Registros que nombra',
  people: 'Personas que nombra',
  days: 'Días',
  seal: 'Bajo sello',
  sealSays: { yes: 'Sí: va solo al tribunal', no: 'No: el tribunal no lo permite' },
  tried: 'Se intentó, y no se pudo hablar con',
  triedAt: (counsel, times) => `${counsel}, a estas horas: ${times}`,
  agree: 'Acepto que se cumpla',
  agreeSays:
    'Los registros se entregan en nombre de usted y de esa persona. Se anota así: se cumplió una orden de un tribunal sin haber podido hablar con la asesoría. La asesoría lo confirma o lo niega después.',
  checkSays:
    'Llame a quien reunió los registros. Comparen por teléfono los números con la orden. Aquí no se ve ningún registro.',
  checkElsewhere:
    'Revise esto en una computadora de la biblioteca: solo allí se puede comparar lo que se reunió. Si no puede venir a tiempo, llame a quien lo pide.',
  collected: 'Reunido',
  mark: 'Huella de lo que se reunió',
  check: 'Es lo que nombra la orden, y nada más',
  back: 'Volver a la página de inicio',
  saved: 'Su respuesta está guardada.',
  gone: 'Eso ya no se pide, o el caso cambió.',
  special: {
    add: 'Agregar asesoría especial a un caso',
    end: 'Terminar el trabajo de la asesoría especial',
  },
  specialSays:
    'Quien decide le pide que acepte. La asesoría especial ve solo este caso, y lo que dice en él vale como palabra de la asesoría. Antes llame a la asesoría especial, a un número que haya buscado usted, y pregunte quién la contrató. Si no acepta, no oprima nada.',
  lawyer: 'Abogado o abogada',
  conflicted: 'Personas de la asesoría de la biblioteca con un conflicto de interés',
  noConflict: 'Ninguna lo ha dicho',
  specialAgree: 'Doy mi acuerdo sobre la asesoría especial',
})

export const secondPersonWords = screenWords(english, spanish)
