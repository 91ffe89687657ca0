/** The shell of every page. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { assets } from './assets.ts';

export interface DocumentProps {
  readonly title: string;
  /** class of the body: which part of the house */
  readonly part: 'chat' | 'console' | 'public';
  readonly head?: Child;
  readonly children?: Child;
}

/** A whole page as HTML; everything put in as a child is escaped. */
export function page(props: DocumentProps) {
  return html`<!doctype html>${<Document {...props} />}`;
}

function Document({ title, part, head, children }: DocumentProps) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        {part === 'console' && <meta name="robots" content="noindex, nofollow" />}
        <link rel="icon" href={assets().url('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assets().url('style.css')} />
        {head}
      </head>
      <body class={part}>{children}</body>
    </html>
  );
}
