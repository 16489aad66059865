import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'
import type { FollowUpEnd } from '../follow-ups.ts'

const dueInEnglish = (count: number, day: string, isOverdue: boolean): string => {
  const which = count === 1 ? 'It' : 'The first'
  return isOverdue ? `${which} was due on ${day} and is overdue.` : `${which} is due on ${day}.`
}

const dueInSpanish = (count: number, day: string, isOverdue: boolean): string => {
  const until = isOverdue ? `venció el ${day}` : `vence el ${day}`
  return count === 1 ? `El plazo ${until}.` : `El primer plazo ${until}.`
}

const followUpsEnglish = ({ counsel }: LibraryTerms) => ({
  title: 'Follow-ups',
  intro: 'Someone asked at the library, and these are yours to follow up. Each has a due date.',
  none: 'There is nothing to follow up.',
  /** On the start page. */
  task: {
    promised: (count: number, day: string, isOverdue: boolean) =>
      `${count === 1 ? '1 person was promised an answer from you.' : `${count} people were promised an answer from you.`} ${dueInEnglish(count, day, isOverdue)}`,
    shielded: (count: number, day: string, isOverdue: boolean) =>
      `${
        count === 1
          ? 'Someone asked as the parent or guardian of a child whose guardians are told nothing for now.'
          : `${count} times, someone asked as the parent or guardian of a child whose guardians are told nothing for now.`
      } ${dueInEnglish(count, day, isOverdue)}`,
  },
  own: (count: number) =>
    count === 1
      ? 'You promised someone an answer from the Director. It is still open.'
      : `You promised ${count} people an answer from the Director. These are still open.`,
  what: {
    promised: 'Staff promised an answer',
    shielded: 'Someone asked as the parent or guardian of a child whose guardians are told nothing for now',
  },
  shieldedSays:
    'They heard what a parent hears when nothing is owed. So the answer tells neither them nor staff that the child is protected. Do not ask staff about it: that would tell them.',
  due: 'Due',
  overdue: (day: string) => `${day}: overdue`,
  askedOn: 'Asked on',
  reference: 'Log entry',
  reach: 'How to reach them',
  noReach: 'Nothing was written down.',
  openRecord: 'Open the record',
  end: 'How did it end?',
  choose: 'Choose one',
  endMissing: 'Choose how it ended.',
  endIt: 'Save',
  ends: {
    answered: 'We answered them',
    'not-reached': 'We could not reach them',
    'to-counsel': `It is with ${counsel} now`,
    'became-case': 'It became a case',
    'nothing-more': 'There is nothing more to do',
  } satisfies Record<FollowUpEnd, string>,
  ended: 'Saved. How it ended is in the log, and what was written down is deleted.',
  gone: 'Someone else has ended this one already.',
  recorded: 'That you opened this page was logged.',
  /** On the answer. */
  promise: {
    title: 'You promise an answer',
    says: (day: string) => `The Director has until ${day} to answer them, and gets a task.`,
    saysDirector: (day: string) => `You have until ${day} to answer them.`,
    reach: 'How to reach them (optional)',
    hint: 'A name, and a phone number or e-mail address. Do not write what they asked, why, or about whom.',
    tooLong: (most: number) => `Write at most ${most} characters: only how to reach them.`,
  },
})

const followUpsSpanish: InSpanish<typeof followUpsEnglish> = ({ counsel }) => ({
  title: 'Seguimiento',
  intro:
    'Alguien preguntó en la biblioteca, y a usted le toca dar seguimiento. Cada asunto tiene una fecha límite.',
  none: 'No hay nada a lo que dar seguimiento.',
  task: {
    promised: (count, day, isOverdue) =>
      `${
        count === 1
          ? 'A 1 persona se le prometió una respuesta de usted.'
          : `A ${count} personas se les prometió una respuesta de usted.`
      } ${dueInSpanish(count, day, isOverdue)}`,
    shielded: (count, day, isOverdue) =>
      `${
        count === 1
          ? 'Alguien preguntó como padre, madre o tutor de un menor a cuyos tutores no se les dice nada por ahora.'
          : `Alguien preguntó ${count} veces como padre, madre o tutor de un menor a cuyos tutores no se les dice nada por ahora.`
      } ${dueInSpanish(count, day, isOverdue)}`,
  },
  own: (count) =>
    count === 1
      ? 'Usted prometió a alguien una respuesta de la Dirección. Sigue pendiente.'
      : `Usted prometió a ${count} personas una respuesta de la Dirección. Siguen pendientes.`,
  what: {
    promised: 'El personal prometió una respuesta',
    shielded:
      'Alguien preguntó como padre, madre o tutor de un menor a cuyos tutores no se les dice nada por ahora',
  },
  shieldedSays:
    'Oyó lo que se le dice a un padre, una madre o un tutor cuando no se debe nada. Así, la respuesta no le dice a esa persona ni al personal que el menor está protegido. No pregunte al personal por esto: así se enteraría.',
  due: 'Fecha límite',
  overdue: (day) => `${day}: atrasado`,
  askedOn: 'Preguntó el',
  reference: 'Entrada del registro',
  reach: 'Cómo comunicarse',
  noReach: 'No se anotó nada.',
  openRecord: 'Abrir el expediente',
  end: '¿Cómo terminó?',
  choose: 'Elija una opción',
  endMissing: 'Elija cómo terminó.',
  endIt: 'Guardar',
  ends: {
    answered: 'Le respondimos',
    'not-reached': 'No pudimos comunicarnos',
    'to-counsel': `Ahora lo tiene ${counsel}`,
    'became-case': 'Se abrió un caso',
    'nothing-more': 'No hay nada más que hacer',
  },
  ended: 'Guardado. El registro dice cómo terminó, y lo que se anotó se borró.',
  gone: 'Otra persona ya lo había terminado.',
  recorded: 'Quedó registrado que usted abrió esta página.',
  promise: {
    title: 'Usted promete una respuesta',
    says: (day) => `La Dirección tiene hasta el ${day} para responder, y recibe una tarea.`,
    saysDirector: (day) => `Usted tiene hasta el ${day} para responder.`,
    reach: 'Cómo comunicarse con la persona (opcional)',
    hint: 'Un nombre y un teléfono o correo electrónico. No escriba qué preguntó, por qué, ni sobre quién.',
    tooLong: (most) => `Escriba ${most} caracteres como máximo: solo cómo comunicarse.`,
  },
})

export const followUpsWords = screenWords(followUpsEnglish, followUpsSpanish)
