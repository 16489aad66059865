/** The stand-alone page that checks an export: its name in an export, and where the original is. */
export const verifierPage = {
  name: 'carrel-verify.html',
  url: new URL('../../../verifier/carrel-verify.html', import.meta.url),
}
