/** What people typed, shown as typed: never interpreted, line breaks kept, its direction kept to itself. */

export function Typed({ text, class: name }: { readonly text: string; readonly class?: string }) {
  return (
    <div class={name ? `typed ${name}` : 'typed'} dir="auto">
      {text}
    </div>
  );
}

/** `phường Thượng Hồng` -> `Phường Thượng Hồng` */
export function atStart(words: string): string {
  const [first = '', ...rest] = words;
  return first.toLocaleUpperCase('vi') + rest.join('');
}

/** What `tel:` takes. */
export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^+0-9]/g, '')}`;
}
