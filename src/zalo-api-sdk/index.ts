/** zalo-api-sdk: Zalo Official Account, OAuth v4, ZBS templates, GMF groups, Bot Platform, and webhooks. See README.md. */
export {
  type BotClient,
  type BotClientOptions,
  type BotMe,
  type BotSent,
  type BotWebhook,
  botClient,
} from './bot/client.ts';
export { type BotContent, type BotMessage, type BotUpdate, parseBotUpdate } from './bot/updates.ts';
export { ERROR_TABLE, type ErrorClass, type ErrorEntry, type Host, lookUp } from './error-table.ts';
export { ZaloApiError, ZaloGrantError, ZaloNetworkError } from './errors.ts';
export { type Roots, ZALO_ROOTS } from './http.ts';
export { decodeUtf8, parseLossless, parseObject } from './json.ts';
export type { HistoryMessage, MessageQuotaInfo, OaInfo, UserDetail } from './oa/account.ts';
export { appsecretProof } from './oa/call.ts';
export { type OaClient, type OaClientOptions, oaClient } from './oa/client.ts';
export type { GroupAsset, GroupChange, GroupDetailInfo, GroupInfo, GroupMember } from './oa/groups.ts';
export { type Button, type Content, messageBody, type Recipient, type Sent } from './oa/messages.ts';
export { phone84, type SentByPhone, type TemplateByPhone, type TemplateStatus } from './oa/templates.ts';
export { UPLOAD_LIMITS, type Upload } from './oa/uploads.ts';
export { exchangeCode, type OAuthOptions, type Pkce, permissionUrl, pkce, refreshPair } from './oauth.ts';
export {
  BOT_SECRET_HEADER,
  bodyTimestamp,
  checkSignature,
  SIGNATURE_HEADER,
  type SignatureCheck,
  type SignatureKeys,
  secretEquals,
  signBody,
} from './signature.ts';
export {
  fixedToken,
  type TokenPair,
  type TokenSource,
  type TokenSourceOptions,
  type TokenStore,
  tokenSource,
} from './tokens.ts';
export { ACCOUNT_EVENTS, GROUP_CHANGES, type GroupChangeKind } from './webhook/names.ts';
export { parseWebhook } from './webhook/parse.ts';
export type {
  AccountEvent,
  Attachment,
  GroupChange as GroupChangeEvent,
  OaMessage,
  ParsedWebhook,
  Reaction,
  Receipt,
  Relation,
  SubmittedInfo,
  UserMessage,
  WebhookEvent,
} from './webhook/types.ts';
