import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library }: LibraryTerms) => ({
  title: 'Accessibility',
  says: `${library} wants everyone to be able to use these pages and our letters.`,
  // 28 CFR 35.200; 91 Fed. Reg. 20902 (April 20, 2026) moved the date from 2027.
  goal: 'Our goal is level AA of WCAG 2.2. It is a standard for pages that people with disabilities can use. For places with fewer than 50,000 people, federal rules ask WCAG 2.1, level AA, from April 26, 2028.',
  works: 'What works',
  worksList: [
    'Each page can be used with the keyboard alone, and without scripts. Only a passkey needs one: without it, sign in with a code from an app.',
    'Each page can be made four times larger without scrolling sideways, except wide tables.',
    'Pages follow your settings for dark colors, for more contrast and for less motion.',
    'The letters that we write are PDF files that screen readers can read.',
    'A program looks for known problems on each page before each new version.',
  ],
  missing: 'What may not work',
  missingList: [
    'People who use a screen reader have not tried every page.',
    'Papers that others sent to the library are shown as we got them. They may be pictures of text.',
  ],
  help: 'If something does not work for you',
  helpList: [
    'Tell us. You do not have to say why you need help. We can do the same for you at the front desk or by phone, read a page to you, or print it larger.',
    'You can also complain to the U.S. Department of Justice, at ada.gov.',
  ],
  call: 'Call us:',
})

const spanish: InSpanish<typeof english> = ({ library }) => ({
  title: 'Accesibilidad',
  says: `${library} quiere que todas las personas puedan usar estas páginas y nuestras cartas.`,
  goal: 'Nuestra meta es el nivel AA de WCAG 2.2. Es una norma para páginas que las personas con discapacidad pueden usar. En lugares de menos de 50,000 habitantes, las reglas federales piden WCAG 2.1, nivel AA, desde el 26 de abril de 2028.',
  works: 'Lo que funciona',
  worksList: [
    'Cada página se puede usar solo con el teclado, y sin scripts. Solo la llave de acceso necesita uno: sin él, use un código de una aplicación.',
    'Cada página se puede agrandar cuatro veces sin tener que moverla de lado, salvo las tablas anchas.',
    'Las páginas respetan sus ajustes de colores oscuros, de más contraste y de menos movimiento.',
    'Las cartas que escribimos son archivos PDF que los lectores de pantalla pueden leer.',
    'Un programa busca problemas conocidos en cada página antes de cada versión nueva.',
  ],
  missing: 'Lo que puede no funcionar',
  missingList: [
    'Las personas que usan un lector de pantalla no han probado todas las páginas.',
    'Los papeles que otros enviaron a la biblioteca se muestran como llegaron. Pueden ser imágenes de texto.',
  ],
  help: 'Si algo no le funciona',
  helpList: [
    'Díganos. No tiene que decir por qué necesita ayuda. Podemos hacer lo mismo por usted en el mostrador o por teléfono, leerle una página o imprimirla más grande.',
    'También puede presentar una queja ante el Departamento de Justicia de EE. UU., en ada.gov.',
  ],
  call: 'Llámenos:',
})

export const accessibilityWords = screenWords(english, spanish)
