-- Of the customers with a case, by how their promise stands: how many have paid, and how much?
with stg_borrower_deals as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("DEAL_STAGE_ID" as TEXT) as deal_stage_id,
        cast("PIPELINE" as TEXT) as pipeline,
        cast("COMMS_PIPELINE" as TEXT) as comms_pipeline,
        cast("AMOUNT" as numeric(38, 9)) as amount,
        cast("ASSIGNED_USER_NAME" as TEXT) as assigned_user_name,
        cast("DPD_DUE_DATE" as TEXT) as dpd_due_date,
        cast("LAST_DUE_DATE" as TEXT) as last_due_date,
        cast(convert_timezone('UTC', "PTP_DATE_HUMAN") as timestamp_ntz) as ptp_date_human,
        cast(convert_timezone('UTC', "PTP_DATE_AI") as timestamp_ntz) as ptp_date_ai,
        cast(convert_timezone('UTC', "BROKEN_PTP_DATE_HUMAN") as timestamp_ntz) as broken_ptp_date_human,
        cast(convert_timezone('UTC', "BROKEN_PTP_DATE_AI") as timestamp_ntz) as broken_ptp_date_ai,
        cast("HASREACHEDRPCORBEYOND" as boolean) as has_reached_rpc_or_beyond,
        cast("DO_NOT_CONTACT" as boolean) as do_not_contact,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
    from borrower_deals
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id, created_at
            order by updated_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id, created_at) as raw_row_count
    from versions
)
select
    public_id,
    deal_stage_id,
    pipeline,
    comms_pipeline,
    amount,
    assigned_user_name,
    dpd_due_date,
    last_due_date,
    ptp_date_human,
    ptp_date_ai,
    broken_ptp_date_human,
    broken_ptp_date_ai,
    has_reached_rpc_or_beyond,
    do_not_contact,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_user_lender_details as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("CUSTOMER_REFERENCE_ID" as TEXT) as customer_reference_id,
        cast("FIRST_NAME" as TEXT) as first_name,
        cast("LAST_NAME" as TEXT) as last_name,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
    from user_lender_details
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by updated_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    customer_reference_id,
    first_name,
    last_name,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_accounts as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("ACCOUNT_REFERENCE_ID" as TEXT) as account_reference_id,
        cast("CUSTOMER_REFERENCE_ID" as TEXT) as customer_reference_id,
        cast("REFERENCE_ID" as TEXT) as reference_id,
        cast("TOTAL_AMOUNT" as numeric(38, 9)) as total_amount,
        cast("BALANCE_AMOUNT" as numeric(38, 9)) as balance_amount,
        cast("ACTUAL_BALANCE_AMOUNT" as numeric(38, 9)) as actual_balance_amount,
        cast("PAID_AMOUNT" as numeric(38, 9)) as paid_amount,
        cast("BALANCE_PRINCIPAL_AMOUNT" as numeric(38, 9)) as balance_principal_amount,
        cast("BALANCE_INTEREST" as numeric(38, 9)) as balance_interest,
        cast("BALANCE_FEE" as numeric(38, 9)) as balance_fee,
        cast("MINIMUM_DUE_AMOUNT" as numeric(38, 9)) as minimum_due_amount,
        cast("CURRENCY" as TEXT) as currency,
        cast("SUBMITTED_DATE" as TEXT) as submitted_date,
        cast("DUE_DATE" as TEXT) as due_date,
        cast("DELINQUENT_DAYS_ON_SUBMISSION" as numeric(38, 9)) as delinquent_days_on_submission,
        replace(cast("LOAN_TYPE" as TEXT), '"', '') as loan_type,
        replace(cast("STATUS" as TEXT), '"', '') as status,
        cast("MERCHANT_NAME" as TEXT) as merchant_name,
        cast("LENDER_DISPLAY_NAME" as TEXT) as lender_display_name,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
    from borrower_accounts
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by updated_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    account_reference_id,
    customer_reference_id,
    reference_id,
    total_amount,
    balance_amount,
    actual_balance_amount,
    paid_amount,
    balance_principal_amount,
    balance_interest,
    balance_fee,
    minimum_due_amount,
    currency,
    submitted_date,
    due_date,
    delinquent_days_on_submission,
    loan_type,
    status,
    merchant_name,
    lender_display_name,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
int_customers as (
-- A case names the link of a borrower and the lender; the link names the customer; the accounts name
-- the customer. There is no shorter way from a promise to what was paid.
with cases as (
    select
        public_id as link_id,
        created_at as created_local,
        coalesce(has_reached_rpc_or_beyond, false) as has_reached_rpc,
        case when coalesce(broken_ptp_date_human, broken_ptp_date_ai) is not null then 1 else 0 end
            as is_broken,
        case
            when ptp_date_human < cast(convert_timezone('UTC', current_timestamp()) as timestamp_ntz) or ptp_date_ai < cast(convert_timezone('UTC', current_timestamp()) as timestamp_ntz)
                then 1
            else 0
        end as is_overdue,
        case when coalesce(ptp_date_human, ptp_date_ai) is not null then 1 else 0 end as is_open
    from stg_borrower_deals
),
links as (
    select public_id, customer_reference_id
    from stg_user_lender_details
),
customers as (
    select
        coalesce(links.customer_reference_id, 'link ' || cases.link_id)
            as customer_key,
        min(cases.created_local) as first_case_local,
        max(cases.is_broken) as has_broken,
        max(cases.is_overdue) as has_overdue,
        max(cases.is_open) as has_open,
        max(case when cases.has_reached_rpc then 1 else 0 end) as has_rpc
    from cases
    left join links on links.public_id = cases.link_id
    group by 1
),
accounts as (
    select
        customer_reference_id,
        coalesce(nullif(trim(currency), ''), 'none') as currency,
        sum(total_amount) as total_amount_minor,
        sum(paid_amount) as paid_amount_minor,
        sum(balance_amount) as balance_amount_minor
    from stg_borrower_accounts
    group by 1, 2
)
select
    customers.customer_key,
    coalesce(accounts.currency, 'none') as currency,
    cast(date_trunc('month', customers.first_case_local) as date) as case_month,
    case
        when customers.has_broken = 1 then 'broken'
        when customers.has_overdue = 1 then 'overdue'
        when customers.has_open = 1 then 'open'
        when customers.has_rpc = 1 then 'right_party_reached'
        else 'none'
    end as promise_state,
    cast(coalesce(accounts.total_amount_minor, 0) as bigint) as total_amount_minor,
    cast(coalesce(accounts.paid_amount_minor, 0) as bigint) as paid_amount_minor,
    cast(coalesce(accounts.balance_amount_minor, 0) as bigint) as balance_amount_minor
from customers
left join accounts on accounts.customer_reference_id = customers.customer_key
),
tallies as (
    select
        case_month,
        promise_state,
        currency,
        cast(count(*) as bigint) as customers,
        cast(count(case when paid_amount_minor > 0 then 1 end) as bigint) as customers_who_paid,
        cast(count(case when paid_amount_minor > 0 and balance_amount_minor <= 0 then 1 end) as bigint)
            as customers_paid_in_full,
        cast(coalesce(sum(total_amount_minor), 0) as bigint) as total_amount_minor,
        cast(coalesce(sum(paid_amount_minor), 0) as bigint) as paid_amount_minor,
        cast(coalesce(sum(balance_amount_minor), 0) as bigint) as balance_amount_minor
    from int_customers
    group by case_month, promise_state, currency
)
select
    case_month,
    cast(promise_state as TEXT) as promise_state,
    currency,
    customers,
    customers_who_paid,
    customers_paid_in_full,
    total_amount_minor,
    paid_amount_minor,
    balance_amount_minor,
    cast(customers_who_paid * 1.0 / nullif(customers, 0) as numeric(18, 6)) as customers_who_paid_per_customer,
    cast(customers_paid_in_full * 1.0 / nullif(customers, 0) as numeric(18, 6)) as customers_paid_in_full_per_customer,
    cast(paid_amount_minor * 1.0 / nullif(total_amount_minor, 0) as numeric(18, 6)) as paid_per_total_amount
from tallies
order by case_month, promise_state, currency
