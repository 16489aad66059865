import { capital } from '../capital.ts'
import type { PartWords } from '../catalogue.ts'

export const ask: PartWords<'ask'> = ({ customer, aCustomer, ofTheCustomer, reserve, reserves }) => ({
  sayFirst: 'Primero diga esto',
  doNotCall: 'No llame desde aquí',
  buttons: { goOn: 'Continuar', show: 'Mostrar la respuesta' },
  missing: {
    choice: 'Elija una opción',
    card: 'Escanee o escriba el número de tarjeta',
    unknownCard: 'Ninguna tarjeta registrada tiene este número. Revise el número.',
    paper: 'Elija el tipo de documento',
    guardian: 'Escriba su nombre',
    phoneCode: 'Escriba el código que leyeron',
  },
  who: {
    title: '¿Quién pregunta?',
    choices: {
      officer: { label: 'Policía, alguacil o agente' },
      paper: {
        label: 'Alguien con un documento legal',
        hint: 'Una citación, orden o carta. En mano, por correo o por correo electrónico.',
      },
      agency: {
        label: 'Otra oficina del gobierno',
        hint: 'Una escuela, o una oficina de asistencia, impuestos o inmigración',
      },
      guardian: { label: 'Padre, madre o tutor', hint: `De ${aCustomer} joven` },
      customer: { label: capital(customer), hint: 'Por su propio expediente' },
      other: {
        label: 'Esposo, esposa, amistad o cualquier otra persona',
        hint: 'Familia, un abogado, quien le alquila la casa, alguien desconocido; también con la tarjeta de otra persona',
      },
      public: { label: 'Un periodista, o una solicitud de registros públicos' },
      vendor: { label: 'Una empresa que trabaja para la biblioteca' },
      call: { label: `Llamamos a ${aCustomer}`, hint: `Por artículos atrasados o ${reserves}` },
    },
  },
  sender: {
    title: '¿De quién es el documento?',
    choices: {
      officer: { label: 'De la policía, un alguacil o un agente federal' },
      agency: { label: 'De otra oficina del gobierno' },
      other: {
        label: 'De un abogado, una empresa u otra persona',
        hint: 'Pulse esto también si no lo sabe con certeza.',
      },
    },
  },
  brought: {
    title: '¿Qué trajo?',
    choices: {
      nothing: { label: 'Ningún documento' },
      emergency: { label: 'Ningún documento, pero dice que es una emergencia' },
      paper: { label: 'Un documento', hint: 'De cualquier tipo. No tiene que leerlo.' },
    },
  },
  paper: {
    title: '¿Qué tipo de documento es?',
    intro: 'Elija un tipo solo si el documento lo dice con toda claridad.',
    legend: 'Tipo de documento',
    choices: {
      unread: { label: 'Sin leer todavía', hint: 'Déjelo así. La Dirección lo leerá.' },
      'search-warrant': {
        label: 'Orden de cateo o registro (search warrant)',
        hint: 'La firmó un juez, y ordena buscar aquí y ahora.',
      },
      'court-order': { label: 'Orden de un tribunal (court order)' },
      subpoena: { label: 'Citación (subpoena)' },
      'grand-jury-subpoena': { label: 'Citación de un gran jurado (grand jury subpoena)' },
      'county-attorney-subpoena': {
        label: 'Citación de la fiscalía del condado (county attorney’s subpoena)',
      },
      'administrative-subpoena': {
        label: 'Citación de una oficina (administrative subpoena o summons)',
        hint: 'No la firmó ningún juez.',
      },
      'administrative-warrant': {
        label: 'Orden de una oficina (administrative warrant)',
        hint: 'No la firmó ningún juez. Por ejemplo, un formulario de inmigración.',
      },
      'preservation-request': { label: 'Una solicitud de conservar datos' },
      'fisa-order': { label: 'Orden del tribunal FISA' },
      'national-security-letter': { label: 'Carta de seguridad nacional (national security letter)' },
    },
  },
  secret: {
    title: '¿Dice el documento que debe quedar en secreto?',
    choices: {
      no: { label: 'No, o no lo sé' },
      yes: { label: 'Sí', hint: 'Dice que no se puede hablar de él con nadie.' },
    },
  },
  how: {
    title: '¿Está aquí o al teléfono?',
    choices: { here: { label: 'Aquí, en persona' }, phone: { label: 'Al teléfono' } },
  },
  answered: {
    title: '¿Quién contestó la llamada?',
    choices: {
      customer: { label: capital(customer) },
      guardian: { label: `El padre, la madre o el tutor de ${aCustomer} joven` },
      'someone-else': { label: 'Otra persona, o no sé quién' },
      machine: { label: 'Nadie: puedo dejar un mensaje' },
    },
  },
  card: {
    title: '¿Cuál es su número de tarjeta?',
    titleOfYoung: `¿Cuál es el número de tarjeta ${ofTheCustomer} joven?`,
    label: 'Número de tarjeta',
    hint: 'Escanee la tarjeta o escriba su número.',
    none: 'No hay número de tarjeta',
  },
  checked: {
    title: '¿Cómo sabe quién es?',
    intro: 'Marque todo lo que sea cierto. Si nada lo es, solo continúe.',
    legend: 'Lo que usted comprobó',
    guardianHere: {
      'guardian-on-file': { label: 'Mostró una identificación con foto' },
      'court-letters': {
        label: 'Mostró documentos de un tribunal',
        hint: 'Está a cargo de una persona adulta o de una herencia.',
      },
    },
    guardianOnPhone: {
      'guardian-on-file': {
        label: `El número es el que consta para el tutor ${ofTheCustomer}`,
      },
    },
    customerHere: {
      card: {
        label: 'Tiene su propia tarjeta de la biblioteca',
        hint: 'A quien tiene la tarjeta de otra persona no se le dice nada. Vuelva y elija cualquier otra persona.',
      },
      'photo-id': { label: 'Mostró una identificación con foto' },
      'known-to-staff': { label: 'Yo conozco a esta persona', hint: 'Esto queda registrado con su nombre.' },
    },
    customerOnPhone: {
      card: {
        label: 'Tiene su tarjeta a mano y leyó el número',
        hint: 'Tiene que ser la suya. No pida nunca un PIN por teléfono.',
      },
      'phone-code': { label: 'Leyó un código de su propia página' },
    },
    customerCalled: {
      card: {
        label: 'Tiene su tarjeta a mano y leyó el número',
        hint: 'Tiene que ser la suya. No pida nunca un PIN por teléfono.',
      },
    },
  },
  guardian: {
    title: {
      here: '¿Qué nombre tiene su identificación con foto?',
      onPhone: '¿Cómo se llama?',
      called: '¿Con quién habla?',
    },
    label: 'Nombre y apellido',
    hint: 'Lo comparamos con el expediente. El nombre no se guarda.',
  },
  phoneCode: {
    title: '¿Qué código leyó?',
    label: 'Código',
    hint: 'Seis cifras. Sirve una vez y no se guarda.',
  },
  wants: {
    title: '¿Qué quiere saber?',
    titleOfCall: '¿De qué es la llamada?',
    legend: 'Lo que quiere saber',
    unsaid: 'Si no lo dijo, solo continúe. No pregunte para qué.',
    unsaidOnCall: 'Marque una, o solo continúe para las dos.',
    unsaidByGuardian: 'Si no lo dijo, solo continúe: se trata de lo que está atrasado o se debe.',
    unsaidByCustomer: 'Si no lo dijo, solo continúe: se trata de su cuenta de hoy.',
    only: 'La llamada solo puede ser de esto.',
    choices: {
      presence: 'Si alguien está o estuvo aquí',
      existence: `Si alguien es ${aCustomer}`,
      identity: 'Un nombre, domicilio, teléfono o fecha de nacimiento',
      loans: 'Qué tiene alguien prestado ahora',
      owed: 'Qué está atrasado, perdido o dañado, y qué se debe',
      holds: `Qué está en ${reserve}`,
      history: 'Qué tuvo alguien prestado antes',
      computers: 'Búsquedas, o el uso de nuestras computadoras',
      video: 'Imágenes de las cámaras',
      incident: 'Lo que el personal vio hacer a alguien aquí',
    },
    owedOnCall: 'Artículos atrasados, y lo que se debe',
  },
  basis: {
    title: '¿Qué vio el personal?',
    choices: {
      conduct: { label: 'Cómo se portó alguien aquí', hint: 'Un asunto de la política de conducta' },
      'mandated-report': {
        label: 'Puede haber maltrato o descuido de un menor',
        hint: 'La ley nos pide a todos que lo reportemos.',
      },
      neither: { label: 'Otra cosa' },
    },
  },
})
