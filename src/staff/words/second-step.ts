import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  continue: 'Continue',
  code: 'Code',
  codeHint: 'Six digits',
  notSixDigits: 'The code has six digits',

  give: {
    title: (name: string) => `Show that it is you, ${name}`,
    typeCode: 'Type the code that the app on your phone shows now.',
    orPasskey: 'Or use your passkey',
    usePasskey: 'Use your passkey: the key, phone or computer that you set up for it.',
    useMyPasskey: 'Use my passkey',
    worksOnlyAt: 'Your passkey works only at this address:',
    /** If there is no code app either. */
    openOther: 'You have no code app, so open that address, or ask the Director for a new passphrase.',
    lost: 'Lost your phone or key? Ask the Director for a new passphrase. You then set up a new second step.',
    somebodyElse: 'Sign in as somebody else',
    wrongCode:
      'That code is not right, or was used before. Wait for the next one. Check that your phone sets its clock by itself.',
    wrongPasskey: 'That passkey did not work here: try again, or ask the Director for a new passphrase',
  },

  again: {
    title: 'First show that it is you',
    why: {
      'second-step': 'So that nobody who finds you signed in changes what you sign in with.',
      passphrase: 'So that nobody who finds you signed in changes what you sign in with.',
      recovery: 'So that nobody who finds you signed in makes a sheet: it opens every backup.',
      people: 'It has been a while since you signed in, and this changes who may do what here.',
      acting: 'It has been a while since you signed in, and this changes who may do what here.',
      officers: 'So that nobody who finds you signed in confirms someone in your name.',
      computers: 'It has been a while since you signed in, and this changes where records show.',
      contacts: 'It has been a while since you signed in, and this changes who is told when a paper comes.',
      sealed: 'So that nobody who finds you signed in sets this up in your place.',
      'sealed-open': 'So that nobody who finds you signed in opens what is sealed to you.',
      'cases-apart': 'So that nobody who finds you signed in reads what nobody may be told of.',
      decision: 'So that nobody who finds you signed in decides in your name.',
      records: 'So that someone who finds you signed in cannot go on opening records.',
      pins: 'It has been a while since you signed in, and this changes who keeps watch on the register.',
    },
  },

  mine: {
    title: 'My second step',
    none: 'You have none yet.',
    since: (day: string) => `Since ${day}`,
    remove: 'Remove',
    removeThis: (name: string) => `Remove: ${name}`,
    add: 'Add one',
    addOrReplace: 'Add one, or replace the code app',
    oneEachTime: 'One change each time: for another you show again that it is you.',
    needed: 'You must have a second step: set up another one first, then remove this one',
  },

  add: {
    title: 'Add a second step',
    why: 'Besides your passphrase, sign-in then asks for something that only you have. A stolen passphrase alone opens nothing.',
    codeApp: 'A code app on my phone',
    codeAppSays: 'It shows a new code every half minute, also without a connection',
    passkey: 'A passkey',
    passkeySays: 'A key to plug in, or this computer or phone itself',
    noPasskeyHere: 'A passkey cannot be set up at this address.',
    passkeyThere: (address: string) => `On this computer it can, at ${address} (sign in there).`,
    otherKind: 'Choose another kind',
  },

  codeApp: {
    title: 'Set up the code app',
    open: 'On your phone, open a code app. It may have come with the phone; if not, ask whoever looks after your computers for one. Add a new entry in it.',
    scan: 'Scan this picture, or type the letters below it.',
    picture: 'Picture for the code app. The letters below say the same.',
    confirm: 'Type the code that the app shows now. Only then does it count.',
    confirmButton: 'Confirm',
    replaces: 'The code app that you have now stops working then.',
    toNobody: 'Show this page to nobody: whoever has the picture has your codes.',
    wrong: 'That code is not right. If it goes on, check that your phone sets its clock by itself.',
  },

  passkey: {
    title: 'Set up a passkey',
    where:
      'Your browser asks where to keep it. On a computer that others use too, take a key to plug in, or your phone.',
    name: 'A name for it',
    nameHint: 'Such as: blue key, my phone',
    make: 'Make a passkey',
    noName: 'Give the passkey a name',
    wrong: 'That did not work here: try again, or take another one',
    needsScripts: 'A passkey needs scripts, which are off in this browser.',
    unable: 'This browser cannot use a passkey. Try a newer one, or another computer.',
    calledOff: 'That did not work, or it was called off. Try again.',
  },
})

const spanish: InSpanish<typeof english> = () => ({
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

export const secondStepWords = screenWords(english, spanish)
