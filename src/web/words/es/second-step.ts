import type { PartWords } from '../catalogue.ts'

export const secondStep: PartWords<'secondStep'> = () => ({
  continue: 'Continuar',
  code: 'Código',
  codeHint: 'Seis cifras',
  notSixDigits: 'El código tiene seis cifras',

  give: {
    title: (name) => `Muestre que es usted, ${name}`,
    typeCode: 'Escriba el código que muestra ahora la aplicación de su teléfono.',
    orPasskey: 'O use su llave de acceso',
    usePasskey: 'Use su llave de acceso: la llave, el teléfono o la computadora que preparó para eso.',
    useMyPasskey: 'Usar mi llave de acceso',
    worksOnlyAt: 'Su llave de acceso solo funciona en esta dirección:',
    openOther:
      'Usted no tiene aplicación de códigos, así que abra esa dirección o pida a la Dirección una contraseña nueva.',
    lost: '¿Perdió su teléfono o su llave? Pida a la Dirección una contraseña nueva. Después prepara un segundo paso nuevo.',
    somebodyElse: 'Entrar como otra persona',
    wrongCode:
      'Ese código no es correcto, o ya se usó. Espere el siguiente. Revise que su teléfono ponga la hora por sí solo.',
    wrongPasskey:
      'Esa llave de acceso no funcionó aquí: pruebe otra vez o pida a la Dirección una contraseña nueva',
  },

  again: {
    title: 'Primero muestre que es usted',
    why: {
      'second-step': 'Para que nadie que encuentre su sesión abierta cambie con qué entra usted.',
      passphrase: 'Para que nadie que encuentre su sesión abierta cambie con qué entra usted.',
      recovery: 'Para que nadie que encuentre su sesión abierta haga una hoja: abre todas las copias.',
      people: 'Hace un rato que usted entró, y esto cambia quién puede hacer qué aquí.',
      acting: 'Hace un rato que usted entró, y esto cambia quién puede hacer qué aquí.',
      officers: 'Para que nadie que encuentre su sesión abierta confirme a alguien en su nombre.',
      computers: 'Hace un rato que usted entró, y esto cambia dónde se ven los expedientes.',
      contacts: 'Hace un rato que entró, y esto cambia quién se entera cuando llega un documento.',
      sealed: 'Para que nadie que encuentre su sesión abierta prepare esto en su lugar.',
      'sealed-open': 'Para que nadie que encuentre su sesión abierta abra lo que está sellado para usted.',
      'cases-apart': 'Para que nadie que encuentre su sesión abierta lea lo que no se puede decir a nadie.',
      decision: 'Para que nadie que encuentre su sesión abierta decida en su nombre.',
      records: 'Para que quien encuentre su sesión abierta no pueda seguir abriendo registros.',
      pins: 'Hace un rato que usted entró, y esto cambia quién vigila el registro.',
    },
  },

  mine: {
    title: 'Mi segundo paso',
    none: 'Todavía no tiene ninguno.',
    since: (day) => `Desde el ${day}`,
    remove: 'Quitar',
    removeThis: (name) => `Quitar: ${name}`,
    add: 'Agregar uno',
    addOrReplace: 'Agregar uno o cambiar la aplicación de códigos',
    oneEachTime: 'Un cambio cada vez: para otro, muestre de nuevo que es usted.',
    needed: 'Usted debe tener un segundo paso: prepare primero otro y después quite este',
  },

  add: {
    title: 'Agregue un segundo paso',
    why: 'Además de su contraseña, al entrar le pedimos algo que solo usted tiene. Una contraseña robada no abre nada por sí sola.',
    codeApp: 'Una aplicación de códigos en mi teléfono',
    codeAppSays: 'Muestra un código nuevo cada medio minuto, también sin conexión',
    passkey: 'Una llave de acceso',
    passkeySays: 'Una llave que se enchufa, o esta misma computadora o teléfono',
    noPasskeyHere: 'En esta dirección no se puede preparar una llave de acceso.',
    passkeyThere: (address) => `En esta computadora sí se puede, en ${address} (entre allí).`,
    otherKind: 'Elegir otra forma',
  },

  codeApp: {
    title: 'Prepare la aplicación de códigos',
    open: 'En su teléfono, abra una aplicación de códigos. Puede que ya venga con el teléfono; si no, pida una a quien atiende sus computadoras. Agregue en ella una entrada nueva.',
    scan: 'Escanee esta imagen o escriba las letras de abajo.',
    picture: 'Imagen para la aplicación de códigos. Las letras de abajo dicen lo mismo.',
    confirm: 'Escriba el código que la aplicación muestra ahora. Solo entonces vale.',
    confirmButton: 'Confirmar',
    replaces: 'La aplicación de códigos que tiene ahora deja entonces de funcionar.',
    toNobody: 'No muestre esta página a nadie: quien tiene la imagen tiene sus códigos.',
    wrong: 'Ese código no es correcto. Si sigue así, revise que su teléfono ponga la hora por sí solo.',
  },

  passkey: {
    title: 'Prepare una llave de acceso',
    where:
      'Su navegador pregunta dónde guardarla. En una computadora que también usan otras personas, elija una llave que se enchufa, o su teléfono.',
    name: 'Un nombre para ella',
    nameHint: 'Por ejemplo: llave azul, mi teléfono',
    make: 'Crear una llave de acceso',
    noName: 'Dé un nombre a la llave de acceso',
    wrong: 'Eso no funcionó aquí: pruebe otra vez o elija otra',
    needsScripts:
      'Una llave de acceso necesita programas de página (JavaScript), y este navegador los tiene apagados.',
    unable:
      'Este navegador no puede usar una llave de acceso. Pruebe con uno más nuevo o con otra computadora.',
    calledOff: 'Eso no funcionó o se canceló. Pruebe otra vez.',
  },
})
