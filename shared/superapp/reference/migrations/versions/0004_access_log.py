"""The access log, which only grows, and the chain that its sealer makes of it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite numbers rows only where the column is INTEGER.
_AUTONUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TABLES = ("access_log", "access_chain")


def upgrade() -> None:
    """Makes the tables; the database itself refuses to change or remove a row."""
    op.create_table(
        "access_log",
        sa.Column("number", _AUTONUMBER, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_access_log"),
    )
    op.create_index("ix_access_log_subject", "access_log", ["subject"])
    op.create_table(
        "access_chain",
        sa.Column("position", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_access_chain"),
        sa.UniqueConstraint("entry", name="uq_access_chain_entry"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    for table in _TABLES:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION access_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the access log only grows'; END $$"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION access_only_grows()"
        )


def downgrade() -> None:
    """Drops them, with what is in them."""
    for table in reversed(_TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION access_only_grows()")
