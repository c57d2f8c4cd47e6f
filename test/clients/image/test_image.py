"""Airbyte's standard tests of connector images, on ours."""

from __future__ import annotations

from typing import Any

from airbyte_cdk.test.models.scenario import REMOVED_ENTRY_KEYS
from airbyte_cdk.test.standard_tests.docker_base import DockerConnectorTestSuite
from boltons.typeutils import classproperty

OF_THE_OLDER_TESTS = {
    *REMOVED_ENTRY_KEYS,
    "auth_default_method",
    "validate_data_points",
    "validate_primary_keys_data_type",
    "validate_stream_statuses",
}
"""Keys that the connector acceptance tests (CAT) read, and that the standard tests refuse."""


class TestImage(DockerConnectorTestSuite):
    # It compares with what Airbyte's public registry has; this connector is not in it.
    test_docker_image_spec_backward_compatibility = None  # type: ignore[assignment]

    @classproperty
    def acceptance_test_config(cls) -> Any:
        """acceptance-test-config.yml, with only those keys that the standard tests know."""
        config = DockerConnectorTestSuite.__dict__["acceptance_test_config"].__get__(None, cls)
        for suite in config["acceptance_tests"].values():
            for test in suite.get("tests", []):
                for key in OF_THE_OLDER_TESTS & test.keys():
                    del test[key]
        return config
