/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * Which ClearGrid to read from. <b>sandbox</b> is built into this connector: made-up data, no account needed.
 */
export type Environment = "production" | "staging" | "sandbox";
/**
 * Your lender's subdomain identifier, as issued by ClearGrid at onboarding. It is not the lender UUID.
 */
export type Lender = string;
/**
 * The email address of the ClearGrid user that this connector logs in as.
 */
export type Email = string;
/**
 * The password of that ClearGrid user.
 */
export type Password = string;
/**
 * The first instant to read, in UTC: nothing older is synced. <code>2024-01-01</code> and <code>2024-01-01T00:00:00Z</code> mean the same.
 */
export type StartDate = string;
/**
 * Where to stop, in UTC and exclusive: for a bounded backfill. Leave it empty to keep the warehouse up to date.
 */
export type EndDate = string;
/**
 * How far before the last row seen each incremental sync of the two communication log streams begins again, to meet rows that arrived late.
 */
export type LookbackDays = number;
/**
 * Once in 24 hours at the most, the two communication log streams also look this far back for rows that have changed since (status, broken promises) and send those again. 0 switches it off.
 */
export type RecheckDays = number;
/**
 * The longest stretch of time asked for at once. The connector shortens it by itself where ClearGrid answers too slowly.
 */
export type LongestWindowDays = number;
/**
 * Rows asked for in one page.
 */
export type PageSize = number;
/**
 * The most windows read at the same time, over all streams. A sync starts with two and works its way up.
 */
export type Concurrency = number;
/**
 * Another ClearGrid host, for tests and reverse proxies. https, or http on loopback. It takes the place of the environment's host.
 */
export type BaseURL = string;

export interface RawConfig {
  environment?: Environment;
  lender: Lender;
  email: Email;
  password: Password;
  start_date?: StartDate;
  end_date?: EndDate;
  lookback_days?: LookbackDays;
  recheck_days?: RecheckDays;
  window_days?: LongestWindowDays;
  page_size?: PageSize;
  concurrency?: Concurrency;
  base_url?: BaseURL;
  [k: string]: unknown;
}
