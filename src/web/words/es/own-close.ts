import type { PartWords } from '../catalogue.ts'

export const ownClose: PartWords<'ownClose'> = ({ library, reserves }) => ({
  title: 'Cerrar mi cuenta',
  says: 'Esto se borra aquí enseguida, y su sesión se cierra:',
  goes: [
    'su nombre, fecha de nacimiento, dirección, teléfonos y correos electrónicos',
    'lo que pidió que se corrija',
    'sus tarjetas y su PIN',
    `sus ${reserves}, sus preferencias y la lista de lo que tuvo, si la guarda`,
  ],
  stays:
    'No se puede deshacer. Las copias de seguridad lo pierden en dos semanas. Una solicitud legal puede obligarnos a guardar una copia hasta que se resuelva. El registro de quién vio sus datos queda, sellado, hasta que pase su tiempo.',
  comesBack: `${library} también tiene su ficha en otro sistema. Pida primero en el mostrador que la quiten de allí: si no, su nombre y su tarjeta vuelven aquí esta noche.`,
  button: 'Sí, cerrar mi cuenta',
  busy: 'Algo cambió en este momento. Escriba su PIN otra vez.',
  notNow: 'Su cuenta todavía no se puede cerrar',
  because: {
    'out-or-owed':
      'Todavía tiene algo prestado o debe algo. Devuélvalo, o pague lo que debe en el mostrador. Después puede cerrar su cuenta aquí.',
    liable:
      'Consta como padre, madre o tutor que paga por la tarjeta de un menor. Pida primero en el mostrador que lo quiten.',
  },
  done: 'Su cuenta está cerrada',
  doneSays: `Su expediente de aquí está borrado. Su tarjeta ya no sirve. Puede pedir una nueva en ${library} cuando quiera.`,
})
