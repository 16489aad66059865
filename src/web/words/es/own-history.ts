import type { PartWords } from '../catalogue.ts'

export const ownHistory: PartWords<'ownHistory'> = () => ({
  off: 'La biblioteca no guarda lo que usted tuvo.',
  offSays:
    'Cuando algo está devuelto y no se debe nada por ello, nadie puede averiguar que usted lo tuvo. Si quiere una lista para usted, podemos guardarla desde ahora. Solo usted la ve, aquí.',
  offRisk:
    'Un tribunal puede pedir una lista que se guarda. La única lista que nadie puede pedir es la que no existe.',
  keep: 'Guardar una lista para mí desde ahora',
  shut: (day) => `Lo que usted tuvo se muestra aquí desde el ${day}.`,
  shutSays:
    'La biblioteca ayudó hace unos días a poner su PIN o a desactivar el código de su teléfono. Hasta ese día nadie puede ver ni borrar aquí una lista. Si no fue usted, venga al mostrador. Con un código de su teléfono activado, esta página sigue abierta cuando la biblioteca le ayuda con su PIN.',
  on: 'La biblioteca guarda una lista de lo que usted devuelve, solo para usted. Nadie en la biblioteca puede verla.',
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
