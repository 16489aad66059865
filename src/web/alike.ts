/** Longer than any answer of these pages that names no record; one that is longer is as many times as long. */
const step = 32 * 1024

/**
 * Pads what a form is answered with, so that its length does not say which of its answers it was: whoever reads the log of a proxy
 * has no more than the path, the time and the length. Spaces behind the page's end are no part of it.
 */
export const alike =
  <Visit, Sent>(work: (visit: Visit, sent: Sent) => Response | Promise<Response>) =>
  async (visit: Visit, sent: Sent): Promise<Response> => {
    const response = await work(visit, sent)
    // A redirection has nothing to pad; its status says anyway that it is one.
    if (response.status >= 300 && response.status < 400) return response
    const page = Buffer.from(await response.arrayBuffer())
    const padded = Buffer.alloc(Math.ceil((page.length + 1) / step) * step, ' ')
    page.copy(padded)
    return new Response(padded, { status: response.status, headers: response.headers })
  }
