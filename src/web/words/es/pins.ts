import type { PartWords } from '../catalogue.ts'

export const pins: PartWords<'pins'> = () => ({
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
