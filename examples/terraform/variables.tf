variable "airbyte_server_url" {
  description = "The public API of your Airbyte: of an abctl installation as it is."
  type        = string
  default     = "http://localhost:8000/api/public/v1/"
}

variable "airbyte_client_id" {
  description = "From `abctl local credentials`, or of an application in User settings."
  type        = string
  sensitive   = true
}

variable "airbyte_client_secret" {
  type      = string
  sensitive = true
}

variable "workspace_id" {
  description = "The UUID in the address of Airbyte's UI."
  type        = string
}

variable "docker_repository" {
  description = "The image's full name without its tag."
  type        = string
  default     = "source-cleargrid"
}

variable "environment" {
  description = "sandbox needs no account: any lender, email and password will do."
  type        = string
  default     = "production"
  validation {
    condition     = contains(["production", "staging", "sandbox"], var.environment)
    error_message = "One of production, staging, sandbox."
  }
}

variable "lender" {
  description = "The lender's subdomain identifier; not its UUID."
  type        = string
}

variable "email" {
  type = string
}

variable "password" {
  description = "The ClearGrid user's password."
  type        = string
  sensitive   = true
}

variable "start_date" {
  description = "The first instant to read, in UTC."
  type        = string
  default     = "2023-01-01T00:00:00Z"
}

variable "warehouse_host" {
  type = string
}

variable "warehouse_database" {
  type = string
}

variable "warehouse_username" {
  type = string
}

variable "warehouse_password" {
  type      = string
  sensitive = true
}
