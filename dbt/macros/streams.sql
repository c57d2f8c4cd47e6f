{# Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit. #}

{# The streams of the connector, and the field that orders each. #}
{% macro all_streams() %}
  {{ return({
    'borrowers': 'updated_at',
    'borrower_accounts': 'updated_at',
    'borrower_sub_accounts': 'updated_at',
    'borrower_account_events': 'created_at',
    'borrower_payments': 'updated_at',
    'borrower_payment_plans': 'updated_at',
    'borrower_payment_plan_installments': 'updated_at',
    'scheduled_payments': 'updated_at',
    'payment_proofs': 'updated_at',
    'borrower_settlements': 'updated_at',
    'borrower_deals': 'updated_at',
    'borrower_deal_activity_logs': 'created_at',
    'borrower_deal_logs': 'created_at',
    'deal_activity_logs': 'created_at',
    'deal_views': 'updated_at',
    'communication_logs': 'communicated_at',
    'conversations': 'updated_at',
    'manual_communication_logs': 'communicated_at',
    'user_lender_details': 'updated_at',
  }) }}
{% endmacro %}
