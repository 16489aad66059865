import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer }: LibraryTerms) => ({
  whenSays: 'Leave both empty for now. If it happened before, say when.',
  field: {
    through: 'By what way',
    until: 'Until which day',
    finding: 'Which finding?',
    paper: 'On which paper?',
    words: 'In words',
    way: 'How did counsel say it?',
    counsel: "Counsel's name",
    on: 'On which day',
    time: 'At what time',
  },
  hint: {
    words: `Do not write why a ${customer} wanted something.`,
  },
  choose: 'Choose one',
  option: {
    through: { phone: 'By phone', 'in-person': 'In person', mail: 'By mail' },
    yesNo: { yes: 'Yes', no: 'No' },
    way: { phone: 'By phone', mail: 'By mail' },
  },
  error: {
    missing: (field: string) => `Fill this in: ${field}`,
    pick: (field: string) => `Choose one: ${field}`,
    day: (field: string) => `Give a day, such as 2026-11-24: ${field}`,
    far: (field: string, first: string, last: string) =>
      `Check the year. Give a day from ${first} to ${last}: ${field}`,
    time: 'Give a day and a time, such as 2026-11-24 and 14:30',
    number: (field: string) => `Give a number, 1 or more: ${field}`,
    code: (field: string, forms: string) =>
      `Write it as the Board numbers it, such as ${forms}, where 9 is any digit: ${field}`,
    toCome: (field: string) => `That day is still to come: ${field}`,
    records: 'Choose at least one kind of record',
    notHere: 'Card numbers can be looked up on a staff computer only',
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer }) => ({
  whenSays: 'Deje los dos vacíos si es ahora. Si pasó antes, diga cuándo.',
  field: {
    through: 'De qué manera',
    until: 'Hasta qué día',
    finding: '¿Qué punto?',
    paper: '¿En qué documento?',
    words: 'En palabras',
    way: '¿Cómo lo dijo la asesoría?',
    counsel: 'Nombre de quien asesora',
    on: 'Qué día',
    time: 'A qué hora',
  },
  hint: {
    words: `No escriba para qué quería algo ${aCustomer}.`,
  },
  choose: 'Elija uno',
  option: {
    through: { phone: 'Por teléfono', 'in-person': 'En persona', mail: 'Por correo' },
    yesNo: { yes: 'Sí', no: 'No' },
    way: { phone: 'Por teléfono', mail: 'Por correo' },
  },
  error: {
    missing: (field) => `Falta esto: ${field}`,
    pick: (field) => `Elija uno: ${field}`,
    day: (field) => `Escriba un día, por ejemplo 2026-11-24: ${field}`,
    far: (field, first, last) => `Revise el año. Escriba un día del ${first} al ${last}: ${field}`,
    time: 'Escriba un día y una hora, por ejemplo 2026-11-24 y 14:30',
    number: (field) => `Escriba un número, de 1 en adelante: ${field}`,
    code: (field, forms) =>
      `Escríbalo como lo numera la Junta, por ejemplo ${forms}, donde 9 es cualquier cifra: ${field}`,
    toCome: (field) => `Ese día todavía no ha llegado: ${field}`,
    records: 'Elija por lo menos una clase de datos',
    notHere: 'Los números de tarjeta se buscan solo en una computadora del personal',
  },
})

export const stepFormWords = screenWords(english, spanish)
