import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const reports: PartWords<'reports'> = ({ aCustomer, customer, customers, reserves }) => ({
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
    kind: { loan: 'Préstamos', hold: `${capital(reserves)} que terminaron`, charge: 'Cargos pagados' },
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
