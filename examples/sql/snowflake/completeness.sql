-- Is it all there, and once? Rows by stream and UTC day, keys that repeat, and ClearGrid's own count
-- where counts_relation has it.
with stg_borrowers as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("FIRST_NAME" as TEXT) as first_name,
        cast("LAST_NAME" as TEXT) as last_name,
        cast("COUNTRY" as TEXT) as country,
        cast("PREFERRED_LANGUAGE" as TEXT) as preferred_language,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
stg_borrower_sub_accounts as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("SUB_ACCOUNT_REFERENCE_ID" as TEXT) as sub_account_reference_id,
        cast("TOTAL_AMOUNT" as numeric(38, 9)) as total_amount,
        cast("BALANCE_AMOUNT" as numeric(38, 9)) as balance_amount,
        cast("ACTUAL_BALANCE_AMOUNT" as numeric(38, 9)) as actual_balance_amount,
        cast("PAID_AMOUNT" as numeric(38, 9)) as paid_amount,
        cast("BALANCE_PRINCIPAL_AMOUNT" as numeric(38, 9)) as balance_principal_amount,
        cast("BALANCE_INTEREST" as numeric(38, 9)) as balance_interest,
        cast("BALANCE_FEE" as numeric(38, 9)) as balance_fee,
        cast("SUBMITTED_DATE" as TEXT) as submitted_date,
        cast("DUE_DATE" as TEXT) as due_date,
        cast("DPD_BUCKET_START" as numeric(38, 9)) as dpd_bucket_start,
        cast("DPD_BUCKET_END" as numeric(38, 9)) as dpd_bucket_end,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("CHANNEL" as TEXT) as channel,
        cast("EVENT" as TEXT) as event,
        cast("IP_ADDRESS" as TEXT) as ip_address,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("AMOUNT" as bigint) as amount,
        cast("SETTLED_AMOUNT" as bigint) as settled_amount,
        cast("PAYMENT_TYPE" as TEXT) as payment_type,
        cast("PAYMENT_STATUS" as TEXT) as payment_status,
        cast("IS_SETTLED" as boolean) as is_settled,
        cast("PAID_BEFORE_SUBMISSION" as boolean) as paid_before_submission,
        cast(convert_timezone('UTC', "PAID_DATE") as timestamp_ntz) as paid_date,
        cast("FAILURE_REASON" as TEXT) as failure_reason,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("TOTAL_AMOUNT" as bigint) as total_amount,
        cast("TOTAL_INSTALLMENTS" as bigint) as total_installments,
        cast("STATUS" as TEXT) as status,
        cast("PAYMENT_GATEWAY" as TEXT) as payment_gateway,
        cast(convert_timezone('UTC', "START_DATE") as timestamp_ntz) as start_date,
        cast(convert_timezone('UTC', "END_DATE") as timestamp_ntz) as end_date,
        cast("IS_ACTIVE" as boolean) as is_active,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("NUMBER" as bigint) as installment_number,
        cast("AMOUNT" as bigint) as amount,
        cast(convert_timezone('UTC', "DUE_DATE") as timestamp_ntz) as due_date,
        cast("STATUS" as TEXT) as status,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("AMOUNT" as bigint) as amount,
        cast(convert_timezone('UTC', "SCHEDULED_DATE") as timestamp_ntz) as scheduled_date,
        cast("STATUS" as TEXT) as status,
        cast("PAYMENT_METHOD" as TEXT) as payment_method,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("STATUS" as TEXT) as status,
        cast(convert_timezone('UTC', "REVIEWED_AT") as timestamp_ntz) as reviewed_at,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("STATUS" as TEXT) as status,
        cast("PAYMENT_TYPE" as TEXT) as payment_type,
        cast("HARDSHIP_REASON" as TEXT) as hardship_reason,
        cast("EMPLOYMENT_STATUS" as TEXT) as employment_status,
        cast("PROPOSED_SETTLEMENT_AMOUNT" as bigint) as proposed_settlement_amount,
        cast("DOWN_PAYMENT" as bigint) as down_payment,
        cast("MONTHLY_INSTALLMENT" as bigint) as monthly_installment,
        cast("NUMBER_OF_INSTALLMENTS" as bigint) as number_of_installments,
        cast("PRINCIPAL_AMOUNT" as bigint) as principal_amount,
        cast("WRITE_OFF_AMOUNT" as bigint) as write_off_amount,
        cast(convert_timezone('UTC', "START_DATE") as timestamp_ntz) as start_date,
        cast(convert_timezone('UTC', "END_DATE") as timestamp_ntz) as end_date,
        cast(convert_timezone('UTC', "PAID_AT") as timestamp_ntz) as paid_at,
        cast("IS_PAID" as boolean) as is_paid,
        cast("IS_ACTIVE" as boolean) as is_active,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
stg_borrower_deal_activity_logs as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("ACTION" as TEXT) as action,
        cast("COMMENT" as TEXT) as comment,
        cast("CREATED_BY" as TEXT) as created_by,
        cast(get_path("DETAILS", 'oldStage') as TEXT) as old_stage,
        cast(get_path("DETAILS", 'newStage') as TEXT) as new_stage,
        cast(get_path("DETAILS", 'assignedUserName') as TEXT) as assigned_user_name,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("LOG_ACTION" as TEXT) as log_action,
        cast("DEAL_STAGE_ID" as TEXT) as deal_stage_id,
        cast("PIPELINE" as TEXT) as pipeline,
        cast("COMMS_PIPELINE" as TEXT) as comms_pipeline,
        cast(convert_timezone('UTC', "PTP_DATE_HUMAN") as timestamp_ntz) as ptp_date_human,
        cast(convert_timezone('UTC', "PTP_DATE_AI") as timestamp_ntz) as ptp_date_ai,
        cast(convert_timezone('UTC', "BROKEN_PTP_DATE_HUMAN") as timestamp_ntz) as broken_ptp_date_human,
        cast(convert_timezone('UTC', "BROKEN_PTP_DATE_AI") as timestamp_ntz) as broken_ptp_date_ai,
        cast("DO_NOT_CONTACT" as boolean) as do_not_contact,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("ACTION" as TEXT) as action,
        cast("COMMENT" as TEXT) as comment,
        cast("CREATED_BY" as TEXT) as created_by,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("NAME" as TEXT) as name,
        cast("DESCRIPTION" as TEXT) as description,
        cast("IS_SHARED" as boolean) as is_shared,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("COMMUNICATION_TYPE" as TEXT) as communication_type,
        cast("DIRECTION" as TEXT) as direction,
        cast("STATUS" as TEXT) as status,
        cast("FROM" as TEXT) as from_address,
        cast("TO" as TEXT) as to_address,
        cast("SUBJECT" as TEXT) as subject,
        cast("DURATION" as numeric(38, 9)) as duration,
        cast(convert_timezone('UTC', "COMMUNICATED_AT") as timestamp_ntz) as communicated_at,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("PLATFORM" as TEXT) as platform,
        cast("PURPOSE" as TEXT) as purpose,
        cast("TYPE" as TEXT) as thread_type,
        cast("BY" as TEXT) as begun_by,
        cast("OPERATION" as TEXT) as operation,
        cast("STATUS" as TEXT) as status,
        cast("VISIBILITY" as TEXT) as visibility,
        cast(get_path("DELIVERY_STATUS", 'status') as TEXT) as delivery_status,
        cast(get_path("DELIVERY_STATUS", 'code') as TEXT) as delivery_code,
        cast(get_path("DELIVERY_STATUS", 'error_detail') as TEXT) as delivery_error_detail,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("COMMUNICATION_TYPE" as TEXT) as communication_type,
        cast("INTERACTION_SOURCE" as TEXT) as interaction_source,
        cast("OUTCOME_OPTION" as TEXT) as outcome_option,
        cast("IS_ACTIVE" as boolean) as is_active,
        cast("IS_PTP_BROKEN" as boolean) as is_ptp_broken,
        cast(convert_timezone('UTC', "COMMUNICATED_AT") as timestamp_ntz) as communicated_at,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
