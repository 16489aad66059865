import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Where the pins go',
  state: {
    'not-set-up': 'No mail goes out: it is not set up.',
    wrong: 'No mail goes out: something is wrong with how it is set up.',
    'no-one-named': 'Mail is set up. The two addresses that get the daily pin are not named yet.',
    soon: 'The first pins go out tonight.',
    sent: (day: string) => `The pins of ${day} have been sent.`,
    late: (address: string, day: string) =>
      `The last pin to ${address} is of ${day}. Carrel was off since then, or its work at night failed.`,
    unknown: (address: string, day: string) => `The pin of ${day} to ${address} may not have arrived.`,
    never: (address: string) =>
      `No pin went to ${address} yet. Carrel sends the first one within a few minutes.`,
    unsent: (address: string, day: string) =>
      `The pin of ${day} to ${address} could not be sent. Carrel tries again every few minutes.`,
  },
  notNamed: 'The two addresses are not named yet either.',
  unwatched:
    'Until the pins go out, someone with the library’s keys could change the register. Nobody would see it.',
  setUpBy: 'Whoever looks after the computer sets up the mail.',
  askWhoLooks: 'Show this to whoever looks after the computer:',
  what: 'Every look at a record is written in the register. A pin says in four lines how the register stands today.',
  why: 'It goes every day to two people who do not work with this computer, such as a trustee and the City’s clerk. So nobody can change the register unseen, not even with all of the library’s keys.',
  one: 'First mail address',
  other: 'Second mail address',
  none: 'Leave both empty to send none. The mail is always of one length and names nobody.',
  save: 'Save',
  newest: 'The newest pin',
  unfit: 'Give a mail address, such as clerk@city.example.org',
  firstMissing: 'Give a first address too',
  secondMissing: 'Give a second address too',
  same: 'Give two addresses that are not the same',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'A dónde van las marcas',
  state: {
    'not-set-up': 'No sale correo: no está configurado.',
    wrong: 'No sale correo: algo está mal en su configuración.',
    'no-one-named': 'El correo está configurado. Faltan las dos direcciones que reciben la marca cada día.',
    soon: 'Las primeras marcas salen esta noche.',
    sent: (day) => `Las marcas del ${day} se enviaron.`,
    late: (address, day) =>
      `La última marca para ${address} es del ${day}. Carrel estuvo apagado desde entonces, o falló su trabajo de la noche.`,
    unknown: (address, day) => `Puede que la marca del ${day} para ${address} no haya llegado.`,
    never: (address) =>
      `Todavía no se ha enviado ninguna marca a ${address}. Carrel envía la primera en unos minutos.`,
    unsent: (address, day) =>
      `La marca del ${day} para ${address} no se pudo enviar. Carrel lo intenta otra vez cada pocos minutos.`,
  },
  notNamed: 'También faltan las dos direcciones.',
  unwatched:
    'Mientras no salgan las marcas, alguien que tenga las llaves de la biblioteca podría cambiar el registro sin que nadie lo viera.',
  setUpBy: 'Quien atiende la computadora configura el correo.',
  askWhoLooks: 'Muestre esto a quien atiende la computadora:',
  what: 'Cada consulta de un expediente se escribe en el registro. Una marca dice en cuatro líneas cómo está hoy el registro.',
  why: 'Se envía cada día a dos personas que no trabajan con esta computadora, como un miembro de la Junta y la secretaría de la ciudad. Así nadie puede cambiar el registro a escondidas, ni siquiera quien tenga todas las llaves de la biblioteca.',
  one: 'Primera dirección de correo',
  other: 'Segunda dirección de correo',
  none: 'Deje las dos en blanco para no enviar ninguna. El correo siempre tiene el mismo largo y no nombra a nadie.',
  save: 'Guardar',
  newest: 'La marca más reciente',
  unfit: 'Ponga una dirección de correo, como secretaria@ciudad.example.org',
  firstMissing: 'Ponga también la primera dirección',
  secondMissing: 'Ponga también la segunda dirección',
  same: 'Ponga dos direcciones distintas',
})

export const pinsWords = screenWords(english, spanish)
