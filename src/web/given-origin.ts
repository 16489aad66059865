const example = 'such as https://carrel.example.org'

/**
 * The address that people use, as browsers write it: without a slash at its end, in small letters, without the port that
 * goes without saying.
 * @returns what is wrong with it and what to give instead, where it is none
 */
export function readOrigin(text: string): { readonly origin: string } | string {
  if (text.includes('*')) return `--origin: give the one address that people use, without *, ${example}`
  if (!URL.canParse(text)) return `--origin: give a whole address, ${example}`
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `--origin: give an address that begins with https://, ${example}`
  if (url.username !== '' || url.password !== '')
    return `--origin: give the address without a name or password, ${example}`
  if (url.pathname !== '/' || /[?#]/.test(text))
    return `--origin: give the address without a path, ${example}`
  // Why: over a network, http shows every page to the machines in between, and browsers then ignore Clear-Site-Data.
  if (url.protocol === 'http:' && !isThisMachine(url.hostname))
    return '--origin: http is for this computer alone (http://127.0.0.1:8080). For other computers let a proxy do https and give its address, such as https://carrel.example.org'
  return { origin: url.origin }
}

const isThisMachine = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)
