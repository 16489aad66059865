import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer, customer, customers, reserves }: LibraryTerms) => ({
  circulation: {
    intro: 'What the library lent and got back, counted by month, age and collection. It names nobody.',
    ofYear: (year: string) => `What came back in ${year}`,
    ofMonth: (month: string, year: string) => `What came back in ${month} ${year}`,
    years: 'Other years',
    none: (year: string) =>
      `Nothing is counted for ${year} yet. A month is counted on the night after it is over.`,
    counts: `When an item comes back, the tie between ${aCustomer} and the item is cut. What is left is a count.`,
    months: 'Month by month',
    month: 'Month',
    all: 'All',
    notApart: 'No age told',
    byAge: 'By age',
    byCollection: 'By collection',
    collection: 'Collection',
    noCollection: 'No collection',
    to: (years: string) => `${years} and younger`,
    between: (from: string, to: string) => `${from} to ${to}`,
    from: (years: string) => `${years} and older`,
    unknown: 'Birth date not on file',
    together: 'Ages together',
    collectionsTogether: 'Collections together',
    leftOut: 'left out',
    inAll: (count: string) => `${count} in all`,
    inAllNotAll: 'Some months are left out',
    noneTold: 'Every month is left out',
    why: 'Why a number is missing',
    whyMark: '– means that a number is left out. It is not zero.',
    whySmall: (least: string) =>
      `A number of an age or of a collection is left out where it is from 1 to ${Number(least) - 1}. In a small town, few is as good as a name.`,
    whyOthers:
      'One number that is missing could be found by taking the others from the sum. So more numbers are left out beside it, large ones too. Then nobody can work it out, not from this page and not from two reports side by side.',
    whyTogether: (people: string) =>
      `An age that fewer than ${people} people of a third of the month had is counted with another one, under “Ages together”. So the number of an age is of those days alone in which enough people had it.`,
    whyCell: (people: string) =>
      `Of each age, a collection needs ${people} people at least, and no one with more than half of it. Those with less are counted as one, under “Collections together”. The number of a collection leaves them out.`,
    whyNotApart: (people: string) =>
      `Where fewer than ${people} people brought something back in a third of the month, or one ${customer} brought more than half of it, no age and no collection is counted. It stands under “No age told”.`,
    whyWithheld: 'Of this month no age and no collection can be told. Too little came back.',
    csv: 'Save as a table',
    csvSays: '(CSV, for a spreadsheet)',
    back: 'Back to the year',
    print: 'To print it, use the print command of your browser.',
  },
  disposal: {
    title: (year: string) => `What was cut in ${year}`,
    intro: `How many ties between ${customers} and items were cut in each month. It names nobody. The State asks for a report of what a public office disposes of.`,
    years: 'Other years',
    none: (year: string) =>
      `Nothing is counted for ${year} yet. A month is counted on the night after it is over.`,
    month: 'Month',
    kind: { loan: 'Loans', hold: `Ended ${reserves}`, charge: 'Settled charges' },
    few: (least: string) => `fewer than ${least}`,
    whyFew: (least: string) =>
      `Where fewer than ${least} were cut, but some, no number is told. So there is no sum either.`,
    paper: 'Report',
    paperOf: (month: string, year: string) => `Report of ${month} ${year} to sign (PDF)`,
    pdf: 'To sign',
    under: 'Schedule',
    noSchedule:
      'The rules of this library name no schedule under which records may be disposed of. Until they do, there is no report to sign.',
    report: {
      fileName: (month: string) => `disposal-${month}`,
      title: 'Report of records disposed of',
      of: (month: string, year: string) => `${month} ${year}`,
      intro: (month: string, year: string) =>
        `In ${month} ${year} these ties between a ${customer} and an item of the library were cut: their records were deleted. What is left is how many they were.`,
      head: ['Record series', 'What was cut', 'How many'],
      facts: { month: 'Month', schedule: 'Schedule', under: 'Under', policy: 'Policy' },
      after: (days: number) =>
        `Each was sealed under the key of a night, which is destroyed ${days} nights later. Carrel deletes a backup once it is ${days} days old, on a day on which it runs and has a newer one. It cannot reach a copy that was taken elsewhere.`,
      signs: ['For the library', 'Date'],
    },
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer, customer, customers, reserves }) => ({
  circulation: {
    intro:
      'Lo que la biblioteca prestó y recibió de vuelta, contado por mes, edad y colección. No nombra a nadie.',
    ofYear: (year) => `Lo que se devolvió en ${year}`,
    ofMonth: (month, year) => `Lo que se devolvió en ${month} de ${year}`,
    years: 'Otros años',
    none: (year) =>
      `De ${year} todavía no hay nada contado. Un mes se cuenta la noche después de que termina.`,
    counts: `Cuando un artículo vuelve, se corta el lazo entre ${aCustomer} y el artículo. Queda solo un número.`,
    months: 'Mes por mes',
    month: 'Mes',
    all: 'Todo',
    notApart: 'Sin edad',
    byAge: 'Por edad',
    byCollection: 'Por colección',
    collection: 'Colección',
    noCollection: 'Sin colección',
    to: (years) => `Hasta ${years}`,
    between: (from, to) => `De ${from} a ${to}`,
    from: (years) => `Desde ${years}`,
    unknown: 'Sin fecha de nacimiento',
    together: 'Edades juntas',
    collectionsTogether: 'Colecciones juntas',
    leftOut: 'no se dice',
    inAll: (count) => `${count} en total`,
    inAllNotAll: 'Algunos meses no se dicen',
    noneTold: 'Ningún mes se dice',
    why: 'Por qué falta un número',
    whyMark: '– quiere decir que un número no se dice. No es cero.',
    whySmall: (least) =>
      `El número de una edad o de una colección no se dice si va del 1 al ${Number(least) - 1}. En un pueblo chico, poco es casi un nombre.`,
    whyOthers:
      'Un solo número que falta se podría hallar al restar los otros de la suma. Por eso faltan otros a su lado, también grandes. Así nadie lo puede hallar, ni con esta página ni con dos informes juntos.',
    whyTogether: (people) =>
      `Una edad que en un tercio del mes tuvieron menos de ${people} personas se cuenta con otra, en “Edades juntas”. Así, el número de una edad es solo de los días en que la tuvieron bastantes personas.`,
    whyCell: (people) =>
      `Una colección de la que devolvieron algo menos de ${people} personas de una edad, o una sola más de la mitad, se cuenta en “Colecciones juntas” de esa edad, con otras si hace falta. Por eso el número de una colección no las incluye.`,
    whyNotApart: (people) =>
      `Si en un tercio del mes menos de ${people} personas devolvieron algo, o un solo ${customer} devolvió más de la mitad, no se cuenta ni edad ni colección. Está en “Sin edad”.`,
    whyWithheld: 'De este mes no se dice ninguna edad ni colección. Se devolvió muy poco.',
    csv: 'Guardar como tabla',
    csvSays: '(CSV, para una hoja de cálculo)',
    back: 'Volver al año',
    print: 'Para imprimirla, use la orden de imprimir de su navegador.',
  },
  disposal: {
    title: (year) => `Lo que se cortó en ${year}`,
    intro: `Cuántos lazos entre ${customers} y artículos se cortaron cada mes. No nombra a nadie. El Estado pide un informe de lo que una oficina pública elimina.`,
    years: 'Otros años',
    none: (year) =>
      `De ${year} todavía no hay nada contado. Un mes se cuenta la noche después de que termina.`,
    month: 'Mes',
    kind: { loan: 'Préstamos', hold: `${capitalize(reserves)} que terminaron`, charge: 'Cargos pagados' },
    few: (least) => `menos de ${least}`,
    whyFew: (least) =>
      `Si se cortaron menos de ${least}, pero alguno, no se dice el número. Por eso tampoco hay suma.`,
    paper: 'Informe',
    paperOf: (month, year) => `Informe de ${month} de ${year} para firmar (PDF)`,
    pdf: 'Para firmar',
    under: 'Calendario',
    noSchedule:
      'Las reglas de esta biblioteca no nombran el calendario según el cual se pueden eliminar datos. Hasta entonces no hay informe para firmar.',
    report: {
      fileName: (month) => `eliminacion-${month}`,
      title: 'Informe de datos eliminados',
      of: (month, year) => `${month} de ${year}`,
      intro: (month, year) =>
        `En ${month} de ${year} se cortaron estos lazos entre un ${customer} y un artículo de la biblioteca: sus datos se borraron. Solo queda cuántos eran.`,
      head: ['Serie', 'Qué se cortó', 'Cuántos'],
      facts: { month: 'Mes', schedule: 'Calendario', under: 'Según', policy: 'Política' },
      after: (days) =>
        `Cada uno estaba sellado con la llave de una noche, que se destruye ${days} noches después. Carrel borra una copia de respaldo cuando tiene ${days} días, un día en que funciona y tiene una más nueva. A una copia que se llevó a otra parte no llega.`,
      signs: ['Por la biblioteca', 'Fecha'],
    },
  },
})

export const reportsWords = screenWords(english, spanish)
