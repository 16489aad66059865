import type { PartWords } from '../catalogue.ts'

export const ownCopy: PartWords<'ownCopy'> = ({ library, reserve }) => ({
  title: 'Todo lo que se guarda sobre mí',
  from: (day) => `${library}, ${day}. Esta página es suya: guárdela donde otros no puedan leerla.`,
  chosen: 'Lo que usted eligió',
  nothingChosen: 'Usted no eligió nada.',
  language: 'La biblioteca le escribe en',
  refuses: 'No quiere saber de la biblioteca por',
  alias: 'Nombre corto para los papeles',
  wrongNumbers: 'Números de teléfono que resultaron ser de otra persona',
  ofAge: {
    marriage: (day) => `Usted es mayor de edad porque se casó. Se anotó el ${day}.`,
    emancipation: (day) => `Usted es mayor de edad porque lo dijo un tribunal. Se anotó el ${day}.`,
  },
  card: {
    kind: 'Tipo de tarjeta',
    since: 'Registrado desde el',
    renewed: 'Tarjeta renovada el',
    until: 'Tarjeta válida hasta el',
  },
  slips: `Papeles en el estante para una ${reserve}`,
  setRight: (parts) => `Corregido aquí, para que ninguna importación lo cambie de nuevo: ${parts}.`,
  slip: 'Papel',
  until: 'Se guarda hasta el',
})
