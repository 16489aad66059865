import type { PartWords } from '../catalogue.ts'

export const ownPin: PartWords<'ownPin'> = ({ customer, theCustomer }) => ({
  choose: 'Elija su PIN',
  chooseSays:
    'Lo necesita, con el número de su tarjeta, para abrir su propia página. Nadie en la biblioteca puede verlo ni buscarlo.',
  pin: 'PIN nuevo',
  hint: (least, most) => `De ${least} a ${most} cifras. Ni una fecha, ni un teléfono, ni una serie.`,
  again: 'El mismo PIN otra vez',
  button: 'Guardar mi PIN',
  fault: {
    'not-digits': 'Un PIN tiene solo cifras',
    'too-short': (least) => `Un PIN tiene al menos ${least} cifras`,
    'too-long': (most) => `Un PIN tiene como mucho ${most} cifras`,
    easy: 'Mucha gente elige ese, y es el primero que se adivina. Elija otro.',
    'own-number': 'Ese se puede leer en su tarjeta, su teléfono o su fecha de nacimiento. Elija otro.',
  },
  notTheSame: 'Los dos no son iguales: escríbalo otra vez',
  goBack: 'Dejarlo y devolver la pantalla',
  set: 'Su PIN está guardado',
  setSays: 'Por favor, devuelva la pantalla a quien le atiende.',
  toCounter: 'Personal: volver al mostrador',
  takeBack: 'Personal: recuperar la pantalla',
  takeBackSays: 'Escriba su frase de acceso. Hasta entonces este equipo no muestra nada más a nadie.',
  takeBackButton: 'Volver al mostrador',
  notYet: 'Volver a elegir un PIN',
  gone: 'El PIN no se guardó',
  goneSays: 'Por favor, devuelva la pantalla a quien le atiende y pida que le busque otra vez.',

  byCode: 'Elegir un PIN con un código',
  byCodeSays: 'El código está en el papel que le dio la biblioteca.',
  code: 'Código',
  codeHint: 'Tres grupos de cuatro',
  wrongCode:
    'Este número de tarjeta y este código no van juntos, o el código es demasiado antiguo. Compruebe los dos. En el mostrador le dan otro código.',
  nowSignIn: 'Ahora puede entrar con el número de su tarjeta y este PIN.',
  signIn: 'Entrar',

  change: 'Cambiar mi PIN',
  old: 'Su PIN de ahora',
  sure: 'Escriba su PIN, para que nadie más haga esto en una página que usted dejó abierta.',
  goOn: 'Seguir',
  wrongOld: 'Este no es su PIN.',
  changed: 'Su PIN está cambiado.',

  atCounter: 'PIN',
  hand: 'Poner un PIN',
  handSays: `La pantalla se convierte en una página solo para ${theCustomer}. Cierre antes las demás pestañas y ventanas de Carrel: lo que esté abierto en ellas sigue a la vista. Luego gire la pantalla hacia esa persona y aparte la vista.`,
  whatChecked: '¿Cómo sabe que es esa persona?',
  checks: {
    'photo-id': 'Mostró una identificación con foto',
    'known-to-staff': 'La conozco personalmente',
  },
  isTold: (days) =>
    `Esto queda registrado con su nombre, y el ${customer} lo ve en su página. Lo que tuvo no se muestra allí durante ${days} días, a menos que se pida un código de su teléfono.`,
  appLost: 'Perdió su teléfono',
  appLostSays:
    'Su página ya no pedirá un código de su teléfono. Mire antes una identificación con foto: sin ella sigue activado.',
  appOff: 'No se pide ningún código de un teléfono',
  print: 'Imprimir un código para un PIN',
  printTitle: 'Un código para un PIN',
  printSays: (days) =>
    `Imprima esta página y entréguela a ${theCustomer} y a nadie más. El código sirve una sola vez, durante ${days} días.`,
  forReader: (address) => `Con el número de su tarjeta y este código, elija un PIN en ${address}`,
  keep: `Nadie más que el ${customer} tiene que saberlo. Un código nuevo ocupa el lugar de este.`,
})
