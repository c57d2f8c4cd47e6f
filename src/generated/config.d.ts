/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * Which ClearGrid to read from: <b>production</b>, <b>staging</b>, or the <b>sandbox</b> that is built into this connector: made-up data, for which any lender, email and password will do.
 */
export type Environment = "production" | "staging" | "sandbox";
/**
 * The short name of your company at ClearGrid (the subdomain identifier), such as <code>acme-finance</code>; not the long lender UUID. ClearGrid issues it at onboarding, together with the email and the password; its support can tell you.
 */
export type Lender = string;
/**
 * The email address with which the connector logs in to ClearGrid. Best that of a user of its own, not of a person; the user must be allowed to read the exports.
 */
export type Email = string;
/**
 * The password of that user. Airbyte keeps it secret, and does not show it again.
 */
export type Password = string;
/**
 * Nothing older than this instant (UTC) is read. A date alone, such as <code>2024-01-01</code>, is its first instant. You can move it back later: what is missing is then read too.
 */
export type StartDate = string;
/**
 * Nothing at or after this instant (UTC) is read: for a backfill of a bounded period. Leave it empty to keep your warehouse up to date.
 */
export type EndDate = string;
/**
 * How many days before its newest row each incremental sync begins again, to meet rows that arrived late. More days meet later rows, and send more rows twice. For the two communication log streams.
 */
export type LookbackDays = number;
/**
 * How many days back to look, once in 24 hours at the most, for rows that have changed since (status, duration, broken promises); only those are sent again. 0 switches it off. For the two communication log streams.
 */
export type RecheckDays = number;
/**
 * The longest stretch of time that is asked for at once. Leave it as it is: the connector itself asks for less where ClearGrid answers too slowly.
 */
export type LongestWindowDays = number;
/**
 * How many rows are asked for in one page.
 */
export type PageSize = number;
/**
 * How many stretches of time are read side by side at the most, over all streams. A sync begins with two requests at once, and works its way up as long as ClearGrid keeps pace.
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
