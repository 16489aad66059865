import type { PartWords } from '../catalogue.ts'

export const casesNeeds: PartWords<'casesNeeds'> = ({ customers, theCustomer }) => ({
  unmet: {
    who: 'Este paso le toca a otra persona.',
    stage: 'Este paso no cabe en el punto donde está el caso.',
    time: 'Esa hora está por venir. Nada se anota antes de que pase.',
    'day-is-past': 'Ese día todavía no ha llegado.',
    'after-it-came': 'Esa hora o ese día es anterior a la llegada del caso. Diga cuándo se hizo.',
    'has-paper': 'En este caso no hay ningún documento.',
    'paper-read': 'Primero quien decide en el caso, o la asesoría, debe leer el documento y decir qué es.',
    'still-read': 'El caso llegó a su fin. Su documento ya no se lee.',
    'nothing-beside': 'Después llegó un documento, y espera. Primero diga si cuenta, o déjelo aparte.',
    'nothing-unread':
      'Nadie ha leído un documento de este caso. Primero debe leerlo quien decide, o la asesoría.',
    reported: 'Primero debe saberlo quien decide en el caso.',
    'counsel-consulted': 'Primero hay que preguntar a la asesoría legal.',
    'counsel-first':
      'Primero hay que preguntar a la asesoría legal: hay un documento, o se dijo que es una emergencia.',
    'counsel-reached': 'Primero hay que avisar a la asesoría legal: así lo pide la Regulación 6.',
    'counsel-saw-gag':
      'De este documento no se puede decir nada a nadie. Primero la asesoría debe ver el caso, o aconsejar.',
    'withdrawal-said': 'Diga quién lo retiró y de qué manera; o pregunte primero a la asesoría legal.',
    'counsels-word':
      'La asesoría dijo otra cosa aquí, con su propio acceso. Solo ella lo puede cambiar, aquí.',
    'counsels-choice': 'Esto lo elige la asesoría. Dé su nombre, y cómo lo dijo.',
    'counsels-finding':
      'El abogado fijó este punto. Solo el abogado lo cambia. Si lo retiró por teléfono o por correo, anote quién, cómo y con qué palabras.',
    'officer-reported': 'Preguntó un agente. Primero debe saberlo quien decide en el caso.',
    'counsel-or-board': 'Primero hay que preguntar a la asesoría legal o a la Junta.',
    'opinion-proper': 'Primero la asesoría debe decir que el documento es bueno del todo.',
    'requester-verified':
      'Primero hay que llamar a quien pide, a un número que se halló en otra parte que en el documento.',
    'scope-set': `Primero hay que fijar qué ${customers} y qué datos nombra el documento.`,
    'somebody-on-file':
      'Nadie de quienes nombra el documento consta aquí. Envíe la decisión como está firmada.',
    'nobody-on-file': 'El documento nombra a alguien que consta aquí.',
    'is-warrant': 'Así se cumple solo una orden de registro.',
    'was-searched': 'No hubo ningún registro, o no ha terminado.',
    'while-searched': 'No pueden llevarse nada antes de llegar ni después de irse. Escriba cuándo fue.',
    'after-the-last': 'No pueden irse antes de llegar, ni antes de llevarse lo último.',
    'new-line': 'Esta línea ya está anotada.',
    'is-listed': 'No hay tal línea, o ya está tachada.',
    'own-line': 'Otra persona anotó esta línea. La tacha ella, o quien decide en el caso.',
    'search-stands': 'En este caso no hay un registro que retirar.',
    'waits-beside': 'No espera tal documento.',
    'page-is-there': 'El documento no tiene tantas páginas.',
    'findings-confirmed':
      'La asesoría no ha visto todos los puntos fijados. Debe decir con ellos que el documento es bueno, o alguien debe leérselos.',
    'independent-number':
      'Dé el número al que se llamó, y de dónde es. No puede ser uno que dio quien pide, ni uno de su documento.',
    'on-this-paper': 'El punto debe estar en un documento de este caso.',
    'policy-allows-decision': 'Tal como está el caso, la política no permite esta decisión.',
    'decision-fits': 'Esta decisión no cabe en esta clase de caso.',
    'is-decider': 'Decide la Dirección. Si el caso trata de ella, decide quien preside la Junta.',
    'as-decided': 'El caso cambió desde que se escribió la decisión. Hay que escribirla y firmarla de nuevo.',
    'own-sign-in':
      'La Dirección preparó este acceso. Antes, otra persona debe confirmar que es suyo: vea la página Quién es quién.',
    'decided-to-produce': 'Primero hay que decidir por escrito entregar o cumplir.',
    'decided-to-refuse': 'Primero hay que decidir por escrito negar.',
    'within-scope': 'Algo de esto va más allá del documento.',
    'collected-this': 'Desde entonces se reunió otra cosa.',
    'packaged-this': 'Desde entonces se hizo otro archivo, o ya terminó.',
    'was-saved': 'Primero hay que guardar el archivo. Nada se entrega antes de que salga.',
    'knows-of-change': 'El caso cambió desde que se guardó el archivo. Marque que lo sabe.',
    'is-outside': 'No se guardó ningún archivo, o ya se sabe qué fue de él.',
    'nothing-outside': 'Se guardó un archivo y salió. Primero anote que se entregó, o cómo se destruyó.',
    'second-person': 'Debe revisarlo otra persona que la que lo reunió, con un acceso confirmado como suyo.',
    'counsel-by-phone':
      'El abogado revisa por teléfono solo si aquí no puede nadie más: si no hay otro acceso confirmado, o la asesoría dijo aquí que no puede venir. Quien decide, y lo reunió, anota quién fue, cuándo (después de reunirlo) y con qué palabras.',
    'policy-lets-go': 'Tal como está el caso, la política no deja salir esto.',
    'was-produced': 'En este caso no se entregó nada.',
    receipted: 'Primero quien recibió los datos debe firmar, o negarse a firmar.',
    'notice-chosen': `Primero la asesoría debe elegir si lo sabe ${theCustomer}.`,
    'told-as-chosen': `La asesoría eligió que lo sepa ${theCustomer}. Eso va primero.`,
    'counsels-debrief':
      'El registro lo repasa la asesoría. Si lo hizo por teléfono o por correo, dé su nombre, y cómo.',
    'counsels-mistake':
      'Se llevaron algo, o la asesoría lo repasó. Solo ella dice que fue un error. Si lo dijo por teléfono o por correo, anote quién, cómo y con qué palabras.',
    'seizure-with-counsel': 'Antes de cerrar un caso así hay que preguntar a la asesoría legal.',
    debriefed: 'Primero la asesoría debe repasar el registro con quienes estaban.',
    'nothing-preserved': 'Todavía se guarda una copia. Primero debe terminar.',
    'waits-for-nothing': 'El caso espera un documento mejor o un tribunal. Primero debe terminar eso.',
    'is-request': 'En este caso nadie pide datos.',
    'is-records-request': 'Este caso no es un pedido de datos públicos.',
    'no-patron-in-scope': 'Nombra a personas. Lo público no nombra a nadie.',
    'given-as-decided':
      'Si se da todo, nada se niega. Si una parte no se da, primero hay que decidir por escrito negarla.',
    'no-paper': 'En este caso hay un documento. Hace falta una decisión por escrito.',
    'is-conduct': 'Este caso no trata de lo que alguien hizo aquí.',
    'is-preserved': 'No hay tal copia.',
    'not-sealed':
      'De un documento así no se puede decir nada a nadie. No se trata aquí. Llame a la Dirección y a la asesoría legal.',
    'not-a-drill': 'Esto es un simulacro. No se abre nada de nadie.',
    'is-gagged': 'Nada en este caso prohíbe decirlo.',
    'counsel-ends-it': 'Solo la asesoría lo termina, o quien decide en el caso anota lo que ella dijo.',
    'board-may-know':
      'De este documento no se puede decir nada a nadie, y a la Junta solo si la asesoría dice que puede saberlo.',
    'may-say-about':
      'El caso ya está así, o no le toca a usted decirlo. Lo dicen la asesoría y quien lo informó. La Dirección y quien preside la Junta solo pueden pasarse un caso, antes de que se decida.',
    'may-choose-telling': 'El documento dice que nadie debe saberlo. Elija que no se avisa.',
    'may-tell-patron': 'La asesoría legal no ha decidido que se le diga, o el día no ha llegado.',
    'day-has-come': 'Todavía no ha llegado el día de esta copia.',
    'names-no-more': 'El documento no nombra todo eso.',
    'no-emergency': 'Si alguien dice que hay una emergencia, la Dirección decide por escrito.',
    'needs-no-decision': 'Un problema de privacidad termina con una decisión por escrito.',
  },
})
