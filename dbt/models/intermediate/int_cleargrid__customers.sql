{{ config(enabled=cleargrid.uses(
    ['borrower_deals', 'user_lender_details', 'borrower_accounts'])) }}

-- A case names the link of a borrower and the lender; the link names the customer; the accounts name
-- the customer. There is no shorter way from a promise to what was paid.
with cases as (
    select
        public_id as link_id,
        {{ cleargrid.local('created_at') }} as created_local,
        coalesce(has_reached_rpc_or_beyond, false) as has_reached_rpc,
        case when coalesce(broken_ptp_date_human, broken_ptp_date_ai) is not null then 1 else 0 end
            as is_broken,
        case
            when ptp_date_human < {{ cleargrid.as_of() }} or ptp_date_ai < {{ cleargrid.as_of() }}
                then 1
            else 0
        end as is_overdue,
        case when coalesce(ptp_date_human, ptp_date_ai) is not null then 1 else 0 end as is_open
    from {{ ref('stg_cleargrid__borrower_deals') }}
),

links as (
    select public_id, customer_reference_id
    from {{ ref('stg_cleargrid__user_lender_details') }}
),

customers as (
    select
        coalesce(links.customer_reference_id, {{ dbt.concat(["'link '", 'cases.link_id']) }})
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
        {{ cleargrid.named('currency') }} as currency,
        sum(total_amount) as total_amount_minor,
        sum(paid_amount) as paid_amount_minor,
        sum(balance_amount) as balance_amount_minor
    from {{ ref('stg_cleargrid__borrower_accounts') }}
    group by 1, 2
)

select
    customers.customer_key,
    coalesce(accounts.currency, 'none') as currency,
    {{ cleargrid.first_day_of('month', 'customers.first_case_local') }} as case_month,
    case
        when customers.has_broken = 1 then 'broken'
        when customers.has_overdue = 1 then 'overdue'
        when customers.has_open = 1 then 'open'
        when customers.has_rpc = 1 then 'right_party_reached'
        else 'none'
    end as promise_state,
    cast(coalesce(accounts.total_amount_minor, 0) as {{ dbt.type_bigint() }}) as total_amount_minor,
    cast(coalesce(accounts.paid_amount_minor, 0) as {{ dbt.type_bigint() }}) as paid_amount_minor,
    cast(coalesce(accounts.balance_amount_minor, 0) as {{ dbt.type_bigint() }}) as balance_amount_minor
from customers
left join accounts on accounts.customer_reference_id = customers.customer_key
