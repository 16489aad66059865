import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, customers, aCustomer, reserve }: LibraryTerms) => ({
  title: 'What leaves the library',
  intro:
    'Everything here that is public, is handed to someone, or is kept elsewhere. Each was tested for what it tells when it is put together with something else.',
  method:
    'All numbers follow one method, small-number suppression. A small number is not shown. Neither is one where a single person has more than half. Other numbers are left out with it until none of the small ones can be worked out.',
  groups: { public: 'Public, or shown to the Board', given: 'Handed to someone', kept: 'Kept elsewhere' },
  who: 'Who gets it',
  joined: 'Could be joined to',
  test: 'Test',
  how: 'Who gets it, and how it was tested',
  holds: { yes: 'The promise holds', partly: 'The promise holds in part' },
  where: 'Addresses and test files',
  outputs: {
    circulation: {
      name: 'Circulation statistics',
      who: 'The Director and the Board, who may publish them',
      joined: 'The phone book, the catalog, other months, and what someone saw at the desk',
      test: 'A solver tried to work out each number left out of 10,000 tables, and of 10,000 months of years shown month by month.',
      result:
        'A program that tried to work out the small numbers found none of them. Each could be anything from 1 up to 10 more than its true value. Someone who also knows the method can rule out some of these.',
    },
    disposition: {
      name: 'Records disposition report',
      who: 'The Director, who signs it for the State',
      joined: 'Circulation statistics of the same month',
      test: 'Each number from 1 to 9 reads “fewer than 10”, and no sum is made of them.',
      result: 'The two reports share the number of returns and no other.',
    },
    transparency: {
      name: 'Transparency report',
      who: 'The Director, counsel and the Board; anyone reads the numbers of published years',
      joined: 'The denial letters, court files, and news of a case',
      test: 'A solver tried 10,000 reports, and every report of a small size was compared with every other. A year is shown once, when it is over.',
      result:
        'A number left out may be anything from 0 to 4. Few and none read the same, and a secret case changes nothing.',
    },
    denials: {
      name: 'Denial letters',
      who: 'Anyone, as the law requires',
      joined: 'What someone told others of their own request, and the day it was answered',
      test: 'Two letters are compared word by word.',
      result: 'They differ in the day and the fingerprint alone. The page shows how many were sent on a day.',
    },
    clauses: {
      name: 'Uses of each clause of the policy',
      who: 'All staff and the Board',
      joined: 'What someone saw: an officer at the desk, a parent who asked',
      test: 'Whole months only; below 10, few and none read the same.',
      result: 'Until a month is over, nothing is shown, so no single question or legal paper can be seen.',
    },
    openPages: {
      name: 'Pages without a sign-in',
      who: 'Anyone',
      joined: `A list of names, card numbers or sign-in names`,
      test: `Right and wrong names and numbers are tried, and their times are measured.`,
      result: `The answer and its time are the same whether or not there is such ${aCustomer} or account.`,
    },
    shift: {
      name: 'Who works at a shared computer',
      who: 'Anyone at that computer',
      joined: 'Who was seen at the desk',
      test: 'The page is read at computers of the library and elsewhere.',
      result: `It names staff who began a shift at that computer. It names no ${customer}.`,
    },
    served: {
      name: 'Reports of a legal paper, without a sign-in',
      who: 'Anyone who was handed a paper',
      joined: 'The time at which an officer was seen; a proxy’s log of visits',
      test: 'The page is read with each answer and with and without a secret paper, and its length compared.',
      result:
        'It tells the sender what to do and nothing about any case. What may not be spoken of is not saved.',
    },
    availability: {
      name: 'Whether a copy is in',
      who: `Staff, and each ${customer} on their own pages`,
      joined: 'Who was seen leaving with one book, or a watch kept on one title',
      test: `A ${customer} reads only whether a copy is in, and no date.`,
      result:
        'Someone who asks every day learns on which day it went, as in any catalog. Staff also see when a copy is due.',
    },
    slips: {
      name: 'Slips: due dates, and the hold shelf',
      who: `The ${customer}, and anyone who finds a slip or walks along the shelf`,
      joined: `Who picks up the item`,
      test: 'Every slip is read for names and titles.',
      result: `A due date slip has no name, and a title only if the ${customer} asks. A slip on the shelf has a random short name, or one that the ${customer} chose, which cannot be part of their own name.`,
    },
    log: {
      name: 'Audit log export and proofs',
      who: 'Anyone who is given one, to check the log',
      joined: 'Who was at the desk at what time; other exports and proofs',
      test: 'Exports of all days are compared.',
      result:
        'An export tells how many entries a whole day had. Two fingerprints or proofs of one day tell how many came between them.',
    },
    keepers: {
      name: 'Daily mail to the outside log keepers',
      who: 'The two people the Director named',
      joined: 'Yesterday’s mail, and the times of the computer',
      test: 'The mail is read byte by byte.',
      result: 'It has a fingerprint and the number of entries, and no one’s name.',
    },
    notices: {
      name: `Notices to ${customers}`,
      who: `The ${customer}, their mail or phone company, and who reads their phone`,
      joined: 'A household, a shared mailbox, the catalog of that week',
      test: 'Notices of many nights are read, and their days compared.',
      result: `They say only that something is overdue or on ${reserve}, on one day of the week. The company has the address and that fact.`,
    },
    letters: {
      name: 'Letters on paper',
      who: 'The people they are for, and anyone who handles or opens the envelope',
      joined: 'The household at the address',
      test: 'Every letter is read for what its reader may not know.',
      result: 'No title of an item. A letter to a guardian says what is owed and why.',
    },
    casePapers: {
      name: 'Papers of a case',
      who: 'The court or the requester',
      joined: 'All that a court or an agency holds',
      test: 'Each paper is read for records that the case does not name. A second person checks each page.',
      result: 'Only what the order names. What the reader then does with it is out of our hands.',
    },
    ownCopy: {
      name: `${capitalize(aCustomer)}’s own pages and copy`,
      who: `The ${customer}, with card and PIN`,
      joined: 'Who has the card and knows the PIN; who sees the screen',
      test: 'Each page is requested as every other person.',
      result: 'No one else is shown anything. A secret case changes nothing on them.',
    },
    minors: {
      name: 'What a minor owes, on a page of a guardian who signed, once the Board voted for it',
      who: 'The guardian, with their own card and PIN',
      joined:
        'What the guardian knows of the minor; that something is overdue, so that the minor was here some weeks ago',
      test: 'The page is compared where nothing is owed, and for a minor who is not to be told.',
      result:
        'The page is the same in both cases. Where something is owed, it shows one title at a time, and the minor sees each view. From week to week the guardian can tell when something became overdue.',
    },
    alerts: {
      name: 'E-mail that a matter is waiting',
      who: 'The Director, counsel or the president, and their mail company',
      joined: 'The time at which an officer was seen',
      test: 'Mails of open and secret cases are compared.',
      result: 'The e-mails are the same and name no case. The mailbox shows that something came, and when.',
    },
    kits: {
      name: 'Cards, the policy on a page, certificates',
      who: 'Staff, and the people they hand them to',
      joined: `Nothing about ${aCustomer}`,
      test: 'They are made and read.',
      result: `They name no ${customer}. A certificate names the person who took the course.`,
    },
    backups: {
      name: 'Backups, the recovery sheet, files of secret matters',
      who: 'Where the Director keeps them',
      joined: 'The paper that opens them; older backups',
      test: 'Backups are searched for every value that identifies someone.',
      result: `Nothing can be read without the paper. A backup’s length tells about how many ${customers} and loans there are.`,
    },
    traces: {
      name: 'Program logs, the doctor’s output, error pages, import reports',
      who: 'Who looks after the computer',
      joined: 'The backups and the audit log',
      test: 'Everything written is searched for every value that identifies someone.',
      result:
        'None of these values is in them. But the file of lines that an import rejected has such values: delete it.',
    },
  },
})

const spanish: InSpanish<typeof english> = ({ customer, customers, aCustomer, reserve }) => ({
  title: 'Lo que sale de la biblioteca',
  intro:
    'Todo lo que aquí es público, se entrega a alguien o se guarda en otro lugar. De cada cosa se probó qué revela si se junta con otra.',
  method:
    'Los números siguen un solo método, la supresión de números pequeños. No se muestra un número pequeño, ni uno del que una sola persona tiene más de la mitad. Otros números se omiten con él hasta que ninguno de los pequeños se puede calcular.',
  groups: {
    public: 'Público, o lo que ve la Junta',
    given: 'Se entrega a alguien',
    kept: 'Se guarda en otro lugar',
  },
  who: 'Quién lo recibe',
  joined: 'Con qué podría juntarse',
  test: 'Prueba',
  how: 'Quién lo recibe, y cómo se probó',
  holds: { yes: 'Se cumple', partly: 'Se cumple en parte' },
  where: 'Direcciones y archivos de prueba',
  outputs: {
    circulation: {
      name: 'Estadísticas de circulación',
      who: 'La Dirección y la Junta, que pueden publicarlas',
      joined: 'La guía telefónica, el catálogo, otros meses y lo que alguien vio en el mostrador',
      test: 'Un programa de cálculo trató de hallar cada número omitido de 10,000 tablas, y de 10,000 meses de años contados mes por mes.',
      result:
        'Un programa que lo intentó no halló ninguno. Cada número pequeño puede ser cualquiera desde 1 hasta 10 más de lo que es. Quien además conoce el método puede descartar algunos.',
    },
    disposition: {
      name: 'Informe de disposición de registros',
      who: 'La Dirección, que lo firma para el Estado',
      joined: 'Las estadísticas de circulación del mismo mes',
      test: 'Cada número del 1 al 9 dice «menos de 10», y no se hace ninguna suma con ellos.',
      result: 'Los dos informes comparten el número de devoluciones y ningún otro.',
    },
    transparency: {
      name: 'Informe de transparencia',
      who: 'La Dirección, la asesoría legal y la Junta; cualquiera lee los números de los años publicados',
      joined: 'Las cartas de negativa, los expedientes judiciales y las noticias de un caso',
      test: 'Un programa de cálculo probó 10,000 informes, y cada informe de tamaño pequeño se comparó con todos los demás. Un año se muestra una vez, cuando ha terminado.',
      result:
        'Un número omitido puede ser cualquiera del 0 al 4. Pocos y ninguno se leen igual, y un caso secreto no cambia nada.',
    },
    denials: {
      name: 'Cartas de negativa',
      who: 'Cualquier persona, como exige la ley',
      joined: 'Lo que alguien contó de su propia solicitud, y el día de la respuesta',
      test: 'Dos cartas se comparan palabra por palabra.',
      result: 'Solo se distinguen en el día y en la huella. Se ve cuántas se enviaron en un día.',
    },
    clauses: {
      name: 'Usos de cada cláusula de la política',
      who: 'Todo el personal y la Junta',
      joined: 'Lo que alguien vio: un agente en el mostrador, un padre que preguntó',
      test: 'Solo meses completos; debajo de 10, pocos y ninguno se leen igual.',
      result:
        'Un mes que no ha terminado no muestra nada, así que no se ve ninguna pregunta ni ningún documento legal por separado.',
    },
    openPages: {
      name: 'Páginas sin inicio de sesión',
      who: 'Cualquier persona',
      joined: 'Una lista de nombres, números de tarjeta o nombres de usuario',
      test: 'Se prueban nombres y números correctos e incorrectos, y se mide el tiempo.',
      result: `La respuesta y su tiempo son los mismos, exista o no ${aCustomer} o cuenta así.`,
    },
    shift: {
      name: 'Quién trabaja en una computadora compartida',
      who: 'Cualquiera que esté ante esa computadora',
      joined: 'A quién se vio en el mostrador',
      test: 'La página se lee en las computadoras de la biblioteca y en otra parte.',
      result: `Nombra al personal que empezó un turno en esa computadora. No nombra a ningún ${customer}.`,
    },
    served: {
      name: 'Reportes de un documento legal, sin iniciar sesión',
      who: 'Cualquier persona a quien le entregaron un documento',
      joined: 'La hora en que se vio a un agente; el registro de visitas de un equipo intermedio',
      test: 'La página se lee con cada respuesta y con y sin un documento secreto, y se compara su tamaño.',
      result: 'Dice a quien reporta qué hacer, y nada de ningún caso. Lo que no se puede decir no se guarda.',
    },
    availability: {
      name: 'Si un ejemplar está en la biblioteca',
      who: `El personal, y cada ${customer} en sus propias páginas`,
      joined: 'A quién se vio salir con un libro, o una vigilancia sobre un título',
      test: `Cada ${customer} lee solo si hay un ejemplar, y ninguna fecha.`,
      result:
        'Quien pregunta todos los días sabe qué día salió, como en cualquier catálogo. El personal ve también cuándo vence un ejemplar.',
    },
    slips: {
      name: 'Papeles: fechas de devolución y estante de reservas',
      who: `Cada ${customer}, y quien encuentre un papel o pase por el estante`,
      joined: 'Quién recoge el artículo',
      test: 'Se lee cada papel en busca de nombres y títulos.',
      result: `Un papel de fechas no tiene nombre, y un título solo si el ${customer} lo pide. El del estante tiene un nombre corto al azar, o uno elegido, que no puede ser parte del propio nombre.`,
    },
    log: {
      name: 'Exportación y pruebas del registro de auditoría',
      who: 'Cualquier persona a quien se dé una, para revisar el registro',
      joined: 'Quién estaba en el mostrador y a qué hora; otras exportaciones y pruebas',
      test: 'Se comparan las exportaciones de todos los días.',
      result:
        'Una exportación dice cuántas entradas tuvo un día entero. Dos huellas o pruebas de un mismo día dicen cuántas hubo entre ellas.',
    },
    keepers: {
      name: 'Correo diario a los custodios externos del registro',
      who: 'Las dos personas que nombró la Dirección',
      joined: 'El correo de ayer y las horas de la computadora',
      test: 'El correo se lee byte por byte.',
      result: 'Tiene una huella y el número de entradas, y ningún nombre.',
    },
    notices: {
      name: `Avisos a ${customers}`,
      who: `Cada ${customer}, su compañía de correo o de teléfono, y quien lea su teléfono`,
      joined: 'Un hogar, un buzón compartido, el catálogo de esa semana',
      test: 'Se leen los avisos de muchas noches y se comparan sus días.',
      result: `Solo dicen que algo está atrasado o en ${reserve}, en un día de la semana. La compañía tiene ese dato y a dónde va.`,
    },
    letters: {
      name: 'Cartas en papel',
      who: 'A quien van dirigidas, y quien maneje o abra el sobre',
      joined: 'El hogar de ese domicilio',
      test: 'Se lee cada carta en busca de lo que su lector no puede saber.',
      result: 'Ningún título. Una carta a un tutor dice cuánto se debe y por qué.',
    },
    casePapers: {
      name: 'Documentos de un caso',
      who: 'El tribunal o quien hizo la solicitud',
      joined: 'Todo lo que tienen un tribunal o una agencia',
      test: 'Se lee cada documento en busca de registros que el caso no nombra. Una segunda persona revisa cada página.',
      result: 'Solo lo que nombra la orden. Lo que el lector haga después no está en nuestras manos.',
    },
    ownCopy: {
      name: 'Las páginas propias y la copia de los datos',
      who: `Cada ${customer}, con tarjeta y PIN`,
      joined: 'Quién tiene la tarjeta y sabe el PIN; quién ve la pantalla',
      test: 'Cada página se pide como si lo hiciera cada una de las demás personas.',
      result: 'Nadie más ve nada. Un caso secreto no cambia nada en ellas.',
    },
    minors: {
      name: 'Lo que debe un menor, en una página del tutor que firmó, una vez que la Junta lo aprobó',
      who: 'El tutor, con su propia tarjeta y su PIN',
      joined:
        'Lo que el tutor sabe del menor; que algo está atrasado, así que el menor vino hace algunas semanas',
      test: 'La página se compara donde no se debe nada y para un menor de quien no se dice nada.',
      result:
        'Son iguales. Se muestra lo que se debe, un título cada vez que se oprime, y el menor ve cada consulta. De semana en semana, el tutor puede ver cuándo algo se atrasó.',
    },
    alerts: {
      name: 'Correo de que un asunto espera',
      who: 'La Dirección, la asesoría legal o la presidencia, y su compañía de correo',
      joined: 'La hora en que se vio a un agente',
      test: 'Se comparan los correos de casos abiertos y secretos.',
      result: 'Son iguales y no nombran ningún caso. En el buzón se ve que algo llegó y cuándo.',
    },
    kits: {
      name: 'Tarjetas, la política en una página, certificados',
      who: 'El personal, y a quien se los entregue',
      joined: `Nada sobre ${aCustomer}`,
      test: 'Se hacen y se leen.',
      result: `No nombran a ${aCustomer}. Un certificado nombra a quien tomó el curso.`,
    },
    backups: {
      name: 'Copias de seguridad, la hoja de recuperación, archivos de asuntos secretos',
      who: 'Donde los guarde la Dirección',
      joined: 'El papel que los abre; copias anteriores',
      test: 'Se busca en las copias cada valor que identifica a alguien.',
      result: `Nada sin el papel. El tamaño de una copia dice más o menos cuántos ${customers} y préstamos hay.`,
    },
    traces: {
      name: 'Registros del programa, el diagnóstico, páginas de error, informes de importación',
      who: 'La persona que mantiene la computadora',
      joined: 'Las copias de seguridad y el registro de auditoría',
      test: 'Se busca en todo lo escrito cada valor que identifica a alguien.',
      result:
        'No hay nada en ellos. El archivo de lo que una importación no pudo tomar sí los tiene: bórrelo.',
    },
  },
})

export const whatLeavesWords = screenWords(english, spanish)
