import type { PartWords } from '../catalogue.ts'

export const readings: PartWords<'readings'> = ({ customers }) => ({
  title: 'Muchos registros en poco tiempo',
  passphrase:
    'En los últimos minutos abrió o buscó más registros de los que pide el trabajo en el mostrador. Este no se abrió. Escriba su contraseña para seguir.',
  until: (time) =>
    `En los últimos minutos abrió o buscó más registros de los que pide el trabajo en el mostrador. Este no se abrió. A las ${time} podrá abrir otro.`,
  directorKnows: 'La Dirección ya lo sabe. Eso es todo: si era trabajo, dígalo.',
  line: `Si hay ${customers} esperando: recibir artículos funciona como siempre. Un registro que abrió hace un momento se sigue abriendo. Para lo demás, llame a la Dirección o deje que entre otra persona del personal.`,
})
