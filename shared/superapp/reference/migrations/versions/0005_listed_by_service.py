"""An index for the public list of one service, in the order in which it is shown."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = ["jurisdiction", "service_code", "updated_ms"]


def upgrade() -> None:
    """Takes the place of one in another order, for which all rows of a service were sorted."""
    op.create_index("ix_request_listed_by_service", "request", _COLUMNS)
    op.drop_index("ix_request_service_code_requested_ms", table_name="request")


def downgrade() -> None:
    """The old one again."""
    op.create_index(
        "ix_request_service_code_requested_ms", "request", ["service_code", "requested_ms"]
    )
    op.drop_index("ix_request_listed_by_service", table_name="request")
