import type { PartWords } from '../catalogue.ts'

export const setUp: PartWords<'setUp'> = ({ library }) => ({
  continue: 'Continuar',

  link: {
    title: `Instalar ${library}`,
    says: 'Para la Dirección de la biblioteca. Usted da su nombre y elige una contraseña; tarda unos diez minutos. Tenga su teléfono a mano.',
    begin: 'Empezar',
    once: 'El enlace funciona una sola vez: siga en este navegador.',
  },
  deadLink: {
    title: 'Este enlace no funciona',
    says: 'Ya se usó, es demasiado viejo, o la biblioteca ya tiene su Dirección. Mientras no la tenga, Carrel muestra un enlace nuevo cada vez que se inicia.',
    toSignIn: 'Ir a la página de entrada',
  },
  over: 'La instalación aquí terminó. Tardó demasiado, o la biblioteca ya tiene su Dirección. Entre, o inicie Carrel otra vez para tener un enlace nuevo.',
  library: {
    title: '¿Es esta su biblioteca?',
    library: 'Biblioteca',
    policy: 'Política',
    yes: 'Sí, seguir',
    ifNot:
      'Si no, cierre esta página. Antes de guardar nada, quien atiende esta computadora inicia Carrel con la política de su biblioteca:',
  },

  name: 'Nombre y apellido',
  askName: '¿Cómo se llama usted?',
  nameHint: 'Así aparece en la pantalla',
  noName: 'Escriba su nombre',
  askSignIn: '¿Con qué nombre quiere entrar?',
  signIn: 'Nombre de usuario',
  signInHint: 'Corto, por ejemplo su nombre de pila',
  signInFault:
    'Un nombre de usuario tiene las letras de la A a la Z sin acentos ni ñ, cifras, puntos y guiones, y ningún espacio. No valen letras de otros alfabetos que se parezcan',
  signInTaken: 'Este nombre de usuario ya está tomado: elija otro',
  askPassphrase: 'Elija una contraseña',
  startAgain: 'Empezar de nuevo estas preguntas',

  list: {
    title: 'Instalación',
    whatIsLeft: 'Lo que falta por instalar',
    says: 'Usted ha entrado como la Dirección. Haga esto en cualquier orden; puede volver aquí.',
    done: 'Listo',
    recovery: {
      name: 'Imprimir la hoja de recuperación',
      says: 'Después de un incendio o un robo, esta hoja y una copia de respaldo recuperan la biblioteca. Debe estar en una caja fuerte.',
    },
    computers: {
      name: 'Decir dónde está esta computadora',
      says: 'Mostrador, oficina u otra sala privada. Hasta entonces no muestra ningún expediente.',
    },
    pins: {
      name: 'Decir a dónde va el correo diario',
      says: 'Cuatro líneas a dos personas de fuera, que así pueden saber si alguien reescribió el registro.',
    },
    sealed: {
      name: 'Instalar los asuntos sellados',
      says: 'Algunos documentos obligan a quien los recibe. Hasta que las dos partes estén instaladas, lo que se escribe de uno así no se guarda en ningún lugar. La presidencia de la Junta instala la segunda.',
    },
    letterhead: {
      name: 'Diga cómo se llega a la biblioteca',
      says: 'Calle, teléfono y horario, como los mostrará cada carta.',
    },
    people: { name: 'Agregar a quienes trabajan aquí', says: 'Cada persona entra con lo suyo.' },
    finish: 'La instalación está lista',
  },
})
