/** An officer's browser without script: keeps its cookie, follows nothing by itself, sends forms as they stand on the page. */
import { expect } from 'vitest';

export interface Browser {
  /** the page's HTML, which must be there */
  see(path: string): Promise<string>;
  /** press the button of the last page that sends to `action`, its form filled in so; where the answer leads is seen next */
  send(action: string, fields?: Readonly<Record<string, string>>): Promise<string>;
}

export function openBrowser(url: string): Browser {
  let cookie = '';
  let page = '';
  let here = '';
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(cookie === '' ? {} : { cookie }), 'sec-fetch-site': 'same-origin' };
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
    return response;
  };
  const see = async (path: string): Promise<string> => {
    const response = await ask(path);
    page = await response.text();
    here = path;
    expect(response.status, `${path}: ${page.slice(0, 300)}`).toBe(200);
    return page;
  };
  return {
    see,
    send: async (action, fields = {}) => {
      const form = page
        .match(/<form[\s\S]*?<\/form>/g)
        ?.find((f) => f.includes(`action="${action}"`) || (action === here && !/<form[^>]* action=/.test(f)));
      if (form === undefined) throw new Error(`the page has no form for ${action}`);
      const body = new URLSearchParams();
      for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
        body.set(attribute(input, 'name'), attribute(input, 'value'));
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const response = await ask(action, { method: 'POST', body });
      expect(response.status, await response.text()).toBe(303);
      return await see(response.headers.get('location') ?? '');
    },
  };
}

const attribute = (tag: string, name: string): string =>
  new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"') ?? '';
