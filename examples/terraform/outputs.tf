output "definition_id" {
  description = "Of the custom connector, in this workspace."
  value       = airbyte_source_definition.cleargrid.id
}

output "connection_id" {
  value = airbyte_connection.cleargrid.connection_id
}
