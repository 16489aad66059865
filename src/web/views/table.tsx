/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
type TableProps = {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Rows of text, each headed by its first; stacked on a phone. */
export const Table = ({ head, rows }: TableProps) => (
  <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
    <thead>
      <tr>
        {head.map((name) => (
          <th scope="col">{name}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...others]) => (
        <tr>
          <th scope="row" data-label={head[0]}>
            {first}
          </th>
          {others.map((cell, at) => (
            <td data-label={head[at + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
