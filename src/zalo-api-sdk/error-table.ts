/**
 * Zalo's error codes as data. Branch on code AND host: -100 is an expired upload on the OA host and "try later" on
 * the ZBS host. Meanings from Zalo's code tables (OA and ZBS) as quoted by two public digests; classes are ours.
 */

/** Which server answered: OA API, ZBS (template by phone), OAuth, Bot Platform. */
export type Host = 'oa' | 'zbs' | 'oauth' | 'bot';

export type ErrorClass =
  /** passing fault: try again with growing pauses */
  | 'retry'
  /** too many calls a minute: pause the whole account */
  | 'throttle'
  /** access token not taken: refresh once, repeat once */
  | 'refresh'
  /** an uploaded file has expired: upload again, repeat once */
  | 'reupload'
  /** outside the message window */
  | 'window'
  /** an allowance is used up */
  | 'quota'
  /** this person cannot be written to */
  | 'blocked'
  /** this message will never be taken */
  | 'rejected'
  /** somebody has to change something at Zalo */
  | 'human'
  /** not during the night, 22:00-06:00 */
  | 'night';

export interface ErrorEntry {
  readonly host: Host;
  readonly code: number;
  readonly class: ErrorClass;
  /** what it means and, for `human`, what to do */
  readonly say: string;
}

type Row = readonly [code: number, say: string];
const rows = (host: Host, kind: ErrorClass, list: readonly Row[]): ErrorEntry[] =>
  list.map(([code, say]) => ({ host, code, class: kind, say }));

const OA: readonly ErrorEntry[] = [
  ...rows('oa', 'throttle', [[-32, 'the app or the OA is over its requests per minute']]),
  ...rows('oa', 'reupload', [[-100, 'the uploaded attachment has expired (7 days)']]),
  ...rows('oa', 'retry', [
    [-200, 'sending failed, no reason given'],
    [-214, 'the article is still being processed'],
  ]),
  ...rows('oa', 'rejected', [
    [-201, 'a field is invalid'],
    [-210, 'a field is over its limit, e.g. a text over 2,000 characters'],
    [-233, 'this kind of message is invalid or not supported'],
    [-240, 'the v2 message API is shut down: a fault of the client'],
    [-249, 'the template cannot be sent by user id'],
    [-1340, 'the form was not found'],
    [-1341, 'no access to the form'],
  ]),
  ...rows('oa', 'blocked', [
    [-213, 'the user does not follow the OA'],
    [-217, 'the user has blocked invitations'],
    [-227, 'the user is banned or has been away for over 45 days'],
    [-244, 'the user has restricted this kind of message'],
  ]),
  ...rows('oa', 'window', [
    [-230, 'no interaction from the user within 7 days'],
    [-232, 'no interaction from the user, or it has expired'],
  ]),
  ...rows('oa', 'quota', [
    [-211, "the OA's allowance for this feature is used up"],
    [-218, "this user's receiving allowance is used up"],
  ]),
  ...rows('oa', 'night', [[-234, 'not allowed at night (22:00-06:00)']]),
  ...rows('oa', 'refresh', [
    [-216, 'the access token is invalid'],
    [-220, 'the access token has expired or was removed'],
  ]),
  ...rows('oa', 'human', [
    [-204, 'the OA is disabled or deleted: look at oa.zalo.me'],
    [-205, 'the OA does not exist: check the OA id'],
    [-209, 'the app is not activated: switch it on at developers.zalo.me'],
    [-212, 'the app is not registered for this API: add "Official Account API" to it'],
    [-219, 'the app was removed or disabled: look at developers.zalo.me'],
    [-221, 'the OA must be verified first'],
    [-223, 'the OA has not granted this permission to the app, or the article allowance is used up'],
    [-224, 'the OA needs a higher package for this API'],
    [-235, 'not available for this type of OA'],
    [-237, 'the group has been disabled (its package expired)'],
    [-238, 'the group package is in use: choose another asset_id'],
    [-241, 'the group package is disabled: choose another asset_id'],
    [-242, 'appsecret_proof is wrong: check the app secret'],
    [-248, 'the content breaks the rules of the platform: stop, and read the notice at oa.zalo.me'],
    [-320, 'no ZCA account is linked to the OA'],
    [-321, 'the ZCA account is out of money'],
    [-403, 'the OA is not in this group'],
  ]),
];

/** Codes of the ZBS host that need no text of their own beyond what to look at. */
const zbs = (kind: ErrorClass, say: string, codes: readonly number[]): ErrorEntry[] =>
  rows(
    'zbs',
    kind,
    codes.map((code) => [code, say] as const),
  );

const ZBS: readonly ErrorEntry[] = [
  ...zbs('retry', 'unknown fault, try later', [-100]),
  ...zbs('refresh', 'the access token is invalid', [-124]),
  ...zbs('night', 'not allowed at night (22:00-06:00)', [-133]),
  ...zbs(
    'human',
    'the app is wrong, missing, inactive or not linked: check it at developers.zalo.me',
    [-101, -102, -103, -104, -105, -106],
  ),
  ...zbs('human', 'no right to this template or this call', [-117, -120, -1201, -1202, -138, -1381]),
  ...zbs('human', 'the OA id is wrong', [-125]),
  ...zbs('human', 'appsecret_proof is wrong: check the app secret', [-1241]),
  ...zbs('human', 'the OA may not send templates: it must be verified and have the package', [-135]),
  ...zbs('human', 'the OA is blocked from sending for breaking the rules', [-1351]),
  ...zbs('human', 'the ZCA wallet is missing or empty', [-136, -137]),
  ...zbs(
    'human',
    'the template is not approved, disabled for quality, or of a kind not allowed',
    [-131, -145, -146],
  ),
  ...zbs('human', 'sending_mode is wrong for this template', [-161, -162]),
  ...zbs('human', 'a test template goes only to admins of the OA or the app', [-127]),
  ...zbs('rejected', 'the message id is invalid', [-107]),
  ...zbs('rejected', 'the phone number is invalid: it must begin with 84', [-108]),
  ...zbs('rejected', 'the template id is invalid', [-109, -1091]),
  ...zbs(
    'rejected',
    'template_data does not fit the template',
    [-111, -112, -1121, -1122, -1123, -1124, -113, -1131, -116],
  ),
  ...zbs('rejected', 'the body is invalid', [-121, -122, -123, -130, -132]),
  ...zbs('rejected', 'a parameter is invalid', [-148, -149, -150, -151, -152, -153, -158, -159]),
  ...zbs('blocked', "the user's app is too old for templates", [-110]),
  ...zbs('blocked', 'the user cannot receive it', [-114, -119, -140]),
  ...zbs('blocked', 'the account does not exist or is deactivated', [-118]),
  ...zbs('blocked', 'the user has refused this kind of message, or this OA', [-139, -141]),
  ...zbs(
    'quota',
    'the balance or an allowance is used up until tomorrow',
    [-115, -126, -144, -147, -1441, -1471, -1472, -160],
  ),
];

const OAUTH: readonly ErrorEntry[] = rows('oauth', 'human', [
  [-14002, 'the app id is invalid, or the app is not active'],
  [-14003, 'the callback address is not the one saved for the app'],
  [-14012, 'this OA is not the one that was granted'],
  [-14014, 'the refresh token is not accepted: an admin of the OA must grant the app again'],
  [-14024, 'this OA does not belong to the admin who granted'],
]);

const BOT: readonly ErrorEntry[] = [
  ...rows('bot', 'rejected', [
    [400, 'the request is invalid, e.g. a text over 2,000 characters'],
    [404, 'no such method or chat'],
  ]),
  ...rows('bot', 'human', [
    [401, 'the bot token is wrong or was reset: copy it again from Zalo Bot Manager'],
  ]),
  ...rows('bot', 'blocked', [[403, 'the bot may not write to this chat']]),
  ...rows('bot', 'retry', [[408, 'timed out']]),
  ...rows('bot', 'quota', [[429, 'the messages of this month, or of this minute, are used up']]),
];

export const ERROR_TABLE: readonly ErrorEntry[] = [...OA, ...ZBS, ...OAUTH, ...BOT];

const INDEX = new Map(ERROR_TABLE.map((entry) => [`${entry.host}:${entry.code}`, entry]));

/** The entry of a code, or undefined when Zalo invented a new one. */
export function lookUp(host: Host, code: number): ErrorEntry | undefined {
  return INDEX.get(`${host}:${code}`);
}
