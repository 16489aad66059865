import type { PartWords } from '../catalogue.ts'

export const errors: PartWords<'errors'> = ({ library }) => ({
  nothingHere: 'Aquí no hay nada',
  nothingForYou: 'Aquí no hay nada para usted',
  maybeWrong: 'Puede que la dirección esté mal, o que esta página sea para otra persona del personal.',
  notThrough: 'Eso no se pudo enviar',
  openTooLong:
    'La página estuvo abierta demasiado tiempo o no estaba completa. No se guardó nada. Empiece otra vez.',
  untypable: (field) =>
    `El campo «${field}» tiene un carácter que no se puede teclear, así que no se guardó nada: escríbalo otra vez.`,
  notAccepted: 'No se aceptó',
  tooLong: 'Lo que se envió es demasiado largo: vuelva atrás y envíe menos.',
  fileTooLong:
    'El archivo pasa de 10 MB, o no llegó entero. Vuelva atrás y envíe una foto más pequeña o menos páginas.',
  cellFull:
    'Esto no cabe: el lugar sellado de este asunto está lleno. No se guardó nada. Vuelva atrás y envíe un archivo más pequeño o menos páginas, o guárdelo en papel en la caja fuerte.',
  document: {
    'document-too-long': (field) =>
      `Este documento es demasiado largo para imprimirlo. Acorte ${partOfDocument[field] ?? 'el documento'}, o imprímalo en dos partes.`,
    'document-not-in-time': () =>
      'Este documento no se pudo preparar a tiempo. No se perdió nada. Inténtelo de nuevo en un minuto; si vuelve a ocurrir, hágalo más corto.',
    'document-too-big': () =>
      'Este documento necesita más memoria de la que Carrel da a un documento. No se perdió nada. Hágalo más corto, o imprímalo en dos partes.',
  },
  otherAddress: (origin) => `Esta no es la dirección de esta biblioteca: vaya a ${origin}.`,
  otherMethod:
    'Un navegador pide páginas y envía formularios, y esto no era ninguna de las dos cosas. No se hizo nada.',
  brokenOff: 'No llegó completo, así que no se guardó nada. Vuelva atrás y envíelo otra vez.',
  otherWebsite:
    'Otro sitio web envió esto, así que no se hizo nada: abra la página aquí e inténtelo de nuevo.',
  wentWrong: 'Algo salió mal',
  notNow: 'Ahora no es posible',
  notYourMistake: 'No es culpa suya. No cuente nada a nadie hasta que pueda volver a consultar.',
  giveReference: `Si sigue así, dé esta referencia a la Dirección de ${library}:`,
  outside: {
    'disk-full':
      'El disco de la computadora donde funciona Carrel está lleno. Pida a quien la atiende que libere espacio. Carrel sigue después por sí solo.',
    'clock-behind':
      'El reloj de la computadora donde funciona Carrel lleva años de atraso. Pida a quien la atiende que lo ponga en hora.',
    'database-away':
      'Carrel no alcanza sus datos en este momento. Inténtelo de nuevo en un minuto. Si sigue así, avise a quien atiende la computadora donde funciona Carrel.',
  },
})

/** Las partes de los documentos en las que se escribe, o que crecen con lo que hay en los archivos. */
const partOfDocument: Readonly<Record<string, string>> = {
  facts: 'los datos del principio',
  letters: 'la lista de cartas',
  paragraphs: 'el texto de la decisión',
  parts: 'el texto de la carta',
  people: 'los registros que contiene',
  rows: 'la lista que contiene',
  struck: 'la lista de lo anotado por error',
  to: 'el nombre y la dirección',
}
