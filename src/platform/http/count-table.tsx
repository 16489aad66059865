import type { Child } from 'hono/jsx'

type CountTableProps = {
  /** What the table is, for whoever hears it. */
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly { readonly name: Child; readonly counts: readonly (number | string | null)[] }[]
  /** Of what is a number, and no text. */
  readonly count?: (many: number) => string
  /** What a reader hears where a number is not told. */
  readonly leftOut: string
}

/** Rows of numbers, each headed by its name; stacked on a phone. A number that is not told is a dash. */
export const CountTable = ({ caption, head, rows, count = String, leftOut }: CountTableProps) => (
  // Its own region to scroll in: twelve months are wider than a screen at twice its size.
  <section class="carrel-scrolls" aria-label={caption} tabindex={0}>
    <table class="usa-table usa-table--borderless usa-table--stacked carrel-table carrel-counts">
      <caption class="usa-sr-only">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, counts }) => (
          <tr>
            <th scope="row" data-label={head[0]}>
              {name}
            </th>
            {counts.map((many, at) => (
              <td data-label={head[at + 1]}>
                {many === null || many === '–' ? (
                  <>
                    <span aria-hidden="true">–</span>
                    <span class="usa-sr-only">{leftOut}</span>
                  </>
                ) : typeof many === 'string' ? (
                  many
                ) : (
                  count(many)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
