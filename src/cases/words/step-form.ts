import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer }: LibraryTerms) => ({
  whenSays: 'Leave both blank if it is now. If it happened earlier, say when.',
  field: {
    through: 'How',
    until: 'Until',
    finding: 'Which finding?',
    paper: 'On which paper?',
    words: 'Details',
    way: 'How did counsel say it?',
    counsel: 'Counsel’s name',
    on: 'Date',
    time: 'Time',
  },
  hint: {
    words: `Do not write why a ${customer} wanted something.`,
  },
  choose: 'Choose one',
  option: {
    through: { phone: 'By phone', 'in-person': 'In person', mail: 'By mail' },
    yesNo: { yes: 'Yes', no: 'No' },
    way: { phone: 'By phone', 'in-person': 'In person', 'e-mail': 'By e-mail', mail: 'By mail' },
  },
  error: {
    missing: (field: string) => `This is required: ${field}`,
    pick: (field: string) => `Choose one: ${field}`,
    day: (field: string) => `Type a date, such as 2026-11-24: ${field}`,
    far: (field: string, first: string, last: string) =>
      `Check the year. Type a date from ${first} to ${last}: ${field}`,
    time: 'Type a date and time, such as 2026-11-24 and 14:30',
    number: (field: string) => `Type a number, 1 or more: ${field}`,
    code: (field: string, forms: string) =>
      `Write it in the Board’s format, such as ${forms}, where 9 is any digit: ${field}`,
    toCome: (field: string) => `That date is in the future: ${field}`,
    records: 'Choose at least one kind of record',
    notHere: 'Card numbers can be looked up only on a staff computer',
    changed:
      'The case changed after you opened this page. Nothing is saved yet. Read what is new in the timeline, then press again.',
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer }) => ({
  whenSays: 'Deje los dos en blanco si es ahora. Si pasó antes, diga cuándo.',
  field: {
    through: 'Cómo',
    until: 'Hasta',
    finding: '¿Qué punto?',
    paper: '¿En qué documento?',
    words: 'Detalles',
    way: '¿Cómo lo dijo la asesoría?',
    counsel: 'Nombre de la persona de la asesoría',
    on: 'Fecha',
    time: 'Hora',
  },
  hint: {
    words: `No escriba para qué quería algo ${aCustomer}.`,
  },
  choose: 'Elija uno',
  option: {
    through: { phone: 'Por teléfono', 'in-person': 'En persona', mail: 'Por correo' },
    yesNo: { yes: 'Sí', no: 'No' },
    way: {
      phone: 'Por teléfono',
      'in-person': 'En persona',
      'e-mail': 'Por correo electrónico',
      mail: 'Por correo',
    },
  },
  error: {
    missing: (field) => `Esto es obligatorio: ${field}`,
    pick: (field) => `Elija uno: ${field}`,
    day: (field) => `Escriba una fecha, por ejemplo 2026-11-24: ${field}`,
    far: (field, first, last) => `Revise el año. Escriba una fecha del ${first} al ${last}: ${field}`,
    time: 'Escriba una fecha y una hora, por ejemplo 2026-11-24 y 14:30',
    number: (field) => `Escriba un número, de 1 en adelante: ${field}`,
    code: (field, forms) =>
      `Escríbalo en el formato de la Junta, por ejemplo ${forms}, donde 9 es cualquier cifra: ${field}`,
    toCome: (field) => `Esa fecha está en el futuro: ${field}`,
    records: 'Elija por lo menos un tipo de registro',
    notHere: 'Los números de tarjeta se pueden buscar solo en una computadora del personal',
    changed:
      'El caso cambió después de que usted abrió esta página. Todavía no se guardó nada. Lea lo nuevo en la cronología y oprima otra vez.',
  },
})

export const stepFormWords = screenWords(english, spanish)
