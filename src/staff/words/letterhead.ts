import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, counsel }: LibraryTerms) => ({
  title: 'Letterhead',
  says: `This is printed at the top of every letter, under the name ${library}.`,
  address: 'Street and town',
  addressHint: 'One to three lines, as on an envelope',
  phone: 'Phone number',
  counselPhone: `Office number of ${counsel}`,
  counselPhoneHint:
    'Not printed on letters. It is on the public page for people who were handed a legal paper, so use an office number.',
  hours: 'Opening hours',
  hoursHint: 'Up to three short lines, such as “Monday to Friday, 9 to 6.” Leave blank to print none.',
  noAddress: 'Type the street and town',
  noPhone: 'Type the phone number that people should call',
  tooMany: 'Use three lines at most',
  tooLong: (most: number) => `Make each line ${most} characters or shorter`,
  save: 'Save',
  saved: 'The letterhead was saved.',
  changed: (fields: string) => `Changed: ${fields}.`,
})

const spanish: InSpanish<typeof english> = ({ library, counsel }) => ({
  title: 'Membrete',
  says: `Se imprime arriba en cada carta, bajo el nombre ${library}.`,
  address: 'Calle y localidad',
  addressHint: 'De una a tres líneas, como en un sobre',
  phone: 'Número de teléfono',
  counselPhone: `Número de la oficina de ${counsel}`,
  counselPhoneHint:
    'No se imprime en las cartas. Está en la página pública para quien recibió un documento legal, así que ponga un número de oficina.',
  hours: 'Horario',
  hoursHint:
    'Hasta tres líneas cortas, como «Lunes a viernes, de 9 a 6». Déjelo en blanco para no imprimirlo.',
  noAddress: 'Escriba la calle y la localidad',
  noPhone: 'Escriba el número al que se debe llamar',
  tooMany: 'Use tres líneas como máximo',
  tooLong: (most) => `Cada línea puede tener ${most} caracteres como máximo`,
  save: 'Guardar',
  saved: 'El membrete se guardó.',
  changed: (fields) => `Cambiado: ${fields}.`,
})

export const letterheadWords = screenWords(english, spanish)
