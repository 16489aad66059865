import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Outside log keepers',
  state: {
    'not-set-up': 'No e-mail goes out, because e-mail is not set up.',
    wrong: 'No e-mail goes out, because there is a problem with its settings.',
    'no-one-named': 'E-mail is set up. Enter the two addresses that will get the daily fingerprint.',
    soon: 'The first fingerprints go out tonight.',
    sent: (day: string) => `The fingerprints for ${day} were sent.`,
    late: (address: string, day: string) =>
      `The last fingerprint to ${address} is from ${day}. Since then Carrel was off, or its nightly job failed.`,
    unknown: (address: string, day: string) =>
      `The fingerprint for ${day} to ${address} may not have arrived.`,
    never: (address: string) =>
      `No fingerprint has gone to ${address} yet. Carrel sends the first one within a few minutes.`,
    unsent: (address: string, day: string) =>
      `The fingerprint for ${day} to ${address} could not be sent. Carrel tries again every few minutes.`,
  },
  notNamed: 'The two addresses have not been entered yet either.',
  unwatched:
    'Until fingerprints go out, someone with the library’s keys could change the audit log. No one would notice.',
  setUpBy: 'The person who maintains the computer sets up e-mail.',
  askWhoLooks: 'Show this to the person who maintains the computer:',
  what: 'Every view of a record goes in the audit log. A fingerprint shows the state of the log each day in four lines.',
  why: 'It goes every day to two people who do not work with this computer, such as a trustee and the city clerk. Then no one can change the audit log unnoticed, even with all of the library’s keys.',
  one: 'First e-mail address',
  other: 'Second e-mail address',
  none: 'Leave both blank to send none. The e-mail always has the same length and names no one.',
  save: 'Save',
  newest: 'Newest fingerprint',
  unfit: 'Type an e-mail address, such as clerk@city.example.org',
  firstMissing: 'Type a first address too',
  secondMissing: 'Type a second address too',
  same: 'Type two different addresses',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Custodios externos del registro',
  state: {
    'not-set-up': 'No sale correo, porque no está configurado.',
    wrong: 'No sale correo, porque hay un problema en su configuración.',
    'no-one-named':
      'El correo está configurado. Escriba las dos direcciones que recibirán la huella cada día.',
    soon: 'Las primeras huellas salen esta noche.',
    sent: (day) => `Las huellas del ${day} se enviaron.`,
    late: (address, day) =>
      `La última huella para ${address} es del ${day}. Desde entonces Carrel estuvo apagado, o falló su tarea nocturna.`,
    unknown: (address, day) => `Puede que la huella del ${day} para ${address} no haya llegado.`,
    never: (address) =>
      `Todavía no se ha enviado ninguna huella a ${address}. Carrel envía la primera en unos minutos.`,
    unsent: (address, day) =>
      `La huella del ${day} para ${address} no se pudo enviar. Carrel lo intenta otra vez cada pocos minutos.`,
  },
  notNamed: 'También faltan las dos direcciones.',
  unwatched:
    'Mientras no salgan las huellas, alguien con las llaves de la biblioteca podría cambiar el registro de auditoría sin que nadie lo notara.',
  setUpBy: 'La persona que mantiene la computadora configura el correo.',
  askWhoLooks: 'Muestre esto a la persona que mantiene la computadora:',
  what: 'Cada consulta de un expediente queda en el registro de auditoría. Una huella muestra en cuatro líneas el estado del registro cada día.',
  why: 'Se envía cada día a dos personas que no trabajan con esta computadora, como un miembro de la Junta y la secretaría de la ciudad. Así nadie puede cambiar el registro sin que se note, ni con todas las llaves de la biblioteca.',
  one: 'Primera dirección de correo',
  other: 'Segunda dirección de correo',
  none: 'Deje las dos en blanco para no enviar ninguna. El correo siempre tiene el mismo largo y no nombra a nadie.',
  save: 'Guardar',
  newest: 'Huella más reciente',
  unfit: 'Escriba una dirección de correo, como secretaria@ciudad.example.org',
  firstMissing: 'Escriba también la primera dirección',
  secondMissing: 'Escriba también la segunda dirección',
  same: 'Escriba dos direcciones distintas',
})

export const pinsWords = screenWords(english, spanish)
