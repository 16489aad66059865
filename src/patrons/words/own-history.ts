import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  off: 'No list of your past checkouts is kept for you here.',
  /** `lendsElsewhere`: another lending system keeps its own record. */
  offSays: (lendsElsewhere: boolean) => [
    lendsElsewhere
      ? 'Once you return an item and owe nothing for it, it is no longer linked to you in this system. About two weeks later the link is gone from our backups too. The library checks out items in another system, which may keep the link longer.'
      : 'Once you return an item and owe nothing for it, it is no longer linked to you. The library destroys the link. About two weeks later it is gone from our backups too, and we cannot bring it back.',
    'If a legal request comes before then, we may have to keep a copy until it is settled.',
    'If you want a list for yourself, we can keep one from now on. You see it on this page. Staff do not, unless the law compels the library.',
  ],
  offRisk: 'A court can demand a list that exists. It cannot get a list that does not exist.',
  keep: 'Keep a list for me from now on',
  /** The same with or without a list. */
  shut: (day: string) =>
    `We keep a list of your past checkouts only if you ask for one. If there is a list, it shows here starting ${day}.`,
  shutSays:
    'A few days ago the library helped set your PIN, or turn off the code from your phone. Until that day, the list here cannot be viewed or erased. If that was not you, come to the front desk. Once you turn on a code from your phone, this page stays open even when the library helps with your PIN.',
  on: 'The library keeps a list of the items you return, for you. No one on staff sees it, unless the law compels the library.',
  none: 'The list is empty so far.',
  returned: 'Returned',
  eraseTicked: 'Erase checked items',
  noneTicked: 'Check at least one item to erase',
  eraseAll: 'Erase the whole list and keep a new one',
  stop: 'Erase the whole list and stop keeping one',
  sure: 'This cannot be undone. The data drops out of backups within two weeks.',
  started: 'From now on the items you return are listed here.',
  erased: 'The items were erased.',
  stopped: 'Your list was erased, and no new list is kept.',
  older: 'Older',
  newest: 'Back to newest',
})

const spanish: InSpanish<typeof english> = () => ({
  off: 'Aquí no se guarda para usted ninguna lista de sus préstamos anteriores.',
  offSays: (lendsElsewhere) => [
    lendsElsewhere
      ? 'Cuando usted devuelve un artículo y no debe nada por él, en este sistema ya no está vinculado a usted. Unas dos semanas después el vínculo desaparece también de nuestras copias de seguridad. La biblioteca presta con otro sistema, que puede guardar el vínculo más tiempo.'
      : 'Cuando usted devuelve un artículo y no debe nada por él, ya no está vinculado a usted. La biblioteca destruye el vínculo. Unas dos semanas después desaparece también de nuestras copias de seguridad, y no podemos recuperarlo.',
    'Una solicitud legal que llegue antes puede obligarnos a guardar una copia hasta que se resuelva.',
    'Si quiere una lista para usted, podemos guardarla desde ahora. Usted la ve en esta página. El personal no, salvo que la ley obligue a la biblioteca.',
  ],
  offRisk: 'Un tribunal puede pedir una lista que se guarda. No puede obtener una lista que no existe.',
  keep: 'Guardar una lista para mí desde ahora',
  shut: (day) =>
    `Guardamos una lista de sus préstamos anteriores solo si usted la pide. Si la hay, se muestra aquí desde el ${day}.`,
  shutSays:
    'La biblioteca ayudó hace unos días a poner su PIN o a desactivar el código de su teléfono. Hasta ese día la lista no se puede ver ni borrar aquí. Si no fue usted, venga al mostrador. Con un código de su teléfono activado, esta página sigue abierta cuando la biblioteca le ayuda con su PIN.',
  on: 'La biblioteca guarda para usted una lista de lo que devuelve. Nadie del personal la ve, salvo que la ley obligue a la biblioteca.',
  none: 'La lista está vacía por ahora.',
  returned: 'Devuelto',
  eraseTicked: 'Borrar lo marcado',
  noneTicked: 'Marque al menos un artículo para borrar',
  eraseAll: 'Borrar toda la lista y empezar otra',
  stop: 'Borrar toda la lista y no guardar más',
  sure: 'Esto no se puede deshacer. Los datos salen de las copias de seguridad en dos semanas.',
  started: 'Desde ahora lo que devuelva aparece en esta lista.',
  erased: 'Se borró lo marcado.',
  stopped: 'Su lista se borró y no se guarda otra.',
  older: 'Más antiguo',
  newest: 'Volver a lo más nuevo',
})

export const ownHistoryWords = screenWords(english, spanish)
