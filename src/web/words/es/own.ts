import type { PartWords } from '../catalogue.ts'

export const own: PartWords<'own'> = ({ library, reserve }) => ({
  pages: 'Sus páginas',
  mine: 'Mi página',
  choices: 'Preferencias',
  history: 'Historial',
  seen: 'Quién la vio',
  back: 'Volver a mi página',
  recorded: 'Esto queda registrado.',

  signIn: {
    title: `Entrar en su página de ${library}`,
    card: 'Número de tarjeta',
    cardHint: 'El número de su tarjeta de la biblioteca',
    pin: 'PIN',
    button: 'Entrar',
    noPin: '¿No tiene PIN o lo olvidó?',
    noPinSays:
      'Venga al mostrador con su tarjeta o una identificación con foto. Si tiene un código en papel:',
    withCode: 'Elegir un PIN con un código',
    lost: '¿Perdió su tarjeta? Llame enseguida a la biblioteca o venga, para que la tarjeta se bloquee.',
    wrong: 'Este número de tarjeta y este PIN no abren ninguna página. Compruebe los dos.',
    tries: (most) =>
      `Después de ${most} intentos equivocados, ni el PIN correcto sirve durante un rato. En el mostrador le ayudan.`,
    over: (minutes) =>
      `Su sesión está cerrada. Eso pasa después de ${minutes} minutos sin uso, después de una hora y cuando se avisa de que la tarjeta se perdió.`,
    out: 'Su sesión está cerrada.',
  },
  code: {
    title: 'El código de su teléfono',
    says: 'Escriba el código que la aplicación de su teléfono muestra ahora.',
    lost: '¿Perdió su teléfono? Venga al mostrador con una identificación con foto. Allí pueden desactivar esto.',
    wrong: 'Ese código no es correcto o ya se usó. Espere al siguiente.',
  },

  page: {
    title: 'Mi página',
    print: 'Para guardar una copia, imprima esta página.',
    renewAll: 'Renovar todo lo que tengo',
    renew: (title) => `Renovar: ${title}`,
    renewed: (count) => (count === 1 ? 'Se renovó un artículo.' : `Se renovaron ${count} artículos.`),
    notRenewed: (count) =>
      count === 1
        ? 'Un artículo no se pudo renovar: alguien lo espera, o se renovó tantas veces como se puede.'
        : `${count} artículos no se pudieron renovar: alguien los espera, o se renovaron tantas veces como se puede.`,
    nothingRenewed: 'No se renovó nada.',
    phone: 'Cuando llame a la biblioteca',
    phoneSays: (minutes) =>
      `La biblioteca no dice nada por teléfono a quien no conoce. Pida aquí un código y léalo en voz alta con el número de su tarjeta. Sirve una vez, durante ${minutes} minutos.`,
    phoneGet: 'Pedir un código para el teléfono',
    phoneCode: 'Su código para el teléfono',
    phoneCodeSays: (minutes) =>
      `Léalo en voz alta cuando la biblioteca se lo pida. Sirve una vez, durante ${minutes} minutos. Nadie en la biblioteca puede buscarlo.`,
    account: 'Su entrada y sus datos',
    changePin: 'Cambiar mi PIN',
    secondStep: 'Pedir también un código de mi teléfono',
    correct: 'Algo en mi expediente está mal',
    copyToRead: 'Una copia de todo lo que se guarda sobre mí, para leer',
    copy: 'Lo mismo en un archivo para un programa',
    privacy: 'Qué se guarda y quién puede verlo',
    lostCard: 'Avisar de que perdí mi tarjeta',
    close: 'Cerrar mi cuenta',
    owe: 'Para pagar lo que se debe, venga al mostrador.',
  },

  choose: {
    title: 'Mis preferencias',
    language: '¿En qué idioma debe escribirle la biblioteca?',
    anyLanguage: 'Sin preferencia',
    refuses: '¿Cómo NO debe avisarle la biblioteca de lo atrasado o de lo que ha llegado?',
    refusesHint: 'Marque las maneras que no quiere.',
    channel: {
      'e-mail': 'Correo electrónico',
      text: 'Mensaje de texto',
      letter: 'Carta',
      phone: 'Llamada',
    },
    alias: 'Nombre corto para los papeles',
    aliasHint: `Está en el papel de una ${reserve} en el estante, en lugar de su nombre, con dos cifras detrás. Solo letras, 12 como mucho. Otros que ven el estante pueden saber por él qué es suyo; si no elige nada, cada vez es otro.`,
    aliasUnfit: 'Un nombre corto para los papeles tiene de 2 a 12 letras de la A a la Z',
    aliasIsName: 'Eso es parte de su propio nombre. Elija algo por lo que otros no le conozcan.',
    all: 'Estas son todas las maneras que hay. Deje una, para que sepa de lo que tiene.',
    save: 'Guardar',
    saved: 'Sus preferencias están guardadas.',
    changed:
      'Sus preferencias se cambiaron después de que usted abrió esta página, quizá por el personal que hizo lo que usted pidió. Lo que envió no se guardó. Así están ahora. Cámbielas otra vez si quiere y guarde.',
  },

  lost: {
    title: 'Avisar de que perdí mi tarjeta',
    says: 'La tarjeta con la que entró se bloquea aquí enseguida: no abre ninguna página. Su sesión se cierra. La biblioteca le da una nueva cuando venga.',
    lendsElsewhere:
      'La biblioteca presta con otro sistema. Llame también a la biblioteca, para que nadie se lleve nada con la tarjeta allí.',
    button: 'Sí, bloquear mi tarjeta',
    done: 'Su tarjeta está bloqueada',
    doneSays: 'Su sesión está cerrada. Venga al mostrador por una tarjeta nueva.',
  },

  secondStepTitle: 'Un código de mi teléfono',
  second: {
    says: 'Con esto, una tarjeta y un PIN solos ya no abren su página: también se pide un código que solo su teléfono muestra.',
    open: 'En su teléfono, abra una aplicación de códigos y añada una entrada nueva. Quizá venía con el teléfono; cualquiera sirve.',
    has: 'Está activado: su página pide un código de su teléfono.',
    remove: 'Desactivarlo',
    removeSays: 'Escriba su PIN para desactivarlo.',
    added: 'Desde ahora su página pide también un código de su teléfono.',
    removed: 'Su página ya no pide un código de su teléfono.',
  },
})
