import type { PartWords } from '../catalogue.ts'

export const answer: PartWords<'answer'> = ({ aCustomer }) => ({
  headline: {
    release: 'Sí, puede decírselo',
    limited: 'Puede decirle una parte',
    refuse: 'No le diga nada',
    refer: 'No le diga nada. Decide la Dirección.',
    seizure: 'No les cierre el paso. No dé su consentimiento.',
    compelled: 'La Dirección decidió cumplir',
  },
  headlineForOthers: {
    release: 'Sí, se le puede decir',
    limited: 'Se le puede decir una parte',
    refuse: 'Usted no le diga nada',
  },
  codeWrong:
    'El código que se leyó no es suyo, es demasiado antiguo o ya se usó. Pueden pedir otro en su propia página.',
  expiredCard:
    'Esta tarjeta está vencida. No demuestra quién es alguien hasta que se renueve en el mostrador.',
  lostCard: 'La tarjeta con este número se dio por perdida. No demuestra quién es nadie.',
  guardian: {
    'not-on-file':
      'Este no es el nombre de un tutor que conste para esta tarjeta. Pregunte a la Dirección qué hacer.',
    'too-many-names':
      'Se escribieron demasiados nombres equivocados para esta tarjeta. Pregunte a la Dirección o espere un cuarto de hora.',
  },
  settled: {
    headline: 'No hay nada que saldar',
    say: 'No hay nada que saldar en esta cuenta.',
    next: 'No diga nada más de la cuenta.',
  },
  say: 'Diga esto',
  sayForOthers: 'Quien lo consulte dice esto',
  sayIn: { en: 'En inglés', es: 'En español' },
  next: 'Después haga esto',
  told: 'Esto es lo que puede decirle',
  showAgain: 'El Mostrador muestra el expediente otra vez.',
  know: 'Conviene saber',
  why: 'Por qué',
  stillInForce: 'Sigue vigente.',
  onRecord: 'Esto queda registrado. Referencia:',
  perhapsKept:
    'Esta página no dice si esto se guardó. Llame ahora a la Dirección o a la asesoría legal, y cuéntelo todo. Referencia:',
  pin: 'Marca del registro. Guarde este papel: muestra si lo escrito hasta ahora se cambia más tarde.',
  done: 'Listo',
  mayTell: 'Qué se puede decir',
  nothing: `Nada. Ni siquiera diga si alguien es ${aCustomer}.`,
  allPrivate: 'Todo lo que sigue siendo privado',
  mayHear: 'Puede saber',
  mayNotHear: 'No puede saber',
  notOnScreen: (names) => `No está en su pantalla: ${names}.`,
  notKept: (names) => `No se guarda en ninguna pantalla: ${names}.`,
  notLookedUp: 'No se consultó ningún expediente. Búsquelo en el',
  counter: 'Mostrador',
  thenAsk: ' y pregunte otra vez con el número de tarjeta.',
  notHere: 'En esta computadora no se puede consultar nada. Use una en el mostrador o en una sala privada.',
  clerkCan: 'El personal del mostrador, o de una sala privada, puede consultarlo y responder.',
  flag: {
    'policy-review-overdue': 'La Junta no ha revisado esta política en más de tres años.',
    'reading-awaits-board': 'La Junta aún no ha adoptado esta lectura de la política.',
    'age-18-ask-counsel': 'Tiene dieciocho años. La Dirección consulta primero a la asesoría legal.',
    'verify-emergency': 'Hay que comprobar por teléfono que la emergencia es real. Eso lo hace la Dirección.',
    'outside-scope': 'El documento no nombra todo esto.',
    'not-a-judicial-determination': 'Ningún juez hizo este documento.',
    'compelled-not-reg-1': 'La ley obliga a esto. No es una divulgación según la Regulación 1.',
    'section-215-lapsed': 'La ley que nombra este documento ya caducó.',
    gag: 'El documento dice que debe quedar en secreto. Hable de él solo con la Dirección.',
  },
})
