import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const register: PartWords<'register'> = ({ customer, customers, aCustomer, theCustomer }) => ({
  title: 'Registro',
  intro: `Aquí se anota cada consulta, cada respuesta y cada cambio. Nada se puede quitar. No dice de qué ${customer} se trata.`,
  introOwn: 'Aquí se anota lo que usted hizo, y nada se puede quitar. La Dirección también lo puede ver.',
  entries: (count) => `${count} anotaciones`,
  signed: (day) => `Firmado por última vez el ${day}.`,
  nothingYet: 'Todavía no hay nada anotado. El registro se firma una vez por minuto.',
  lastMinute: 'Lo que pasó en el último minuto todavía no está aquí.',
  begunAnew:
    'La biblioteca se recuperó de una copia de respaldo, y esta lista empieza allí. Las anotaciones anteriores siguen en el registro: busque cada una por su referencia.',
  none: 'Aquí no hay nada que usted pueda ver.',
  older: 'Anteriores',
  newer: 'Más recientes',
  proof: 'Prueba',
  proofOf: (sentence) => `Prueba de: ${sentence}`,
  find: 'Buscar una anotación',
  reference: 'Referencia',
  referenceHint: 'Como está en una respuesta o una carta',
  findIt: 'Buscarla',
  referenceUnfit: 'Escriba la referencia como está en la respuesta: 22 letras, cifras, - y _',
  referenceUnknown:
    'El registro no tiene ninguna anotación con esta referencia. Mire cada letra, mayúscula o minúscula.',
  referenceWaits: 'Esta anotación todavía no está firmada. Inténtelo de nuevo en un minuto.',
  toRegister: 'Volver al registro',

  who: {
    volunteer: 'Alguien del voluntariado',
    desk: 'Alguien del mostrador',
    director: 'La Dirección',
    'acting-director': 'Quien suple a la Dirección',
    counsel: 'La asesoría legal',
    trustee: 'Un miembro de la Junta',
  },
  program: 'El programa',
  commandLine: 'Alguien en la computadora donde funciona Carrel',
  someone: 'Alguien',
  named: (name, role) => `${name} (${role})`,
  where: (place) => ` (${place})`,
  whom: {
    patron: aCustomer,
    guardian: 'un padre, madre o tutor',
    staff: 'el personal',
    'justice-agency': 'un agente',
    'government-agency': 'una oficina del gobierno',
    'private-party': 'alguien',
    vendor: 'una empresa',
    public: 'el público',
  },
  answer: {
    release: 'Se puede decir.',
    limited: 'Se puede decir una parte.',
    refuse: 'No se puede decir nada.',
    refer: 'Decide la Dirección.',
    seizure: 'Es una orden de registro.',
    compelled: 'La Dirección decidió cumplir.',
    'nothing-to-settle': 'No había nada pendiente.',
    'not-on-file': 'No consta nadie con esa tarjeta.',
    'not-lost': 'No estaba bloqueada.',
    'told-customer': 'Se lo dijo a quien le concierne.',
    'told-guardian': 'Se le dijo al padre, la madre o quien es responsable.',
    'message-given': 'Otra persona tomó el recado.',
    'message-left': 'Se dejó un mensaje.',
    'no-answer': 'No se le dijo nada a nadie.',
    'wrong-number': 'Era un número equivocado.',
    'no-more-calls': `${capital(theCustomer)} no quiere que le llamen.`,
  },
  did: {
    view: ({ who, where, patrons }) =>
      patrons === 0
        ? `${who} buscó a ${aCustomer} que no consta, o que no se puede mostrar allí${where}.`
        : `${who} consultó a ${aCustomer}${where}.`,
    search: ({ who, where, patrons }) =>
      `${who} buscó un nombre${where}. ${patrons === 0 ? `No salió ningún ${customer}.` : patrons === 1 ? `Salió un ${customer}.` : `Salieron ${patrons} ${customers}.`}`,
    answer: ({ who, where, whom, answer }) => `${who} preguntó qué decir a ${whom}${where}. ${answer}`,
    contact: ({ who, where, whom, answer }) => `${who} se dirigió a ${whom}${where}. ${answer}`,
    'call-ended': ({ who, where, answer }) => `${who} anotó cómo terminó una llamada${where}. ${answer}`,
    'card-reported-lost': ({ who, where, answer }) => `${who} dio una tarjeta por perdida${where}. ${answer}`,
    'card-found': ({ who, where, answer }) =>
      `${who} dio por encontrada una tarjeta perdida${where}. ${answer}`,
    'card-given': ({ who, where }) => `${who} dio una tarjeta nueva a ${aCustomer}${where}.`,
    'card-number-taken': ({ who, where }) =>
      `${who} escaneó una tarjeta nueva cuyo número ya constaba${where}.`,
    'guardian-added': ({ who, where }) => `${who} anotó a un padre o tutor${where}.`,
    'guardian-changed': ({ who, where }) => `${who} cambió lo que consta de un padre o tutor${where}.`,
    'guardian-removed': ({ who, where }) => `${who} quitó a un padre o tutor${where}.`,
    'came-of-age': () => `${capital(aCustomer)} llegó a la mayoría de edad y ya no tiene tutor que conste.`,
    'of-age-recorded': ({ who, where }) =>
      `${who} anotó que ${aCustomer} es mayor de edad antes de su cumpleaños${where}.`,
    'of-age-taken-back': ({ who, where }) =>
      `${who} deshizo que ${aCustomer} sea mayor de edad antes de su cumpleaños${where}.`,
    exercise: ({ who, where }) => `${who} hizo un ensayo con la política${where}.`,
    'register-looked-at': ({ who, where }) => `${who} miró el registro${where}.`,
    'entry-shown': ({ who, where }) => `${who} miró una anotación del registro${where}.`,
    'entry-handed-over': ({ who }) => `${who} entregó una anotación del registro.`,
    'signed-in': ({ who, where }) => `${who} entró${where}.`,
    'signed-out-everywhere': ({ who }) => `${who} cerró todas sus sesiones.`,
    'set-up-link-made': () => 'Se creó el enlace para la instalación.',
    'set-up-link-followed': () => 'Alguien empezó la instalación con su enlace.',
    'keys-made': ({ who }) => `${who} recibió llaves propias.`,
    'key-destroyed': ({ who }) => `${who} destruyó llaves antiguas.`,
    'account-added': ({ who }) => `${who} dio de alta una entrada de personal.`,
    'account-ended': ({ who }) => `${who} dio de baja una entrada de personal.`,
    'account-locked': ({ where }) => `Una entrada de personal descansa tras intentos fallidos${where}.`,
    'account-unlocked': ({ who }) => `${who} permitió que una entrada de personal lo intente otra vez.`,
    'account-reset': ({ who }) => `${who} dio una frase de acceso nueva a una entrada de personal.`,
    'account-role-changed': ({ who }) => `${who} cambió lo que puede hacer una entrada de personal.`,
    'passphrase-changed': ({ who }) => `${who} cambió su frase de acceso.`,
    'second-step-added': ({ who }) => `${who} añadió un segundo paso.`,
    'second-step-removed': ({ who }) => `${who} quitó un segundo paso.`,
    'second-step-required': ({ who }) => `${who} cambió quién necesita un segundo paso.`,
    'acting-director-named': ({ who }) => `${who} nombró a quien suple a la Dirección.`,
    'acting-director-ended': ({ who }) => `${who} terminó una suplencia de la Dirección.`,
    'computer-enrolled': ({ who }) => `${who} dio de alta una computadora.`,
    'computer-removed': ({ who }) => `${who} dio de baja una computadora.`,
    'pin-addresses-named': ({ who }) => `${who} dijo a dónde van las marcas.`,
    'recovery-key-made': ({ who }) => `${who} hizo una hoja de recuperación.`,
    'recovery-key-confirmed': ({ who }) => `${who} mostró que la hoja de recuperación está en papel.`,
    'backup-taken': () => 'Se hizo una copia de respaldo.',
    'backup-restored': () => 'La biblioteca se recuperó de una copia de respaldo.',
    'key-mode': ({ who }) => `${who} cambió cómo se guardan las llaves.`,
    'key-rotated': ({ who }) => `${who} puso llaves nuevas en lugar de otras.`,
    'months-forgotten': ({ who }) => `${who} destruyó lo que dicen meses antiguos, por su edad.`,
    'set-up-done': ({ who }) => `${who} terminó la instalación.`,
    'training-done': ({ who }) => `${who} terminó el curso de capacitación.`,
    'rule-changed': ({ who }) => `${who} cambió las reglas de la política.`,
  },
  other: ({ who, where }) => `${who} hizo otra cosa${where}.`,
  newLog: 'El registro empezó de nuevo después de recuperar la biblioteca de una copia de respaldo.',
  forgotten: 'Lo que dice esta anotación se destruyó por su edad. Que existió se puede probar siempre.',
  unreadable: 'Lo que dice esta anotación no se puede leer aquí.',
  damaged: 'Esta anotación NO es como se escribió. Puede que alguien haya cambiado el registro.',
  notYours:
    'Lo que dice esta anotación no le corresponde verlo. Que está en el registro, cualquiera lo puede comprobar.',

  entryTitle: 'Una anotación',
  entryAt: (moment) => `Anotado: ${moment}`,
  holds: 'Esta anotación está en el registro',
  checkedNow: (size, day) =>
    `Comprobado ahora mismo: es una de las ${size} anotaciones que el registro firmó el ${day}.`,
  doesNotHold: 'Esta anotación NO encaja en el registro',
  tellDirector:
    'Puede que alguien haya cambiado el registro. Avise ahora a la Dirección y no apague la computadora.',
  picture: 'Cómo lleva la anotación hasta la firma',
  pictureSays: (steps) =>
    steps === 0
      ? 'Es la única anotación, así que su propia marca es la que se firma.'
      : `La marca de la anotación se une con las marcas de otras, ${steps === 1 ? 'una vez' : `${steps} veces`}. Lo que sale es la marca que se firma. Si cambiara una letra de la anotación, cambiarían todas las marcas de arriba.`,
  thisEntry: 'Esta anotación',
  neighbor: 'su vecina',
  others: (count) => (count === '1' ? 'otra' : `otras ${count}`),
  all: (count) => (count === '1' ? 'La anotación' : `Las ${count} anotaciones`),
  seal: 'Firmado',
  download: 'Guardar la prueba',
  downloadSays: 'Un archivo pequeño. Muestra que la anotación está en el registro, y no lo que dice.',
  checker: 'Guardar la página que la comprueba',
  checkerSays: 'Funciona en cualquier computadora, sin Carrel y sin Internet.',

  checkTitle: 'Comprobar todo el registro',
  checkSays: 'Carrel lee cada anotación y vuelve a calcular cada marca. Puede tardar unos minutos.',
  olderPin: 'Una marca anterior, de una carta o un correo',
  olderPinHint:
    'Puede dejarlo vacío. Con ella, la comprobación muestra también que nada cambió desde ese día.',
  checkNow: 'Comprobarlo ahora',
  checking: 'La comprobación está en marcha',
  checked: (done, size) => `Se comprobaron ${done} de ${size} anotaciones. Esta página se renueva sola.`,
  compares: (size) => `Compara el registro con una marca anterior de ${size} anotaciones.`,
  comparesNone: 'No compara el registro con ninguna marca anterior.',
  good: 'El registro está completo',
  goodLater: 'La última comprobación no halló nada malo, pero lo de arriba no está resuelto',
  goodSays: (size, moment) =>
    `Comprobado el ${moment}: las ${size} anotaciones llevan a la marca que está firmada.`,
  comparedSays: (size) =>
    `Sus primeras ${size} anotaciones son las de la marca anterior: nada de ellas cambió.`,
  notCompared:
    'No se comparó con una marca anterior. Una marca de un correo o una carta hace completa la comprobación.',
  uncompared: 'El registro no se pudo comparar con la marca anterior',
  uncomparedLost: (size) =>
    `La marca cuenta ${size} anotaciones. El propio registro dice que algunas se perdieron, así que esta marca no demuestra nada. Dé una marca más antigua.`,
  uncomparedAbsent:
    'La marca es de un registro anterior, y sus anotaciones no están aquí. Así que esta marca no demuestra nada. Avise a la Dirección.',
  bad: 'El registro NO está completo',
  pinFault: {
    none: 'Aquí no hay ninguna marca entera. Cópiela desde la palabra Register hasta su último grupo de cuatro, o deje esto vacío.',
    mistyped:
      'La marca está mal escrita. Compare cada grupo de cuatro con el papel, y escriba una sola marca.',
    another:
      'La marca es de otro registro, no del que está aquí. Si el papel es de esta biblioteca, avise ahora a la Dirección.',
    notUsed:
      'Hay otra comprobación en marcha, así que la suya no empezó y la marca no se usó. Espere unos minutos y pulse otra vez.',
  },
  badSays: (moment) => `La comprobación del ${moment} halló esto:`,
  badStays: 'No se comparó con una marca anterior. Esto queda aquí hasta que una comprobación salga bien.',
  badStaysPin: (size) =>
    `Se comparó con esta marca anterior de ${size} anotaciones. Esto queda aquí hasta que una comprobación con la misma marca salga bien:`,
  wrong: {
    checkpoint: 'La firma del registro no es correcta.',
    missing: 'Falta una parte del registro.',
    entry: (number) => `La anotación número ${number}, contada desde la primera, no es como se firmó.`,
    tile: 'Las marcas de algunas anotaciones no son las que se firmaron.',
    root: 'Las anotaciones no llevan a la marca que está firmada.',
    past: 'La parte de antes de recuperar la biblioteca no es la que se firmó.',
    rewritten: 'Se cambiaron o se quitaron anotaciones que la marca anterior cuenta.',
  },
  failed:
    'No se pudo terminar la comprobación. Inténtelo otra vez; si sigue así, revise la computadora donde funciona Carrel.',
})
