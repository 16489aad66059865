import type { PartWords } from '../catalogue.ts'

export const ownHistory: PartWords<'ownHistory'> = () => ({
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
