-- Is it all there, and once? Rows by stream and UTC day, keys that repeat, and ClearGrid's own count
-- where counts_relation has it.
with stg_borrowers as (
with versions as (
    select
        cast("public_id" as TEXT) as public_id,
        cast("first_name" as TEXT) as first_name,
        cast("last_name" as TEXT) as last_name,
        cast("country" as TEXT) as country,
        cast("preferred_language" as TEXT) as preferred_language,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("account_reference_id" as TEXT) as account_reference_id,
        cast("customer_reference_id" as TEXT) as customer_reference_id,
        cast("reference_id" as TEXT) as reference_id,
        cast("total_amount" as numeric(38, 9)) as total_amount,
        cast("balance_amount" as numeric(38, 9)) as balance_amount,
        cast("actual_balance_amount" as numeric(38, 9)) as actual_balance_amount,
        cast("paid_amount" as numeric(38, 9)) as paid_amount,
        cast("balance_principal_amount" as numeric(38, 9)) as balance_principal_amount,
        cast("balance_interest" as numeric(38, 9)) as balance_interest,
        cast("balance_fee" as numeric(38, 9)) as balance_fee,
        cast("minimum_due_amount" as numeric(38, 9)) as minimum_due_amount,
        cast("currency" as TEXT) as currency,
        cast("submitted_date" as TEXT) as submitted_date,
        cast("due_date" as TEXT) as due_date,
        cast("delinquent_days_on_submission" as numeric(38, 9)) as delinquent_days_on_submission,
        replace(cast("loan_type" as TEXT), '"', '') as loan_type,
        replace(cast("status" as TEXT), '"', '') as status,
        cast("merchant_name" as TEXT) as merchant_name,
        cast("lender_display_name" as TEXT) as lender_display_name,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("sub_account_reference_id" as TEXT) as sub_account_reference_id,
        cast("total_amount" as numeric(38, 9)) as total_amount,
        cast("balance_amount" as numeric(38, 9)) as balance_amount,
        cast("actual_balance_amount" as numeric(38, 9)) as actual_balance_amount,
        cast("paid_amount" as numeric(38, 9)) as paid_amount,
        cast("balance_principal_amount" as numeric(38, 9)) as balance_principal_amount,
        cast("balance_interest" as numeric(38, 9)) as balance_interest,
        cast("balance_fee" as numeric(38, 9)) as balance_fee,
        cast("submitted_date" as TEXT) as submitted_date,
        cast("due_date" as TEXT) as due_date,
        cast("dpd_bucket_start" as numeric(38, 9)) as dpd_bucket_start,
        cast("dpd_bucket_end" as numeric(38, 9)) as dpd_bucket_end,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("channel" as TEXT) as channel,
        cast("event" as TEXT) as event,
        cast("ip_address" as TEXT) as ip_address,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("amount" as bigint) as amount,
        cast("settled_amount" as bigint) as settled_amount,
        cast("payment_type" as TEXT) as payment_type,
        cast("payment_status" as TEXT) as payment_status,
        cast("is_settled" as boolean) as is_settled,
        cast("paid_before_submission" as boolean) as paid_before_submission,
        make_timestamp(epoch_us("paid_date")) as paid_date,
        cast("failure_reason" as TEXT) as failure_reason,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("total_amount" as bigint) as total_amount,
        cast("total_installments" as bigint) as total_installments,
        cast("status" as TEXT) as status,
        cast("payment_gateway" as TEXT) as payment_gateway,
        make_timestamp(epoch_us("start_date")) as start_date,
        make_timestamp(epoch_us("end_date")) as end_date,
        cast("is_active" as boolean) as is_active,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("number" as bigint) as installment_number,
        cast("amount" as bigint) as amount,
        make_timestamp(epoch_us("due_date")) as due_date,
        cast("status" as TEXT) as status,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("amount" as bigint) as amount,
        make_timestamp(epoch_us("scheduled_date")) as scheduled_date,
        cast("status" as TEXT) as status,
        cast("payment_method" as TEXT) as payment_method,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("status" as TEXT) as status,
        make_timestamp(epoch_us("reviewed_at")) as reviewed_at,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("status" as TEXT) as status,
        cast("payment_type" as TEXT) as payment_type,
        cast("hardship_reason" as TEXT) as hardship_reason,
        cast("employment_status" as TEXT) as employment_status,
        cast("proposed_settlement_amount" as bigint) as proposed_settlement_amount,
        cast("down_payment" as bigint) as down_payment,
        cast("monthly_installment" as bigint) as monthly_installment,
        cast("number_of_installments" as bigint) as number_of_installments,
        cast("principal_amount" as bigint) as principal_amount,
        cast("write_off_amount" as bigint) as write_off_amount,
        make_timestamp(epoch_us("start_date")) as start_date,
        make_timestamp(epoch_us("end_date")) as end_date,
        make_timestamp(epoch_us("paid_at")) as paid_at,
        cast("is_paid" as boolean) as is_paid,
        cast("is_active" as boolean) as is_active,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("deal_stage_id" as TEXT) as deal_stage_id,
        cast("pipeline" as TEXT) as pipeline,
        cast("comms_pipeline" as TEXT) as comms_pipeline,
        cast("amount" as numeric(38, 9)) as amount,
        cast("assigned_user_name" as TEXT) as assigned_user_name,
        cast("dpd_due_date" as TEXT) as dpd_due_date,
        cast("last_due_date" as TEXT) as last_due_date,
        make_timestamp(epoch_us("ptp_date_human")) as ptp_date_human,
        make_timestamp(epoch_us("ptp_date_ai")) as ptp_date_ai,
        make_timestamp(epoch_us("broken_ptp_date_human")) as broken_ptp_date_human,
        make_timestamp(epoch_us("broken_ptp_date_ai")) as broken_ptp_date_ai,
        cast("hasreachedrpcorbeyond" as boolean) as has_reached_rpc_or_beyond,
        cast("do_not_contact" as boolean) as do_not_contact,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("action" as TEXT) as action,
        cast("comment" as TEXT) as comment,
        cast("created_by" as TEXT) as created_by,
        "details" ->> 'oldStage' as old_stage,
        "details" ->> 'newStage' as new_stage,
        "details" ->> 'assignedUserName' as assigned_user_name,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("log_action" as TEXT) as log_action,
        cast("deal_stage_id" as TEXT) as deal_stage_id,
        cast("pipeline" as TEXT) as pipeline,
        cast("comms_pipeline" as TEXT) as comms_pipeline,
        make_timestamp(epoch_us("ptp_date_human")) as ptp_date_human,
        make_timestamp(epoch_us("ptp_date_ai")) as ptp_date_ai,
        make_timestamp(epoch_us("broken_ptp_date_human")) as broken_ptp_date_human,
        make_timestamp(epoch_us("broken_ptp_date_ai")) as broken_ptp_date_ai,
        cast("do_not_contact" as boolean) as do_not_contact,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("action" as TEXT) as action,
        cast("comment" as TEXT) as comment,
        cast("created_by" as TEXT) as created_by,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("name" as TEXT) as name,
        cast("description" as TEXT) as description,
        cast("is_shared" as boolean) as is_shared,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("communication_type" as TEXT) as communication_type,
        cast("direction" as TEXT) as direction,
        cast("status" as TEXT) as status,
        cast("from" as TEXT) as from_address,
        cast("to" as TEXT) as to_address,
        cast("subject" as TEXT) as subject,
        cast("duration" as numeric(38, 9)) as duration,
        make_timestamp(epoch_us("communicated_at")) as communicated_at,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("platform" as TEXT) as platform,
        cast("purpose" as TEXT) as purpose,
        cast("type" as TEXT) as thread_type,
        cast("by" as TEXT) as begun_by,
        cast("operation" as TEXT) as operation,
        cast("status" as TEXT) as status,
        cast("visibility" as TEXT) as visibility,
        "delivery_status" ->> 'status' as delivery_status,
        "delivery_status" ->> 'code' as delivery_code,
        "delivery_status" ->> 'error_detail' as delivery_error_detail,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("communication_type" as TEXT) as communication_type,
        cast("interaction_source" as TEXT) as interaction_source,
        cast("outcome_option" as TEXT) as outcome_option,
        cast("is_active" as boolean) as is_active,
        cast("is_ptp_broken" as boolean) as is_ptp_broken,
        make_timestamp(epoch_us("communicated_at")) as communicated_at,
        make_timestamp(epoch_us("created_at")) as created_at,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast("public_id" as TEXT) as public_id,
        cast("customer_reference_id" as TEXT) as customer_reference_id,
        cast("first_name" as TEXT) as first_name,
        cast("last_name" as TEXT) as last_name,
        make_timestamp(epoch_us("updated_at")) as updated_at,
        make_timestamp(epoch_us("_airbyte_extracted_at")) as extracted_at
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
        cast(stream as TEXT) as stream,
        cast(day as date) as day,
        cast(row_count as bigint) as row_count
    from (
        select cast(null as TEXT) as stream, cast(null as date) as day, cast(null as bigint) as row_count where 1 = 0
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
    cast(stream as TEXT) as stream,
    day,
    cast(row_count as bigint) as row_count,
    cast(repeated_keys as bigint) as repeated_keys,
    cleargrid_row_count,
    cast(cleargrid_row_count - row_count as bigint) as missing_rows,
    cast(row_count * 1.0 / nullif(cleargrid_row_count, 0) as numeric(18, 6)) as rows_per_cleargrid_row
from days
order by stream, day
