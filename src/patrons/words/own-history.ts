import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  off: 'No list of what you had is kept for you.',
  /** `lendsElsewhere`: another lending system keeps its own record. */
  offSays: (lendsElsewhere: boolean) => [
    lendsElsewhere
      ? 'Once a loan is over and nothing is owed for it, this system destroys the link between you and the item. About two weeks later it is gone from our backups, too. The library lends with another system, which may keep the link longer.'
      : 'Once an item is back and nothing is owed for it, the library destroys the link between you and the item. About two weeks later it is gone from our backups, too, and we cannot bring it back.',
    'A legal request that comes before can make us keep a copy until it is settled.',
    'If you want a list for yourself, you can have one kept from now on. It shows to you, here.',
  ],
  offRisk: 'A court can ask for a list that is kept. It cannot get a list that does not exist.',
  keep: 'Keep a list for me from now on',
  shut: (day: string) => `What you had shows here from ${day}.`,
  shutSays:
    'The library helped to set your PIN, or to turn off the code from your phone, a few days ago. Until that day nobody can see or erase a list here. If it was not you, come to the counter. A code from your phone, once it is on, keeps this page open when the library helps with your PIN.',
  on: 'The library keeps a list of what you bring back, for you. No one on staff sees it, unless the law compels the library.',
  none: 'Nothing is on it yet.',
  returned: 'Brought back',
  eraseTicked: 'Erase what is checked',
  noneTicked: 'Check at least one line to erase',
  eraseAll: 'Erase the whole list, and go on',
  stop: 'Erase the whole list, and stop',
  sure: 'It cannot be brought back. Backups lose it within two weeks.',
  started: 'From now on what you bring back is kept here.',
  erased: 'It is erased.',
  stopped: 'Your list is erased, and nothing more is kept.',
  older: 'Older',
  newest: 'Back to the newest',
})

const spanish: InSpanish<typeof english> = () => ({
  off: 'No se guarda ninguna lista de lo que usted tuvo.',
  offSays: (lendsElsewhere) => [
    lendsElsewhere
      ? 'Cuando un préstamo termina y no se debe nada por él, este sistema destruye el vínculo entre usted y el artículo. Unas dos semanas después desaparece también de nuestras copias de seguridad. La biblioteca presta con otro sistema, que puede guardar el vínculo más tiempo.'
      : 'Cuando algo está devuelto y no se debe nada por ello, la biblioteca destruye el vínculo entre usted y el artículo. Unas dos semanas después desaparece también de nuestras copias de seguridad, y no podemos recuperarlo.',
    'Una solicitud legal que llegue antes puede obligarnos a guardar una copia hasta que se resuelva.',
    'Si quiere una lista para usted, podemos guardarla desde ahora. Se le muestra aquí.',
  ],
  offRisk: 'Un tribunal puede pedir una lista que se guarda. No puede obtener una lista que no existe.',
  keep: 'Guardar una lista para mí desde ahora',
  shut: (day) => `Lo que usted tuvo se muestra aquí desde el ${day}.`,
  shutSays:
    'La biblioteca ayudó hace unos días a poner su PIN o a desactivar el código de su teléfono. Hasta ese día nadie puede ver ni borrar aquí una lista. Si no fue usted, venga al mostrador. Con un código de su teléfono activado, esta página sigue abierta cuando la biblioteca le ayuda con su PIN.',
  on: 'La biblioteca guarda para usted una lista de lo que devuelve. Nadie del personal la ve, salvo que la ley obligue a la biblioteca.',
  none: 'Todavía no hay nada en ella.',
  returned: 'Devuelto',
  eraseTicked: 'Borrar lo marcado',
  noneTicked: 'Marque al menos una línea para borrar',
  eraseAll: 'Borrar toda la lista y seguir',
  stop: 'Borrar toda la lista y parar',
  sure: 'No se puede recuperar. Las copias de seguridad la pierden en dos semanas.',
  started: 'Desde ahora se guarda aquí lo que devuelve.',
  erased: 'Está borrado.',
  stopped: 'Su lista está borrada y no se guarda nada más.',
  older: 'Más antiguo',
  newest: 'Volver a lo más nuevo',
})

export const ownHistoryWords = screenWords(english, spanish)
