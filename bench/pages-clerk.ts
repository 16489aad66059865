/** A staff account, and the token of its computer. */
export type Clerk = { readonly signIn: string; readonly computer: string }
/** What its browser sends with each form. */
export type SignedIn = { readonly cookie: string; readonly word: string }

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Signs a clerk in, as a browser does. */
export async function signIn(port: number, clerk: Clerk, passphrase: string): Promise<SignedIn> {
  const cookies = new Map([['carrel-computer', clerk.computer]])
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (path: string, fields?: Fields): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      redirect: 'manual',
      headers: { cookie: cookie() },
      ...(fields !== undefined && { method: 'POST', body: bodyOf(fields) }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    const html = await answer.text()
    return to === null ? html : send(new URL(to, 'http://localhost').pathname)
  }
  const word = wordIn(await send('/sign-in'))
  const start = await send('/sign-in', { word, name: clerk.signIn, passphrase })
  if (!cookies.has('carrel-session')) throw new Error(`${clerk.signIn} could not sign in`)
  return { cookie: cookie(), word: wordIn(start) }
}

const wordIn = (html: string) => /name="word" value="([^"]+)"/.exec(html)?.[1] ?? ''

function bodyOf(fields: Fields): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return body
}

/** A form as the bytes that a browser sends. */
export function formOf(port: number, path: string, cookie: string, fields: Fields): string {
  const body = bodyOf(fields).toString()
  return [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}
