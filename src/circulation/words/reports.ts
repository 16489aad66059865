import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer, customer, customers, reserves }: LibraryTerms) => ({
  circulation: {
    intro:
      'What the library checked out and got back, counted by month, age, and collection. It names no one.',
    ofYear: (year: string) => `Circulation statistics for ${year}`,
    ofMonth: (month: string, year: string) => `Circulation statistics for ${month} ${year}`,
    years: 'Other years',
    none: (year: string) =>
      `There are no counts for ${year} yet. A month is counted on the night after it ends.`,
    counts: `When ${aCustomer} returns an item, the record of it is anonymized. All that is left is a count.`,
    overTime: 'Over time',
    monthsOf: (year: string) => `${year}, month by month and by age`,
    numbersOf: (year: string) => `The numbers for ${year}`,
    month: 'Month',
    all: 'All',
    allReturns: 'Items returned',
    quarter: 'Whole quarter',
    notCounted: 'not counted yet',
    notApart: 'Age not shown',
    byCollectionIn: (year: string) => `${year}, by collection`,
    collection: 'Collection',
    noCollection: 'No collection',
    to: (years: string) => `${years} and younger`,
    between: (from: string, to: string) => `${from} to ${to}`,
    from: (years: string) => `${years} and older`,
    unknown: 'Birth date not on file',
    together: 'Age groups combined',
    collectionsTogether: 'Collections combined',
    leftOut: 'not shown',
    inAll: (count: string) => `${count} total`,
    inAllOf: (count: string, year: string) => `${count} items in ${year}`,
    inMonths: (count: string, first: string, last: string, year: string) =>
      `${count} items, ${first === last ? first : `${first} through ${last}`} ${year}`,
    item: 'An item is a book or anything else that was checked out. It counts each time it is returned. To say how much the library lends, read the number of items returned.',
    inAllNotAll: 'Hatched: months that are not shown',
    noneTold: 'No month of this year is shown',
    why: 'Why some numbers are not shown',
    whyMark: '– means that a number is not shown. It does not mean zero.',
    whySmall: (least: string) =>
      `A number for an age group or a collection is not shown if it is from 1 to ${Number(least) - 1}. In a small town, a small number can point to a person.`,
    whyOthers:
      'If only one number were missing, a reader could find it by subtracting the others from the total. So more numbers, even large ones, are left out with it. Then it cannot be worked out, even from two reports together.',
    whyTogether: (people: string) =>
      `The month is counted in thirds. If fewer than ${people} people in an age group returned items in a third, that group is counted under “Age groups combined.” So a group’s number covers only the thirds in which enough people returned items.`,
    whyCell: (people: string) =>
      `Within an age group, a collection needs at least ${people} people, and no one person with more than half of it. Smaller ones are counted as one, under “Collections combined.” The number for a collection leaves them out.`,
    whyNotApart: (people: string) =>
      `If fewer than ${people} people returned items in a third of the month, ages and collections are not counted. The same is true if one ${customer} returned more than half. Those items are under “Age not shown.”`,
    whyWithheld: 'Too few items were returned this month to show any age group or collection.',
    csv: 'Save as a table',
    csvSays: '(CSV, for a spreadsheet)',
    back: 'Back to the year',
  },
  disposal: {
    title: (year: string) => `Records disposition report for ${year}`,
    intro: `How many links between ${customers} and items were anonymized each month. It names no one. The State asks for a report of the records that a public office disposes of.`,
    years: 'Other years',
    none: (year: string) =>
      `There are no counts for ${year} yet. A month is counted on the night after it ends.`,
    monthsOf: (year: string) => `${year}, month by month`,
    month: 'Month',
    kind: { loan: 'Loans', hold: `Ended ${reserves}`, charge: 'Settled fees' },
    hatched: (most: string) => `Hatched: 1 to ${most}.`,
    few: (least: string) => `fewer than ${least}`,
    whyFew: (least: string) =>
      `If at least one but fewer than ${least} were anonymized, the number is not shown. So there is no total either.`,
    paper: 'Report',
    paperOf: (month: string, year: string) => `Report for ${month} ${year}, to sign (PDF)`,
    pdf: 'To sign',
    under: 'Schedule',
    noSchedule:
      'This library’s policy does not name a schedule for disposing of records. Until it does, there is no report to sign.',
    report: {
      fileName: (month: string) => `disposal-${month}`,
      title: 'Records disposition report',
      of: (month: string, year: string) => `${month} ${year}`,
      intro: (month: string, year: string) =>
        `In ${month} ${year} these links between a ${customer} and a library item were anonymized. Their records were deleted. Only the count remains.`,
      head: ['Record series', 'What was anonymized', 'How many'],
      facts: { month: 'Month', schedule: 'Schedule', under: 'Under', policy: 'Policy' },
      after: (days: number) =>
        `Each record was sealed under one night’s key, which is destroyed ${days} nights later. Carrel deletes a backup once it is ${days} days old, on a day when it runs and has a newer one. It cannot reach copies that were made elsewhere.`,
      signs: ['For the library', 'Date'],
    },
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer, customer, customers, reserves }) => ({
  circulation: {
    intro:
      'Lo que la biblioteca prestó y recibió de vuelta, contado por mes, edad y colección. No nombra a nadie.',
    ofYear: (year) => `Estadísticas de circulación de ${year}`,
    ofMonth: (month, year) => `Estadísticas de circulación de ${month} de ${year}`,
    years: 'Otros años',
    none: (year) => `De ${year} todavía no hay conteos. Un mes se cuenta la noche después de que termina.`,
    counts: `Cuando ${aCustomer} devuelve un artículo, su registro se hace anónimo. Solo queda un número.`,
    overTime: 'A lo largo del tiempo',
    monthsOf: (year) => `${year}, mes por mes y por edad`,
    numbersOf: (year) => `Los números de ${year}`,
    month: 'Mes',
    all: 'Todo',
    allReturns: 'Artículos devueltos',
    quarter: 'Todo el trimestre',
    notCounted: 'todavía sin contar',
    notApart: 'Edad no mostrada',
    byCollectionIn: (year) => `${year}, por colección`,
    collection: 'Colección',
    noCollection: 'Sin colección',
    to: (years) => `Hasta ${years}`,
    between: (from, to) => `De ${from} a ${to}`,
    from: (years) => `Desde ${years}`,
    unknown: 'Sin fecha de nacimiento',
    together: 'Edades combinadas',
    collectionsTogether: 'Colecciones combinadas',
    leftOut: 'no se muestra',
    inAll: (count) => `${count} en total`,
    inAllOf: (count, year) => `${count} artículos en ${year}`,
    inMonths: (count, first, last, year) =>
      `${count} artículos, ${first === last ? first : `de ${first} a ${last}`} de ${year}`,
    item: 'Un artículo es un libro u otra cosa que se prestó. Suma uno cada vez que se devuelve. Para decir cuánto presta la biblioteca, lea el número de artículos devueltos.',
    inAllNotAll: 'Rayado: meses que no se muestran',
    noneTold: 'No se muestra ningún mes de este año',
    why: 'Por qué no se muestran algunos números',
    whyMark: '– quiere decir que un número no se muestra. No es cero.',
    whySmall: (least) =>
      `El número de un grupo de edad o de una colección no se muestra si va del 1 al ${Number(least) - 1}. En un pueblo chico, un número bajo puede señalar a una persona.`,
    whyOthers:
      'Si faltara un solo número, se podría hallar restando los otros del total. Por eso también faltan otros, incluso grandes. Así no se puede hallar, ni con dos informes juntos.',
    whyTogether: (people) =>
      `El mes se cuenta en tercios. Si en un tercio menos de ${people} personas de un grupo de edad devolvieron algo, ese grupo se cuenta en «Edades combinadas». Así, el número de un grupo es solo de los tercios en que lo hicieron bastantes personas.`,
    whyCell: (people) =>
      `Dentro de un grupo de edad, una colección necesita al menos ${people} personas, y ninguna con más de la mitad. Las que no llegan se cuentan como una, en «Colecciones combinadas». Por eso el número de una colección no las incluye.`,
    whyNotApart: (people) =>
      `Si en un tercio del mes menos de ${people} personas devolvieron algo, no se cuentan ni edades ni colecciones. Tampoco si un solo ${customer} devolvió más de la mitad. Está en «Edad no mostrada».`,
    whyWithheld: 'Este mes se devolvió muy poco para mostrar grupos de edad o colecciones.',
    csv: 'Guardar como tabla',
    csvSays: '(CSV, para una hoja de cálculo)',
    back: 'Volver al año',
  },
  disposal: {
    title: (year) => `Informe de disposición de registros de ${year}`,
    intro: `Cuántos vínculos entre ${customers} y artículos se hicieron anónimos cada mes. No nombra a nadie. El Estado pide un informe de los registros que una oficina pública elimina.`,
    years: 'Otros años',
    none: (year) => `De ${year} todavía no hay conteos. Un mes se cuenta la noche después de que termina.`,
    monthsOf: (year) => `${year}, mes por mes`,
    month: 'Mes',
    kind: { loan: 'Préstamos', hold: `${capitalize(reserves)} que terminaron`, charge: 'Cargos saldados' },
    hatched: (most) => `Rayado: de 1 a ${most}.`,
    few: (least) => `menos de ${least}`,
    whyFew: (least) =>
      `Si se hicieron anónimos menos de ${least}, pero al menos uno, no se muestra el número. Por eso tampoco hay total.`,
    paper: 'Informe',
    paperOf: (month, year) => `Informe de ${month} de ${year} para firmar (PDF)`,
    pdf: 'Para firmar',
    under: 'Calendario',
    noSchedule:
      'La política de esta biblioteca no nombra un calendario para eliminar registros. Mientras no lo nombre, no hay informe para firmar.',
    report: {
      fileName: (month) => `eliminacion-${month}`,
      title: 'Informe de disposición de registros',
      of: (month, year) => `${month} de ${year}`,
      intro: (month, year) =>
        `En ${month} de ${year} se hicieron anónimos estos vínculos entre un ${customer} y un artículo de la biblioteca. Sus registros se borraron. Solo queda el conteo.`,
      head: ['Serie', 'Qué se hizo anónimo', 'Cuántos'],
      facts: { month: 'Mes', schedule: 'Calendario', under: 'Según', policy: 'Política' },
      after: (days) =>
        `Cada registro estaba sellado con la llave de una noche, que se destruye ${days} noches después. Carrel borra una copia de seguridad cuando tiene ${days} días, un día en que funciona y tiene una más nueva. No alcanza las copias que se hicieron en otra parte.`,
      signs: ['Por la biblioteca', 'Fecha'],
    },
  },
})

export const reportsWords = screenWords(english, spanish)
