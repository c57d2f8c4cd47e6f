-- Of the customers with a case, by how their promise stands: how many have paid, and how much?
{{ config(enabled=cleargrid.uses(
    ['borrower_deals', 'user_lender_details', 'borrower_accounts'])) }}

with tallies as (
    select
        case_month,
        promise_state,
        currency,
        {{ cleargrid.count_rows() }} as customers,
        {{ cleargrid.count_if('paid_amount_minor > 0') }} as customers_who_paid,
        {{ cleargrid.count_if('paid_amount_minor > 0 and balance_amount_minor <= 0') }}
            as customers_paid_in_full,
        {{ cleargrid.total('total_amount_minor') }} as total_amount_minor,
        {{ cleargrid.total('paid_amount_minor') }} as paid_amount_minor,
        {{ cleargrid.total('balance_amount_minor') }} as balance_amount_minor
    from {{ ref('int_cleargrid__customers') }}
    group by case_month, promise_state, currency
)

select
    case_month,
    cast(promise_state as {{ dbt.type_string() }}) as promise_state,
    currency,
    customers,
    customers_who_paid,
    customers_paid_in_full,
    total_amount_minor,
    paid_amount_minor,
    balance_amount_minor,
    {{ cleargrid.per('customers_who_paid', 'customers') }} as customers_who_paid_per_customer,
    {{ cleargrid.per('customers_paid_in_full', 'customers') }} as customers_paid_in_full_per_customer,
    {{ cleargrid.per('paid_amount_minor', 'total_amount_minor') }} as paid_per_total_amount
from tallies
{{ cleargrid.in_order('case_month, promise_state, currency') }}
