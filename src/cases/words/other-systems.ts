import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, customers }: LibraryTerms) => ({
  title: 'Other systems that hold records',
  intro: `Carrel is not the only place that knows what ${customers} did. List every other system here. A case asks what was done in each of them before records go out, and the certificate says so.`,
  examples:
    'Think of e-books, cameras and sign-up sheets. Think of interlibrary loan, of the system that lends, and of a vendor’s backups.',
  brokenInto:
    'Was one of them broken into? Report it as a privacy concern. Write down what it held, and call counsel: the law may require the library to tell people.',
  reportIt: 'Report a privacy concern',
  none: 'No other system is listed. The certificate will say that nothing else was searched.',
  name: 'System',
  nameHint: 'As staff call it',
  holds: 'What it holds',
  holdsHint: `Name no ${customers}`,
  kept: 'For how long',
  contract: 'Contract',
  contractHint: 'Who it is with, and where the paper is. “None” if there is none.',
  searcher: 'Who can search it',
  add: 'Add a system',
  save: 'Save',
  saveOf: (name: string) => `Save: ${name}`,
  edit: (name: string) => `Change ${name}`,
  end: 'No longer in use',
  endOf: (name: string) => `${name} is no longer in use`,
  endSays: 'It leaves this list. Cases keep what was noted of it.',
  saved: 'Saved.',
  gone: 'That system is no longer on the list.',
  unfit: {
    name: 'Type what staff call the system.',
    holds: 'Type what it holds.',
    kept: 'Type how long it keeps this. “Unknown” is an answer.',
    contract: 'Type who the contract is with, or “None”.',
    searcher: 'Type who can search it. “No one” is an answer.',
  },
  inCase: {
    heading: 'Other systems',
    produce:
      'The certificate says what was done in each of these. The file can be prepared once each has its line.',
    preserve: `Ask each of these to keep what it has, or search it. Name no other ${customer} there.`,
    note: 'Note a system',
    which: 'System',
    result: 'What was done',
    results: {
      nothing: 'It was searched, and nothing was found',
      found: 'It was searched, and something was found',
      'not-searched': 'It was not searched',
    },
    by: 'Who searched it',
    on: 'On which day',
    words: 'What was found, or why it was not searched',
    wordsHint: `The certificate prints this. Name no ${customers}.`,
    keep: 'Note it',
    pending: 'Not noted yet',
    head: ['System', 'What was done', 'Words'],
    unfit: {
      system: 'Choose the system.',
      result: 'Choose what was done.',
      by: 'Type who searched it.',
      on: 'Type a day that is not in the future.',
      words: 'Type what was found, or why it was not searched.',
    },
  },
  said: (result: 'nothing' | 'found' | 'not-searched', by: string, day: string) =>
    result === 'not-searched'
      ? `not searched (${day}).`
      : `searched by ${by} (${day}). ${result === 'nothing' ? 'Nothing was found.' : 'Something was found.'}`,
  certificate: {
    heading: 'Other systems of the library',
    head: ['System', 'Searched by', 'Day', 'Result'],
    notSearched: 'not searched',
    nothing: 'Nothing was found.',
    listed:
      'The library’s other systems are in the list below, with what was done in each of them. Nothing else was searched.',
  },
})

const spanish: InSpanish<typeof english> = ({ customer, customers }) => ({
  title: 'Otros sistemas que guardan registros',
  intro: `Carrel no es el único lugar que sabe qué hicieron los ${customers}. Anote aquí cada uno de los demás. Antes de que salgan registros, un caso pregunta qué se hizo en cada uno, y el certificado lo dice.`,
  examples:
    'Piense en libros electrónicos, cámaras y hojas de inscripción. Piense en el préstamo entre bibliotecas, en el sistema que presta y en las copias de un proveedor.',
  brokenInto:
    '¿Hubo una intrusión en alguno? Repórtela como preocupación de privacidad. Escriba qué guardaba y llame a la asesoría: la ley puede obligar a la biblioteca a avisar a las personas.',
  reportIt: 'Reportar una preocupación de privacidad',
  none: 'No hay ningún otro sistema en la lista. El certificado dirá que no se buscó en nada más.',
  name: 'Sistema',
  nameHint: 'Como lo llama el personal',
  holds: 'Qué guarda',
  holdsHint: `No nombre a ${customers}`,
  kept: 'Por cuánto tiempo',
  contract: 'Contrato',
  contractHint: 'Con quién, y dónde está el documento. «Ninguno» si no lo hay.',
  searcher: 'Quién puede buscar en él',
  add: 'Agregar un sistema',
  save: 'Guardar',
  saveOf: (name) => `Guardar: ${name}`,
  edit: (name) => `Cambiar ${name}`,
  end: 'Ya no se usa',
  endOf: (name) => `${name} ya no se usa`,
  endSays: 'Sale de esta lista. Los casos conservan lo que se anotó de él.',
  saved: 'Guardado.',
  gone: 'Ese sistema ya no está en la lista.',
  unfit: {
    name: 'Escriba cómo llama el personal al sistema.',
    holds: 'Escriba qué guarda.',
    kept: 'Escriba por cuánto tiempo lo guarda. «No se sabe» es una respuesta.',
    contract: 'Escriba con quién es el contrato, o «Ninguno».',
    searcher: 'Escriba quién puede buscar en él. «Nadie» es una respuesta.',
  },
  inCase: {
    heading: 'Otros sistemas',
    produce:
      'El certificado dice qué se hizo en cada uno de estos. El archivo se puede preparar cuando cada uno tenga su línea.',
    preserve: `Pida a cada uno que conserve lo que tiene, o busque en él. No nombre allí a ningún otro ${customer}.`,
    note: 'Anotar un sistema',
    which: 'Sistema',
    result: 'Qué se hizo',
    results: {
      nothing: 'Se buscó y no se halló nada',
      found: 'Se buscó y se halló algo',
      'not-searched': 'No se buscó',
    },
    by: 'Quién buscó',
    on: 'Qué día',
    words: 'Qué se halló, o por qué no se buscó',
    wordsHint: `El certificado imprime esto. No nombre a ${customers}.`,
    keep: 'Anotarlo',
    pending: 'Todavía sin anotar',
    head: ['Sistema', 'Qué se hizo', 'Palabras'],
    unfit: {
      system: 'Elija el sistema.',
      result: 'Elija qué se hizo.',
      by: 'Escriba quién buscó.',
      on: 'Escriba un día que no esté en el futuro.',
      words: 'Escriba qué se halló, o por qué no se buscó.',
    },
  },
  said: (result, by, day) =>
    result === 'not-searched'
      ? `no se buscó (${day}).`
      : `buscó ${by} (${day}). ${result === 'nothing' ? 'No se halló nada.' : 'Se halló algo.'}`,
  certificate: {
    heading: 'Otros sistemas de la biblioteca',
    head: ['Sistema', 'Quién buscó', 'Día', 'Resultado'],
    notSearched: 'no se buscó',
    nothing: 'No se halló nada.',
    listed:
      'Los otros sistemas de la biblioteca están en la lista de abajo, con lo que se hizo en cada uno. No se buscó en nada más.',
  },
})

export const otherSystemsWords = screenWords(english, spanish)
