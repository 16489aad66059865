import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ board, counsel }: LibraryTerms) => ({
  title: 'Versions of the policy',
  intro:
    'Carrel decides by the version in force. Each entry in the audit log, and each decision, was made under the version in force at that time.',
  none: 'No version is kept yet. The first start keeps one.',
  current: (day: string) => `In force since ${day}`,
  past: (from: string, until: string) => `In force from ${from} until ${until}`,
  never: 'This version was never in force.',
  read: 'Read this version',
  fingerprint: 'Fingerprint:',
  says: 'The text, the rules and the words of this version, as Carrel keeps them.',
  notRun: 'This program cannot run this version, so only its files are shown.',
  files: 'Its files',
  file: (name: string) => `File ${name}`,
  back: 'Back to this version',
  entry: 'Policy in force at that time:',
  entryAbout: 'The version that this is about:',
  entryRead: 'Read it',
  failing: 'The policy in force does not pass this program’s checks. It still decides.',
  refused:
    'Two people confirmed a version that does not pass this program’s checks. It is not in force. The version before it still decides.',
  proposal: {
    title: 'Proposed version of the policy',
    link: 'Review the proposed version',
    waits: 'The policy in Carrel’s folder is not the one in force. It is a proposal and decides nothing yet.',
    fails: 'It does not pass its checks, so no one can confirm it:',
    failsNext: 'Correct the policy in its folder, or put the old one back. Then start Carrel again.',
    none: 'No version is proposed.',
    rule: `It comes into force once two people confirm it: the Director, and the president of ${board}. If there is no president, or the president acts as Director, a trustee or ${counsel} can confirm it instead.`,
    takesEffect:
      'Both have confirmed it. It takes effect when Carrel starts again. Until then, either can withdraw.',
    confirming: 'Who confirms it',
    confirm: 'Confirm this version',
    confirmedBy: (name: string, day: string) => `${name} confirmed it on ${day}.`,
    confirmedOther: (name: string, day: string, mark: string) =>
      `${name} confirmed version ${mark} on ${day}.`,
    someone: 'Someone',
    withdraw: 'Withdraw',
    withdrawRefused: 'This is already withdrawn or in force, or your role cannot withdraw it.',
    others: 'Other versions that were confirmed',
    othersSay:
      'These are not in Carrel’s folder now. If both sides confirmed one and it passes its checks, it takes effect when Carrel starts again, unless it is withdrawn.',
    changes: 'What changes',
    whole: 'The whole policy',
    both: (name: string) => `Before and after: ${name}`,
    before: 'Before',
    after: 'After',
    refused: {
      role: `Your role cannot confirm it. The Director can, and the president of ${board}. If there is no president, or the president acts as Director, a trustee or ${counsel} can.`,
      unconfirmed: 'No one has confirmed yet that this account is yours, so you cannot confirm it.',
      taken: 'You confirmed it, or someone else did for your office.',
      stale: 'Another version is proposed now. Read it before you confirm.',
      fails: 'It does not pass its checks, so no one can confirm it.',
    },
    change: {
      clause: {
        added: (_name: string) => 'This clause is new.',
        changed: (_name: string) => 'The text of this clause changes.',
        removed: (_name: string) => 'This clause is removed.',
      },
      rule: {
        added: (name: string) => `The rule ${name} is new.`,
        changed: (name: string) => `The rule ${name} changes.`,
        removed: (name: string) => `The rule ${name} is removed.`,
      },
      scenario: {
        added: (name: string) => `The scenario “${name}” is new.`,
        changed: (name: string) => `The scenario “${name}” changes.`,
        removed: (name: string) => `The scenario “${name}” is removed.`,
      },
      setting: {
        added: (name: string, _before: string, after: string) => `${name} is new: “${after}”.`,
        changed: (name: string, before: string, after: string) =>
          `${name} changes from “${before}” to “${after}”.`,
        removed: (name: string, before: string) => `${name} is removed: “${before}”.`,
      },
      file: {
        added: (name: string) => `The file ${name} is new.`,
        changed: (name: string) => `The file ${name} changes.`,
        removed: (name: string) => `The file ${name} is removed.`,
      },
      notes: {
        added: (name: string) => `The file ${name} is new.`,
        changed: (name: string) => `Only notes or the order change in the file ${name}.`,
        removed: (name: string) => `The file ${name} is removed.`,
      },
    },
  },
  task: {
    waits: 'A version of the policy is proposed. It decides nothing until two people confirm it.',
    yours: 'A version of the policy waits for you to confirm it.',
    fails: 'The policy in Carrel’s folder does not pass its checks. It decides nothing.',
    takesEffect: 'A confirmed version of the policy takes effect when Carrel starts again.',
    failing: 'The policy in force does not pass this program’s checks.',
    refused: 'A confirmed version of the policy did not take effect.',
    go: 'Review it',
  },
})

const spanish: InSpanish<typeof english> = ({ board, counsel }) => ({
  title: 'Versiones de la política',
  intro:
    'Carrel decide según la versión en vigor. Cada entrada del registro de auditoría y cada decisión se hizo según la versión en vigor en ese momento.',
  none: 'Todavía no se guarda ninguna versión. El primer arranque guarda una.',
  current: (day) => `En vigor desde el ${day}`,
  past: (from, until) => `En vigor del ${from} al ${until}`,
  never: 'Esta versión nunca estuvo en vigor.',
  read: 'Leer esta versión',
  fingerprint: 'Huella:',
  says: 'El texto, las reglas y las palabras de esta versión, como Carrel los guarda.',
  notRun: 'Este programa no puede usar esta versión, así que solo se muestran sus archivos.',
  files: 'Sus archivos',
  file: (name) => `Archivo ${name}`,
  back: 'Volver a esta versión',
  entry: 'Política en vigor en ese momento:',
  entryAbout: 'La versión de la que se trata:',
  entryRead: 'Leerla',
  failing: 'La política en vigor no pasa las comprobaciones de este programa. Sigue decidiendo.',
  refused:
    'Dos personas confirmaron una versión que no pasa las comprobaciones de este programa. No está en vigor. Sigue decidiendo la versión anterior.',
  proposal: {
    title: 'Versión propuesta de la política',
    link: 'Revisar la versión propuesta',
    waits:
      'La política en la carpeta de Carrel no es la que está en vigor. Es una propuesta y todavía no decide nada.',
    fails: 'No pasa sus comprobaciones, así que nadie puede confirmarla:',
    failsNext:
      'Corrija la política en su carpeta, o vuelva a poner la anterior. Después arranque Carrel de nuevo.',
    none: 'No hay ninguna versión propuesta.',
    rule: `Entra en vigor cuando dos personas la confirman: la Dirección y quien preside ${board}. Si nadie la preside, o quien preside ejerce la Dirección, puede confirmarla un miembro de la Junta o ${counsel}.`,
    takesEffect:
      'Las dos personas la confirmaron. Tiene efecto cuando Carrel arranca de nuevo. Hasta entonces, cualquiera de las dos puede retirar su confirmación.',
    confirming: 'Quién la confirma',
    confirm: 'Confirmar esta versión',
    confirmedBy: (name, day) => `${name} la confirmó el ${day}.`,
    confirmedOther: (name, day, mark) => `${name} confirmó la versión ${mark} el ${day}.`,
    someone: 'Alguien',
    withdraw: 'Retirar',
    withdrawRefused: 'Ya se retiró o está en vigor, o su función no puede retirarla.',
    others: 'Otras versiones confirmadas',
    othersSay:
      'No están ahora en la carpeta de Carrel. Si las dos partes confirmaron una y pasa sus comprobaciones, tiene efecto cuando Carrel arranca de nuevo, a menos que se retire.',
    changes: 'Qué cambia',
    whole: 'Toda la política',
    both: (name) => `Antes y después: ${name}`,
    before: 'Antes',
    after: 'Después',
    refused: {
      role: `Su función no puede confirmarla. Puede la Dirección, y quien preside ${board}. Si nadie la preside, o quien preside ejerce la Dirección, un miembro de la Junta o ${counsel}.`,
      unconfirmed: 'Nadie ha confirmado todavía que esta cuenta es suya, así que no puede confirmarla.',
      taken: 'Usted ya la confirmó, u otra persona lo hizo por su cargo.',
      stale: 'Ahora se propone otra versión. Léala antes de confirmar.',
      fails: 'No pasa sus comprobaciones, así que nadie puede confirmarla.',
    },
    change: {
      clause: {
        added: (_name) => 'Esta cláusula es nueva.',
        changed: (_name) => 'Cambia el texto de esta cláusula.',
        removed: (_name) => 'Se quita esta cláusula.',
      },
      rule: {
        added: (name) => `La regla ${name} es nueva.`,
        changed: (name) => `Cambia la regla ${name}.`,
        removed: (name) => `Se quita la regla ${name}.`,
      },
      scenario: {
        added: (name) => `La situación «${name}» es nueva.`,
        changed: (name) => `Cambia la situación «${name}».`,
        removed: (name) => `Se quita la situación «${name}».`,
      },
      setting: {
        added: (name, _before, after) => `${name} es nuevo: «${after}».`,
        changed: (name, before, after) => `${name} cambia de «${before}» a «${after}».`,
        removed: (name, before) => `Se quita ${name}: «${before}».`,
      },
      file: {
        added: (name) => `El archivo ${name} es nuevo.`,
        changed: (name) => `Cambia el archivo ${name}.`,
        removed: (name) => `Se quita el archivo ${name}.`,
      },
      notes: {
        added: (name) => `El archivo ${name} es nuevo.`,
        changed: (name) => `En el archivo ${name} cambian solo notas o el orden.`,
        removed: (name) => `Se quita el archivo ${name}.`,
      },
    },
  },
  task: {
    waits: 'Se propone una versión de la política. No decide nada hasta que dos personas la confirmen.',
    yours: 'Una versión de la política espera que usted la confirme.',
    fails: 'La política en la carpeta de Carrel no pasa sus comprobaciones. No decide nada.',
    takesEffect: 'Una versión confirmada de la política tiene efecto cuando Carrel arranca de nuevo.',
    failing: 'La política en vigor no pasa las comprobaciones de este programa.',
    refused: 'Una versión confirmada de la política no tuvo efecto.',
    go: 'Revisarla',
  },
})

export const versionsWords = screenWords(english, spanish)
