/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * Which ClearGrid to read from: <b>production</b>, <b>staging</b>, or the <b>sandbox</b>, which is built into this connector and serves made-up data. In the sandbox any lender, email and password will do.
 */
export type Environment = "production" | "staging" | "sandbox";
/**
 * Your company's short name at ClearGrid (the subdomain identifier), such as <code>acme-finance</code>; not the long lender UUID. ClearGrid issues it at onboarding, together with the email and the password. If you do not have it, ask ClearGrid's support.
 */
export type Lender = string;
/**
 * The email address with which the connector logs in to ClearGrid. Use a dedicated service account rather than a person's; it must be allowed to read the exports.
 */
export type Email = string;
/**
 * The password of that account. Airbyte stores it as a secret and never shows it again.
 */
export type Password = string;
/**
 * Nothing older than this is read. A bare date, such as <code>2024-01-01</code>, means midnight UTC. You can move it back later: then only what is missing is read.
 */
export type StartDate = string;
/**
 * Nothing at or after this is read, for a backfill of a bounded period. A bare date means midnight UTC. Leave it empty to keep your warehouse up to date.
 */
export type EndDate = string;
/**
 * How many days before the newest row each incremental sync starts reading, which catches rows that arrive late. More days catch later rows, and send more rows a second time. Only for the two communication log streams.
 */
export type LookbackDays = number;
/**
 * How many days back to look, about once a day, for rows that have changed since they were read (status, duration, broken promises). Only those are sent again. 0 switches it off. Only for the two communication log streams.
 */
export type RecheckDays = number;
/**
 * Whether discovery looks at recent rows and offers fields and datasets that this release does not know. It costs one small request for each dataset.
 */
export type DiscoverNewFields = boolean;
/**
 * The longest period asked for at once. Leave it as it is: where ClearGrid answers too slowly, the connector asks for less by itself, and up to a year where that costs ClearGrid nothing.
 */
export type LongestWindowDays = number;
/**
 * How many rows to ask for in one page. Leave it as it is: the connector asks for fewer by itself where ClearGrid answers too slowly.
 */
export type PageSize = number;
/**
 * How many periods to read in parallel at most, over all streams. A sync begins with two requests at once, and works its way up as long as ClearGrid keeps pace.
 */
export type Concurrency = number;
/**
 * Another ClearGrid host, for tests and reverse proxies. It replaces the environment's host. https, or http on loopback.
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
  discover_new_fields?: DiscoverNewFields;
  window_days?: LongestWindowDays;
  page_size?: PageSize;
  concurrency?: Concurrency;
  base_url?: BaseURL;
  [k: string]: unknown;
}
