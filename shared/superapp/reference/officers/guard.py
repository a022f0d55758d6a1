"""Lets in whoever has a session and a role that does this."""

from typing import Annotated

from fastapi import Header

from shared.superapp.reference import audit
from shared.superapp.reference.problems import Problem

from .accounts import NOT_YOURS, Account, Accounts, bearer


class Guard:
    """A dependency of routes: the account that calls, when it has one of the roles."""

    def __init__(self, accounts: Accounts, *roles: str) -> None:
        self._accounts = accounts
        self._roles = roles

    def __call__(self, authorization: Annotated[str | None, Header()] = None) -> Account:
        """Problem 401 without a live session, 403 for another role."""
        account = self._accounts.who(bearer(authorization))
        if account.role not in self._roles:
            raise Problem(403, NOT_YOURS)
        audit.acting(account.role, account.name)
        return account
