import type { PartWords } from '../catalogue.ts'

export const start: PartWords<'start'> = ({ aCustomer, reserves }) => ({
  title: 'Inicio',
  hello: (name) => `Buen día, ${name}`,
  officer: 'Hay un agente aquí',
  here: 'Lo que puede hacer aquí',
  ways: {
    ask: {
      name: `Alguien pregunta por ${aCustomer}`,
      says: 'Qué decir, qué hacer y qué se puede contar',
    },
    report: {
      name: 'Alguien trajo un documento',
      says: 'O pide datos. Dé aviso aquí, esté donde esté',
    },
    lend: { name: 'Prestar', says: 'Escanee la tarjeta y luego cada artículo' },
    renew: { name: 'Renovar', says: 'Escanee un artículo o escriba su código' },
    return: { name: 'Recibir', says: 'Escanee cada artículo que vuelve' },
    shelf: { name: `Estante de ${reserves}`, says: 'Qué tomar de los estantes y qué guardar' },
    pickUp: { name: 'Recoger', says: 'Qué papel hay que buscar' },
    counter: { name: 'Mostrador', says: 'Buscar un expediente por tarjeta o por nombre' },
    letters: { name: 'Cartas por imprimir', says: 'Una página cada una, para sobres de ventana' },
    notices: { name: 'Avisos', says: 'Lo que sale por sí mismo, y lo que dice' },
    calls: { name: 'Llamadas', says: 'Llamar desde esta sala, con las palabras que decir' },
    policy: { name: 'Política', says: 'Qué dice nuestra política y cómo la leemos' },
    training: { name: 'Capacitación', says: 'Diez situaciones del mostrador, una vez al año' },
    reports: { name: 'Lo que se devolvió', says: 'Cuánto, por mes, edad y colección, sin nombres' },
    disposal: { name: 'Lo que se cortó', says: 'Cuántos lazos cada mes, para el Estado' },
    people: { name: 'Personas', says: 'Quién entra aquí, y como qué' },
    computers: { name: 'Computadoras', says: 'Qué computadora está en qué lugar de la biblioteca' },
    backups: { name: 'Copias de respaldo', says: 'Si hay una buena, y qué la abre' },
    imports: { name: 'Importaciones', says: 'Qué llegó del otro sistema, y qué no concuerda' },
    register: { name: 'Registro', says: 'Qué se consultó, qué se respondió y qué cambió' },
    pins: { name: 'A dónde van las marcas', says: 'Quién vigila el registro desde fuera' },
    contacts: { name: 'A quién llamar', says: 'Quién se entera cuando alguien trae un documento' },
    acting: { name: 'Suplencia de la Dirección', says: 'Quién suple, y cuándo' },
  },
})
