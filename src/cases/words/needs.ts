import type { LibraryTerms } from '../../platform/i18n/library-terms.ts'
import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

/** Why a step in a case cannot be taken now: what is missing first, each as a sentence. */
const english = ({ customer, customers }: LibraryTerms) => ({
  unmet: {
    who: 'This step is for someone else to take.',
    stage: 'This step does not fit how far the case is now.',
    time: 'That time is still to come. Nothing is written down before it happens.',
    'day-is-past': 'That day is still to come.',
    'after-it-came': 'That time or day is before the case came. Say when it was done.',
    'has-paper': 'There is no paper in this case.',
    'paper-read': 'Whoever decides in the case, or counsel, must first read the paper and say what it is.',
    'still-read': 'The case came to its end. Its paper is read no more.',
    'nothing-beside':
      'A paper came since, and waits. First say whether it counts, or leave it beside the case.',
    'nothing-unread': 'A paper in this case was not read. Whoever decides, or counsel, must first read it.',
    reported: 'Whoever decides in the case must first know of it.',
    'counsel-consulted': 'Legal counsel must first be asked.',
    'counsel-first':
      'Legal counsel must first be asked: there is paper in this case, or an emergency was claimed.',
    'counsel-reached': 'Legal counsel must first be reached: whoever is served goes to counsel too.',
    'counsel-saw-gag': 'Nobody may be told of this paper. Counsel must first look at the case, or advise.',
    'withdrawal-said': 'Say who took it back, and by what way; or ask legal counsel first.',
    'counsels-word': 'Counsel said otherwise here, at their own sign-in. Only counsel can change that, here.',
    'counsels-choice': 'Counsel chooses this. Give the name of counsel, and how counsel said it.',
    'counsels-finding':
      'Counsel pinned this finding. Only counsel changes it. If counsel took it back by phone or mail, write down who, how, and in which words.',
    'officer-reported': 'An officer asked. Whoever decides in the case must know of it first.',
    'counsel-or-board': 'Legal counsel or the Board must first be asked.',
    'opinion-proper': 'Counsel must first say that the paper is proper, and fully so.',
    'requester-verified':
      'Whoever asks must first be called back, at a number that was found somewhere else than on the paper.',
    'scope-set': `It must first be set which ${customers} and which records the paper names.`,
    'somebody-on-file': 'Nobody whom the paper names is on file. Send the decision as it is signed.',
    'nobody-on-file': 'The paper names somebody who is on file.',
    'is-warrant': 'Only a search warrant is carried out like this.',
    'was-searched': 'There was no search, or it is not over.',
    'while-searched': 'Nothing can be taken before they came, or after they left. Type when it was taken.',
    'after-the-last': 'They cannot have left before they came, or before the last thing was taken.',
    'new-line': 'This line is written down already.',
    'is-listed': 'There is no such line, or it is struck through already.',
    'own-line': 'Someone else wrote this line. They strike it through, or whoever decides in the case.',
    'search-stands': 'There is no search in this case to take back.',
    'waits-beside': 'No such paper waits.',
    'page-is-there': 'The paper does not have so many pages.',
    'findings-confirmed':
      'Counsel has not seen every finding that is pinned. Counsel must hold the paper for proper with them, or hear them read out.',
    'independent-number':
      'Give the number that was called, and where it is from. It must not be one that whoever asks gave, or that is on their paper.',
    'on-this-paper': 'A finding must be on a paper of this case.',
    'policy-allows-decision': 'The policy does not allow this decision as the case stands now.',
    'decision-fits': 'This decision does not fit this kind of case.',
    'is-decider':
      'The Director decides. Where the case is about the Director, the president of the Board does.',
    'as-decided': 'The case changed since the decision was written. It must be written and signed anew.',
    'own-sign-in':
      'The Director set up this sign-in. Someone else must first confirm that it is yours: see the page Who is who.',
    'decided-to-produce': 'It must first be decided in writing to release or to comply.',
    'decided-to-refuse': 'It must first be decided in writing to refuse.',
    'within-scope': 'Something in it goes further than the paper does.',
    'collected-this': 'Something else was collected since.',
    'packaged-this': 'Another file was made since, or it is over.',
    'was-saved': 'The file must first be saved. Nothing is handed over before it leaves.',
    'knows-of-change': 'The case changed since the file was saved. Tick that you know it.',
    'is-outside': 'No file was saved, or it is known what became of it.',
    'nothing-outside':
      'A file was saved and left. Note that it was handed over, or how it was destroyed, first.',
    'second-person':
      'Someone else than whoever collected it must check it, with a sign-in that is confirmed as their own.',
    'counsel-by-phone':
      'Counsel checks by phone only where nobody else here could: where no other sign-in is confirmed, or counsel said here that they cannot come. Whoever decides, and collected it, writes down who it was, when (once it was collected) and in which words.',
    'policy-lets-go': 'The policy does not let this leave as the case stands now.',
    'was-produced': 'Nothing was handed over in this case.',
    receipted: 'Whoever got the records must first sign for them, or refuse to.',
    'notice-chosen': `Counsel must first choose if the ${customer} is told.`,
    'told-as-chosen': `Counsel chose that the ${customer} is told. That must be done first.`,
    'counsels-debrief':
      'Counsel goes over the search. If counsel did so by phone or mail, give the name of counsel, and how.',
    'counsels-mistake':
      'Something was taken, or counsel went over it. Only counsel says that it was a mistake. If counsel said so by phone or mail, write down who, how, and in which words.',
    'seizure-with-counsel': 'Legal counsel must be asked before a seizure is closed.',
    debriefed: 'Counsel must first go over the search with those who were there.',
    'nothing-preserved': 'A copy is still kept. It must end first.',
    'waits-for-nothing': 'The case waits for a better paper or for a court. That must end first.',
    'is-request': 'Nobody asks for records in this case.',
    'is-records-request': 'This case is no public-records request.',
    'no-patron-in-scope': 'It names people. What is public names nobody.',
    'given-as-decided':
      'If all is given, nothing is denied. If a part is kept back, it must first be decided in writing to refuse it.',
    'no-paper': 'There is paper in this case. It needs a written decision.',
    'is-conduct': 'This case is not about what someone did here.',
    'is-preserved': 'There is no such copy.',
    'not-sealed':
      'Nobody may be told of such a paper. It is not worked here. Call the Director and the lawyer.',
    'not-a-drill': 'This is a drill. Nothing of anyone is opened in it.',
    'is-gagged': 'Nothing in this case forbids to tell.',
    'counsel-ends-it': 'Only counsel ends it, or whoever decides in the case writes down what counsel said.',
    'board-may-know':
      'Nobody may be told of this paper, and the Board is told only if counsel says that it may know.',
    'may-say-about':
      'The case is so already, or it is not yours to say. Counsel and whoever reported it can say it. The Director and the president of the Board can only hand a case over to each other, before it is decided.',
    'may-choose-telling': 'The paper says that nobody may be told. Choose that they are not told.',
    'may-tell-patron': 'The lawyer has not chosen that they are told, or the day has not come.',
    'day-has-come': 'The day of this copy has not come yet.',
    'names-no-more': 'The paper does not name all of that.',
    'no-emergency': 'The Director decides about a claimed emergency in writing.',
    'needs-no-decision': 'A privacy problem ends with a written decision.',
  },
})

const spanish: InSpanish<typeof english> = ({ customers, theCustomer }) => ({
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

export const casesNeedsWords = screenWords(english, spanish)
