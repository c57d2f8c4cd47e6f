# ClearGrid into PostgreSQL, every six hours, by Airbyte's Terraform provider 1.x.
# The names of resources and arguments are those of the provider's own pages (docs/index.md and
# docs/resources/{source_definition,source,destination,connection}.md in
# github.com/airbytehq/terraform-provider-airbyte).

terraform {
  required_version = ">= 1.5"
  required_providers {
    airbyte = {
      source  = "airbytehq/airbyte"
      version = "~> 1.0"
    }
  }
}

provider "airbyte" {
  server_url    = var.airbyte_server_url
  client_id     = var.airbyte_client_id
  client_secret = var.airbyte_client_secret
}

# The connector itself. Not on Airbyte Cloud, which runs only its own images.
resource "airbyte_source_definition" "cleargrid" {
  workspace_id      = var.workspace_id
  name              = "ClearGrid"
  docker_repository = var.docker_repository
  docker_image_tag  = "0.2.0"
  documentation_url = "https://docs.command.cleargrid.ai/api-reference/exports/overview"

  # Airbyte deletes with a definition all its sources and their connections, states included.
  lifecycle {
    prevent_destroy = true
  }
}

resource "airbyte_source" "cleargrid" {
  workspace_id  = var.workspace_id
  name          = "ClearGrid ${var.lender}"
  definition_id = airbyte_source_definition.cleargrid.id

  # The keys are the settings of the README. What is left out has its default.
  configuration = jsonencode({
    environment   = var.environment
    lender        = var.lender
    email         = var.email
    password      = var.password
    start_date    = var.start_date
    lookback_days = 2
    recheck_days  = 45
    concurrency   = 4
  })

  resource_allocation = {
    job_specific = [{
      job_type = "sync"
      resource_requirements = {
        cpu_request    = "0.5"
        cpu_limit      = "1"
        memory_request = "512Mi"
        memory_limit   = "1Gi"
      }
    }]
  }
}

resource "airbyte_destination" "warehouse" {
  workspace_id = var.workspace_id
  name         = "Warehouse"
  # Airbyte's PostgreSQL destination.
  definition_id = "25c5221d-dce2-4163-ade9-739ef790f503"

  configuration = jsonencode({
    host     = var.warehouse_host
    port     = 5432
    database = var.warehouse_database
    schema   = "cleargrid"
    username = var.warehouse_username
    password = var.warehouse_password
    ssl_mode = { mode = "require" }
    # Otherwise numbers are NUMERIC(38, 9), and duration has more digits than that.
    unconstrained_number = true
  })
}

locals {
  # The connector's own schemas: what is required of a row is its primary key, and last the cursor
  # field. If you copy this file, copy them too. What else `discover` offers is added by hand.
  schemas = "${path.module}/../../schemas"
  required = {
    for file in fileset(local.schemas, "*.json") :
    trimsuffix(file, ".json") => jsondecode(file("${local.schemas}/${file}")).required
  }
}

resource "airbyte_connection" "cleargrid" {
  name                                 = "ClearGrid to warehouse"
  source_id                            = airbyte_source.cleargrid.source_id
  destination_id                       = airbyte_destination.warehouse.destination_id
  namespace_definition                 = "destination"
  non_breaking_schema_updates_behavior = "propagate_columns"
  status                               = "active"

  # Quartz: second, minute, hour, day of month, month, day of week.
  schedule = {
    schedule_type   = "cron"
    cron_expression = "0 0 */6 * * ?"
  }

  configurations = {
    streams = [
      for name, fields in local.required : {
        name         = name
        sync_mode    = "incremental_deduped_history"
        cursor_field = [fields[length(fields) - 1]]
        primary_key  = [for field in slice(fields, 0, length(fields) - 1) : [field]]
      }
    ]
  }
}
