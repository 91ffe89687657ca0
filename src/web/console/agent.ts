/** A browser in words, for the list of sessions: enough to know one's own machine by, nothing to track by. */

const BROWSERS = [
  [/\bcoc_coc_browser/i, 'Cốc Cốc'],
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iPhone, iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'máy Mac'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** `Chrome trên Android`; `máy không rõ` for what is neither. */
export function agentOf(header: string | undefined): string {
  const find = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([shape]) => shape.test(header ?? ''))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (!browser && !system) return 'máy không rõ';
  return system ? `${browser ?? 'trình duyệt'} trên ${system}` : (browser ?? '');
}
