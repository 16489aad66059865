import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const closeAccount: PartWords<'closeAccount'> = ({ theCustomer, reserves }) => ({
  title: 'Cerrar la cuenta',
  says: `Esto se borra aquí enseguida: nombre, fecha de nacimiento, dirección, tarjetas, PIN, ${reserves}, preferencias y la lista de lo que tuvo, si la guarda.`,
  stays:
    'No se puede deshacer. Las copias de seguridad lo pierden en dos semanas. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva. El registro de quién vio sus datos queda, sellado, hasta que pase su tiempo.',
  whose: 'De quién es la cuenta',
  seen: '¿Qué vio?',
  seenHint: 'Solo lo que vio. No pregunte por qué.',
  seenChoices: {
    'photo-id': `${capital(theCustomer)} está aquí, con identificación con foto`,
    'signed-letter': 'Una carta con su firma',
    'death-shown': 'Un documento oficial que dice que murió',
  },
  seenMissing: 'Diga qué vio',
  button: 'Sí, cerrar esta cuenta',
  busy: 'Algo cambió en este momento. Pulse el botón otra vez.',
  notNow: 'Esta cuenta todavía no se puede cerrar',
  because: {
    'out-or-owed':
      'Todavía hay algo prestado o se debe algo. Devuélvalo, o arregle lo que se debe, y después cierre la cuenta.',
    liable: 'Consta como padre, madre o tutor que paga por la tarjeta de un menor. Primero quítelo de allí.',
  },
  done: 'La cuenta está cerrada',
  doneSays: 'Su expediente de aquí está borrado. La tarjeta ya no sirve.',
  comesBack:
    'El otro sistema también tiene su ficha. Quítela de allí hoy: si no, vuelve con la próxima importación.',
})
