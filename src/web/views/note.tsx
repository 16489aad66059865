/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

/** What has just been done, or is over, in a sentence above the page. */
export const Note = ({ said }: { readonly said: string | undefined }) =>
  said === undefined ? null : (
    <div class="usa-alert usa-alert--info usa-alert--slim carrel-note" role="status">
      <div class="usa-alert__body">
        <p class="usa-alert__text">{said}</p>
      </div>
    </div>
  )
