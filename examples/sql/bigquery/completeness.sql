-- Is it all there, and once? Rows by stream and UTC day, keys that repeat, and ClearGrid's own count
-- where counts_relation has it.
with stg_borrowers as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`first_name` as string) as first_name,
        cast(`last_name` as string) as last_name,
        cast(`country` as string) as country,
        cast(`preferred_language` as string) as preferred_language,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrowers
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
    first_name,
    last_name,
    country,
    preferred_language,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_accounts as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`account_reference_id` as string) as account_reference_id,
        cast(`customer_reference_id` as string) as customer_reference_id,
        cast(`reference_id` as string) as reference_id,
        cast(`total_amount` as numeric(38, 9)) as total_amount,
        cast(`balance_amount` as numeric(38, 9)) as balance_amount,
        cast(`actual_balance_amount` as numeric(38, 9)) as actual_balance_amount,
        cast(`paid_amount` as numeric(38, 9)) as paid_amount,
        cast(`balance_principal_amount` as numeric(38, 9)) as balance_principal_amount,
        cast(`balance_interest` as numeric(38, 9)) as balance_interest,
        cast(`balance_fee` as numeric(38, 9)) as balance_fee,
        cast(`minimum_due_amount` as numeric(38, 9)) as minimum_due_amount,
        cast(`currency` as string) as currency,
        cast(`submitted_date` as string) as submitted_date,
        cast(`due_date` as string) as due_date,
        cast(`delinquent_days_on_submission` as numeric(38, 9)) as delinquent_days_on_submission,
        replace(to_json_string(`loan_type`), '"', '') as loan_type,
        replace(to_json_string(`status`), '"', '') as status,
        cast(`merchant_name` as string) as merchant_name,
        cast(`lender_display_name` as string) as lender_display_name,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
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
stg_borrower_sub_accounts as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`sub_account_reference_id` as string) as sub_account_reference_id,
        cast(`total_amount` as numeric(38, 9)) as total_amount,
        cast(`balance_amount` as numeric(38, 9)) as balance_amount,
        cast(`actual_balance_amount` as numeric(38, 9)) as actual_balance_amount,
        cast(`paid_amount` as numeric(38, 9)) as paid_amount,
        cast(`balance_principal_amount` as numeric(38, 9)) as balance_principal_amount,
        cast(`balance_interest` as numeric(38, 9)) as balance_interest,
        cast(`balance_fee` as numeric(38, 9)) as balance_fee,
        cast(`submitted_date` as string) as submitted_date,
        cast(`due_date` as string) as due_date,
        cast(`dpd_bucket_start` as numeric(38, 9)) as dpd_bucket_start,
        cast(`dpd_bucket_end` as numeric(38, 9)) as dpd_bucket_end,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_sub_accounts
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
    sub_account_reference_id,
    total_amount,
    balance_amount,
    actual_balance_amount,
    paid_amount,
    balance_principal_amount,
    balance_interest,
    balance_fee,
    submitted_date,
    due_date,
    dpd_bucket_start,
    dpd_bucket_end,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_account_events as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`channel` as string) as channel,
        cast(`event` as string) as event,
        cast(`ip_address` as string) as ip_address,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_account_events
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by created_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    channel,
    event,
    ip_address,
    created_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_payments as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`amount` as bigint) as amount,
        cast(`settled_amount` as bigint) as settled_amount,
        cast(`payment_type` as string) as payment_type,
        cast(`payment_status` as string) as payment_status,
        cast(`is_settled` as boolean) as is_settled,
        cast(`paid_before_submission` as boolean) as paid_before_submission,
        datetime(`paid_date`, 'UTC') as paid_date,
        cast(`failure_reason` as string) as failure_reason,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_payments
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
    amount,
    settled_amount,
    payment_type,
    payment_status,
    is_settled,
    paid_before_submission,
    paid_date,
    failure_reason,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_payment_plans as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`total_amount` as bigint) as total_amount,
        cast(`total_installments` as bigint) as total_installments,
        cast(`status` as string) as status,
        cast(`payment_gateway` as string) as payment_gateway,
        datetime(`start_date`, 'UTC') as start_date,
        datetime(`end_date`, 'UTC') as end_date,
        cast(`is_active` as boolean) as is_active,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_payment_plans
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
    total_amount,
    total_installments,
    status,
    payment_gateway,
    start_date,
    end_date,
    is_active,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_payment_plan_installments as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`number` as bigint) as installment_number,
        cast(`amount` as bigint) as amount,
        datetime(`due_date`, 'UTC') as due_date,
        cast(`status` as string) as status,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_payment_plan_installments
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
    installment_number,
    amount,
    due_date,
    status,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_scheduled_payments as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`amount` as bigint) as amount,
        datetime(`scheduled_date`, 'UTC') as scheduled_date,
        cast(`status` as string) as status,
        cast(`payment_method` as string) as payment_method,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from scheduled_payments
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
    amount,
    scheduled_date,
    status,
    payment_method,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_payment_proofs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`status` as string) as status,
        datetime(`reviewed_at`, 'UTC') as reviewed_at,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from payment_proofs
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
    status,
    reviewed_at,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_settlements as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`status` as string) as status,
        cast(`payment_type` as string) as payment_type,
        cast(`hardship_reason` as string) as hardship_reason,
        cast(`employment_status` as string) as employment_status,
        cast(`proposed_settlement_amount` as bigint) as proposed_settlement_amount,
        cast(`down_payment` as bigint) as down_payment,
        cast(`monthly_installment` as bigint) as monthly_installment,
        cast(`number_of_installments` as bigint) as number_of_installments,
        cast(`principal_amount` as bigint) as principal_amount,
        cast(`write_off_amount` as bigint) as write_off_amount,
        datetime(`start_date`, 'UTC') as start_date,
        datetime(`end_date`, 'UTC') as end_date,
        datetime(`paid_at`, 'UTC') as paid_at,
        cast(`is_paid` as boolean) as is_paid,
        cast(`is_active` as boolean) as is_active,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_settlements
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
    status,
    payment_type,
    hardship_reason,
    employment_status,
    proposed_settlement_amount,
    down_payment,
    monthly_installment,
    number_of_installments,
    principal_amount,
    write_off_amount,
    start_date,
    end_date,
    paid_at,
    is_paid,
    is_active,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_deals as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`deal_stage_id` as string) as deal_stage_id,
        cast(`pipeline` as string) as pipeline,
        cast(`comms_pipeline` as string) as comms_pipeline,
        cast(`amount` as numeric(38, 9)) as amount,
        cast(`assigned_user_name` as string) as assigned_user_name,
        cast(`dpd_due_date` as string) as dpd_due_date,
        cast(`last_due_date` as string) as last_due_date,
        datetime(`ptp_date_human`, 'UTC') as ptp_date_human,
        datetime(`ptp_date_ai`, 'UTC') as ptp_date_ai,
        datetime(`broken_ptp_date_human`, 'UTC') as broken_ptp_date_human,
        datetime(`broken_ptp_date_ai`, 'UTC') as broken_ptp_date_ai,
        cast(`hasreachedrpcorbeyond` as boolean) as has_reached_rpc_or_beyond,
        cast(`do_not_contact` as boolean) as do_not_contact,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
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
stg_borrower_deal_activity_logs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`action` as string) as action,
        cast(`comment` as string) as comment,
        cast(`created_by` as string) as created_by,
        json_value(`details`, '$.oldStage') as old_stage,
        json_value(`details`, '$.newStage') as new_stage,
        json_value(`details`, '$.assignedUserName') as assigned_user_name,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_deal_activity_logs
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by created_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    action,
    comment,
    created_by,
    old_stage,
    new_stage,
    assigned_user_name,
    created_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_borrower_deal_logs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`log_action` as string) as log_action,
        cast(`deal_stage_id` as string) as deal_stage_id,
        cast(`pipeline` as string) as pipeline,
        cast(`comms_pipeline` as string) as comms_pipeline,
        datetime(`ptp_date_human`, 'UTC') as ptp_date_human,
        datetime(`ptp_date_ai`, 'UTC') as ptp_date_ai,
        datetime(`broken_ptp_date_human`, 'UTC') as broken_ptp_date_human,
        datetime(`broken_ptp_date_ai`, 'UTC') as broken_ptp_date_ai,
        cast(`do_not_contact` as boolean) as do_not_contact,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from borrower_deal_logs
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by created_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    log_action,
    deal_stage_id,
    pipeline,
    comms_pipeline,
    ptp_date_human,
    ptp_date_ai,
    broken_ptp_date_human,
    broken_ptp_date_ai,
    do_not_contact,
    created_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_deal_activity_logs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`action` as string) as action,
        cast(`comment` as string) as comment,
        cast(`created_by` as string) as created_by,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from deal_activity_logs
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by created_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    action,
    comment,
    created_by,
    created_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_deal_views as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`name` as string) as name,
        cast(`description` as string) as description,
        cast(`is_shared` as boolean) as is_shared,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from deal_views
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
    name,
    description,
    is_shared,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_communication_logs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`communication_type` as string) as communication_type,
        cast(`direction` as string) as direction,
        cast(`status` as string) as status,
        cast(`from` as string) as from_address,
        cast(`to` as string) as to_address,
        cast(`subject` as string) as subject,
        cast(`duration` as numeric(38, 9)) as duration,
        datetime(`communicated_at`, 'UTC') as communicated_at,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from communication_logs
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
    communication_type,
    direction,
    status,
    from_address,
    to_address,
    subject,
    duration,
    communicated_at,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_conversations as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`platform` as string) as platform,
        cast(`purpose` as string) as purpose,
        cast(`type` as string) as thread_type,
        cast(`by` as string) as begun_by,
        cast(`operation` as string) as operation,
        cast(`status` as string) as status,
        cast(`visibility` as string) as visibility,
        json_value(`delivery_status`, '$.status') as delivery_status,
        json_value(`delivery_status`, '$.code') as delivery_code,
        json_value(`delivery_status`, '$.error_detail') as delivery_error_detail,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from conversations
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
    platform,
    purpose,
    thread_type,
    begun_by,
    operation,
    status,
    visibility,
    delivery_status,
    delivery_code,
    delivery_error_detail,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
stg_manual_communication_logs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`communication_type` as string) as communication_type,
        cast(`interaction_source` as string) as interaction_source,
        cast(`outcome_option` as string) as outcome_option,
        cast(`is_active` as boolean) as is_active,
        cast(`is_ptp_broken` as boolean) as is_ptp_broken,
        datetime(`communicated_at`, 'UTC') as communicated_at,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from manual_communication_logs
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
    communication_type,
    interaction_source,
    outcome_option,
    is_active,
    is_ptp_broken,
    communicated_at,
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
        cast(`public_id` as string) as public_id,
        cast(`customer_reference_id` as string) as customer_reference_id,
        cast(`first_name` as string) as first_name,
        cast(`last_name` as string) as last_name,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
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
int_stream_days as (
select
    'borrowers' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrowers
group by 1, 2
union all
select
    'borrower_accounts' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_accounts
group by 1, 2
union all
select
    'borrower_sub_accounts' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_sub_accounts
group by 1, 2
union all
select
    'borrower_account_events' as stream,
    cast(created_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(created_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_account_events
group by 1, 2
union all
select
    'borrower_payments' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_payments
group by 1, 2
union all
select
    'borrower_payment_plans' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_payment_plans
group by 1, 2
union all
select
    'borrower_payment_plan_installments' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_payment_plan_installments
group by 1, 2
union all
select
    'scheduled_payments' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_scheduled_payments
group by 1, 2
union all
select
    'payment_proofs' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_payment_proofs
group by 1, 2
union all
select
    'borrower_settlements' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_settlements
group by 1, 2
union all
select
    'borrower_deals' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_deals
group by 1, 2
union all
select
    'borrower_deal_activity_logs' as stream,
    cast(created_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(created_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_deal_activity_logs
group by 1, 2
union all
select
    'borrower_deal_logs' as stream,
    cast(created_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(created_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_borrower_deal_logs
group by 1, 2
union all
select
    'deal_activity_logs' as stream,
    cast(created_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(created_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_deal_activity_logs
group by 1, 2
union all
select
    'deal_views' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_deal_views
group by 1, 2
union all
select
    'communication_logs' as stream,
    cast(communicated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(communicated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_communication_logs
group by 1, 2
union all
select
    'conversations' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_conversations
group by 1, 2
union all
select
    'manual_communication_logs' as stream,
    cast(communicated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(communicated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_manual_communication_logs
group by 1, 2
union all
select
    'user_lender_details' as stream,
    cast(updated_at as date) as day,
    cast(count(*) as bigint) as row_count,
    cast(sum(raw_row_count) - count(*) as bigint) as repeated_keys,
    max(updated_at) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from stg_user_lender_details
group by 1, 2
),
stream_days as (
    select * from int_stream_days
),
counts as (
    -- A seed without rows has no types of its own.
    select
        cast(stream as string) as stream,
        cast(day as date) as day,
        cast(row_count as bigint) as row_count
    from (
        select cast(null as string) as stream, cast(null as date) as day, cast(null as bigint) as row_count where 1 = 0
    ) as vocabulary
),
days as (
    select
        coalesce(stream_days.stream, counts.stream) as stream,
        coalesce(stream_days.day, counts.day) as day,
        coalesce(stream_days.row_count, 0) as row_count,
        coalesce(stream_days.repeated_keys, 0) as repeated_keys,
        counts.row_count as cleargrid_row_count
    from stream_days
    full outer join counts
        on counts.stream = stream_days.stream and counts.day = stream_days.day
)
select
    cast(stream as string) as stream,
    day,
    cast(row_count as bigint) as row_count,
    cast(repeated_keys as bigint) as repeated_keys,
    cleargrid_row_count,
    cast(cleargrid_row_count - row_count as bigint) as missing_rows,
    cast(row_count * 1.0 / nullif(cleargrid_row_count, 0) as numeric(18, 6)) as rows_per_cleargrid_row
from days
order by stream, day
